"""What OFAC's programme tags mean in law: effect, citation, and the listings that follow from them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from brightline.lists.publishers.us_ofac.remarks import Remarks
from brightline.model import Direction, Effect, Listing

SDN: Final = "us_ofac_sdn"
CONSOLIDATED: Final = "us_ofac_consolidated"

AUTHORITY: Final = "Office of Foreign Assets Control, US Department of the Treasury"
_PAGE = "https://sanctionssearch.ofac.treas.gov/Details.aspx?id="

_BLOCKED = (Effect.ASSET_FREEZE, Direction.DEALINGS_WITH)
_INVESTMENT = (Effect.INVESTMENT_BAN, Direction.SECURITIES_OF)
_SECTORAL = (Effect.SECTORAL_RESTRICTION, Direction.DEALINGS_WITH)
_ACCOUNTS = (Effect.ACCOUNT_RESTRICTION, Direction.DEALINGS_WITH)

# The lists that OFAC keeps besides the SDN List, by their programme tags ("Consolidated Sanctions List",
# ofac.treasury.gov, read 2025): NS-CMIC, sectoral sanctions (SSI), Palestinian Legislative Council (NS-PLC),
# foreign sanctions evaders (FSE), correspondent accounts (CAPTA, until 2019 the Part 561 List).
# A tag that is not here repeats there what it does elsewhere, or marks menu-based sanctions (NS-MBS).
_BESIDES_SDN: Final[Mapping[str, tuple[Effect, Direction]]] = {
    "CMIC-EO13959": _INVESTMENT,
    "CMIC-EO": _INVESTMENT,  # the same tag as it was in June 2021
    "UKRAINE-EO13662": _SECTORAL,
    "RUSSIA-EO14024": _SECTORAL,
    "NS-PLC": _ACCOUNTS,
    "FSE-SY": _ACCOUNTS,
    "FSE-IR": _ACCOUNTS,
    "561-Related": _ACCOUNTS,
    "561List": _ACCOUNTS,
}
# Tags that can only open a file of the consolidated list: on the SDN List they stand beside a blocking one.
_CONSOLIDATED_ONLY = frozenset(
    {"CMIC-EO13959", "CMIC-EO", "NS-PLC", "FSE-SY", "FSE-IR", "561-Related", "561List"}
)

# Directive 2 under Executive Order 14024 restricts correspondent accounts; the other directives under that
# order restrict debt, equity and bonds, so one party can bear both effects.
_ACCOUNT_DIRECTIVE = re.compile(r"EO 14024 Directive 2\b|Executive Order 14024\b.*\bSubject to Directive 2\b")

# "Program Tag Definitions for OFAC Sanctions Lists", ofac.treasury.gov, as of 2025. Only tags with one legal
# basis that does not change from record to record; tags that carry their order's number need no row.
_CITATIONS: Final[Mapping[str, str]] = {
    "561-Related": "31 CFR 561.201",
    "561List": "31 CFR 561.201",
    "BELARUS": "Executive Order 13405",
    "BURUNDI": "Executive Order 13712",
    "CAR": "Executive Order 13667",
    "CMIC-EO": "Executive Order 13959",
    "CUBA": "31 CFR part 515",
    "DARFUR": "Executive Order 13400",
    "DPRK": "Executive Order 13551",
    "DPRK2": "Executive Order 13687",
    "DPRK3": "Executive Order 13722",
    "DPRK4": "Executive Order 13810",
    "DRCONGO": "Executive Order 13413",
    "FSE-IR": "Executive Order 13608",
    "FSE-SY": "Executive Order 13608",
    "GLOMAG": "Executive Order 13818",
    "HRIT-IR": "Executive Order 13606",
    "HRIT-SY": "Executive Order 13606",
    "IRAN-HR": "Executive Order 13553",
    "LEBANON": "Executive Order 13441",
    "LIBYA2": "Executive Order 13566",
    "LIBYA3": "Executive Order 13726",
    "MAGNIT": "Sergei Magnitsky Rule of Law Accountability Act of 2012, Pub. L. 112-208",
    "NICARAGUA": "Executive Order 13851",
    "NPWMD": "Executive Order 13382",
    "SDGT": "Executive Order 13224",
    "SDNT": "Executive Order 12978",
    "SDNTK": "Foreign Narcotics Kingpin Designation Act, 21 U.S.C. 1901-1908",
    "SOMALIA": "Executive Order 13536",
    "SOUTH SUDAN": "Executive Order 13664",
    "TCO": "Executive Order 13581",
    "VENEZUELA": "Executive Order 13692",
    "YEMEN": "Executive Order 13611",
}
_ORDER_IN_TAG = re.compile(r"-EO(\d{5})")


def programmes_of(cell: str) -> tuple[str, ...]:
    """The tags in a programme cell, whose outer brackets OFAC omits.

    Example:
        >>> programmes_of("NPWMD] [IFSR")
        ('NPWMD', 'IFSR')
    """
    return tuple(tag.strip(" []") for tag in cell.split("] ["))


def opens_consolidated(cell: str) -> bool:
    """Whether a programme cell can only stand in the consolidated list."""
    return set(programmes_of(cell)) <= _CONSOLIDATED_ONLY


def listings(list_id: str, uid: str, programmes: Sequence[str], remarks: Remarks) -> tuple[Listing, ...]:
    """The listings of one party: one for each legal effect, in the order of its programmes."""
    groups = _groups(list_id, programmes, remarks)
    return tuple(
        Listing(
            list=list_id,
            record_id=uid,
            program="; ".join(tags),
            authority=AUTHORITY,
            effect=effect,
            direction=direction,
            terms="; ".join(_terms(remarks, (effect, direction), len(groups))) or None,
            listed_on=_listed_on(list_id, tags, remarks, (effect, direction)),
            citation=_citation(tags),
            url=_PAGE + uid,
            covers="; ".join(remarks.covers) or None,
            notes=tuple(remarks.listing_notes),
        )
        for (effect, direction), tags in groups.items()
    )


def _groups(
    list_id: str, programmes: Sequence[str], remarks: Remarks
) -> dict[tuple[Effect, Direction], list[str]]:
    if list_id == SDN:
        return {_BLOCKED: list(programmes)}
    groups: dict[tuple[Effect, Direction], list[str]] = {}
    for tag in programmes:
        if tag in _BESIDES_SDN:
            groups.setdefault(_BESIDES_SDN[tag], []).append(tag)
    others = [tag for tag in programmes if tag not in _BESIDES_SDN]
    if not groups:
        return {_SECTORAL: others}
    next(iter(groups.values())).extend(others)
    if "RUSSIA-EO14024" in programmes and _restricts_accounts(remarks):
        groups.setdefault(_ACCOUNTS, []).append("RUSSIA-EO14024")
    return groups


def _restricts_accounts(remarks: Remarks) -> bool:
    return any(_ACCOUNT_DIRECTIVE.search(text) for text in _legal_pieces(remarks))


def _legal_pieces(remarks: Remarks) -> list[str]:
    listed = [f"Listing Date ({under}) {date}" for under, date in remarks.listing_dates.items()]
    return [*remarks.terms, *listed]


def _terms(remarks: Remarks, bearing: tuple[Effect, Direction], groups: int) -> list[str]:
    """The pieces of terms that belong to one of a party's listings."""
    pieces = _legal_pieces(remarks)
    if groups == 1:
        return pieces
    return [piece for piece in pieces if bool(_ACCOUNT_DIRECTIVE.search(piece)) == (bearing == _ACCOUNTS)]


def _listed_on(
    list_id: str, tags: Sequence[str], remarks: Remarks, bearing: tuple[Effect, Direction]
) -> str | None:
    """The listing date, where the file gives one for all that the listing stands on.

    A directive's date says nothing of a blocking, nor of an earlier programme in the same listing: a party
    under Executive Order 13662 since 2014 must not seem to be listed from 2022 on.
    """
    if list_id == SDN or len(tags) != 1:
        return None
    dates = [
        date
        for under, date in remarks.listing_dates.items()
        if bearing == _INVESTMENT or bool(_ACCOUNT_DIRECTIVE.search(under)) == (bearing == _ACCOUNTS)
    ]
    return min(dates, default=None)


def _citation(tags: Sequence[str]) -> str | None:
    known = []
    for tag in tags:
        if found := _ORDER_IN_TAG.search(tag):
            known.append(f"Executive Order {found[1]}")
        elif tag in _CITATIONS:
            known.append(_CITATIONS[tag])
    return "; ".join(dict.fromkeys(known)) or None
