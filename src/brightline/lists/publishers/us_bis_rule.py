"""A rule of the US Bureau of Industry and Security that changes the Entity List, from the Federal Register.

The XML of one document, ``https://www.federalregister.gov/documents/full_text/xml/YYYY/MM/DD/NUMBER.xml``.
A rule is no edition of the list: it says what it adds, revises and removes, and nothing of the rest. So it
is read here for what changed and why, with the ids that :mod:`.us_bis_ecfr` gives, and taken in nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import takewhile
from typing import TYPE_CHECKING

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import LeftOut
from brightline.lists.publishers.us_bis_ecfr import KINDS
from brightline.lists.publishers.us_bis_ecfr.entries import Entry, entries_of
from brightline.lists.reading.aliases import one_line, tidy
from brightline.lists.reading.citations import FrCitation, fr_citations
from brightline.lists.reading.entity_tables import Row, entity_table, heading_country
from brightline.lists.reading.federal_text import lines_of
from brightline.model import Party, Tie
from brightline.model.dates import partial_date
from brightline.model.identity import fold

if TYPE_CHECKING:
    from lxml.etree import _Element

_SUPPLEMENT = 4
_EFFECTIVE = re.compile(r"\beffective (?:on )?(?P<day>[A-Z][a-z]+ \d{1,2}, \d{4})")
_NUMBER = re.compile(r"FR Doc\. (?P<number>[\w-]+)")
# The words of an amendment in their order: a country, a verb, an entry in quotation marks.
_AMENDMENT = re.compile(
    r"\bUnder (?P<country>[A-Z][^:;“”]*?)(?=[:;]|,? by\b)|\b(?P<verb>add|revis|remov)\w*|“(?P<entry>[^”]+)”",
    re.IGNORECASE,
)


class Change(StrEnum):
    """What a rule does to an entry; ``UNSTATED`` where its table has an entry that its words do not name."""

    ADDED = "added"
    REVISED = "revised"
    REMOVED = "removed"
    UNSTATED = "unstated"


_VERBS = {"add": Change.ADDED, "revis": Change.REVISED, "remov": Change.REMOVED}


@dataclass(frozen=True, slots=True)
class Named:
    """An entry that the rule's words name: under which country, and what becomes of it."""

    change: Change
    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Rule:
    """What one rule does.

    Attributes:
        number: The document's own (``2023-03929``).
        title: Its subject.
        citation: Volume, pages and day, as far as the document says them.
        effective: First day in force, partial ISO date.
        entries: Each entry of its table as the list will have it, in the table's order; one in several
            countries is several parties. Bodies under an entity follow it.
        removed: Entries that it takes off, which it only names.
        ties: Of bodies to the entity that they stand under.
        left_out: What became part of nothing, and why.
    """

    number: str
    title: str
    citation: FrCitation | None
    effective: str | None
    entries: tuple[tuple[Change, Party], ...]
    removed: tuple[Named, ...] = ()
    ties: tuple[Tie, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def parties(self, change: Change) -> tuple[Party, ...]:
        """The parties of the entries that the rule changes so."""
        return tuple(party for one, party in self.entries if one is change)


def is_rule(file: SourceFile) -> bool:
    """Whether a file is a rule that amends 15 CFR part 744, by its head; cheap, and never raises."""
    head = file.head.lstrip()
    return bool(re.match(r"(?:<\?xml[^>]*>\s*)?<RULE\b", head)) and bool(
        re.search(r"<CFR>\s*15 CFR Parts?\b[^<]*\b744\b", head)
    )


def read_rule(file: SourceFile) -> Rule:
    """Read one rule.

    Raises:
        LayoutError: It is no rule about part 744, or has no table of the Entity List and removes nothing.
        UnreadableFileError: Not well-formed XML.
    """
    if not is_rule(file):
        raise LayoutError(
            "not a Federal Register rule that amends 15 CFR part 744",
            remedy="give the document's full text in XML from federalregister.gov",
            file=file.name,
        )
    root = file.xml()
    named = tuple(_named(root))
    rows, left_out = _rows(file, root, named)
    kind = KINDS[_SUPPLEMENT]
    effective = _effective(root)
    citation = _citation(root, rows)
    entries = [_in_force(one, effective, citation) for one in entries_of(rows, kind, {})]
    return Rule(
        number=_first(root, "FRDOC", _NUMBER, "number") or "",
        title=one_line(" ".join(map(str, next(root.iter("SUBJECT")).itertext()))),
        citation=citation,
        effective=effective,
        entries=tuple(
            (change, party)
            for row, entry in zip(rows, entries, strict=True)
            for change in (_change(row, entry, named),)
            for party in entry.parties
        ),
        removed=tuple(one for one in named if one.change is Change.REMOVED),
        ties=tuple(tie for entry in entries for tie in entry.ties),
        left_out=(*left_out, *(one for entry in entries for one in entry.left_out)),
    )


def _rows(
    file: SourceFile, root: _Element, named: tuple[Named, ...]
) -> tuple[tuple[Row, ...], tuple[LeftOut, ...]]:
    found = (line for table in root.iter("GPOTABLE") for line in table.iter("ROW"))
    lines = [[lines_of(cell) for cell in line.iter("ENT")] for line in found]
    if not lines and any(one.change is Change.REMOVED for one in named):
        return (), ()
    table = entity_table(file.name, "the rule", lines)
    return table.rows, table.left_out


def _named(root: _Element) -> Iterator[Named]:
    """The entries that the amendments name, each under the country and verb last read before it."""
    country: str | None = None
    change: Change | None = None
    for paragraph in root.iter("AMDPAR"):
        text = lines_of(paragraph).text
        for found in _AMENDMENT.finditer(text):
            if found["country"]:
                country = heading_country(one_line(found["country"])) or country
            elif found["verb"]:
                change = _VERBS[found["verb"].lower()]
            elif change:
                yield Named(change, tidy(found["entry"]), country)


def _change(row: Row, entry: Entry, named: tuple[Named, ...]) -> Change:
    party = entry.parties[0]
    wanted = {fold(name.text) for name in party.names}
    found = (one for one in named if fold(one.name) in wanted and one.country == heading_country(row.country))
    return next((one.change for one in found), Change.UNSTATED)


def _in_force(entry: Entry, effective: str | None, citation: FrCitation | None) -> Entry:
    """The entry with the day on which the rule takes effect, and the rule's own pages for a citation."""
    text = _text(citation)

    def dated(party: Party) -> Party:
        return replace(
            party,
            listings=tuple(
                replace(one, listed_on=effective or one.listed_on, citation=text or one.citation)
                for one in party.listings
            ),
        )

    return replace(entry, parties=tuple(map(dated, entry.parties)))


def _text(citation: FrCitation | None) -> str | None:
    if citation is None or citation.page is None:
        return None
    pages = f"{citation.page}-{citation.last_page}" if citation.last_page else str(citation.page)
    year, month, day = (citation.date or "--").split("-")
    return f"{citation.volume} FR {pages}" + (f", {int(month)}/{int(day)}/{year}" if year else "")


def _citation(root: _Element, rows: tuple[Row, ...]) -> FrCitation | None:
    """Volume and day as the table has them, pages as the document's page breaks show them."""
    cited = next((one for row in rows for one in fr_citations(row.text("citation"))[-1:]), None)
    if cited is None:
        return None
    breaks = [mark for mark in root.iter("PRTPAGE") if (mark.get("P") or "").isdigit()]
    pages = [int(mark.get("P") or "0") for mark in breaks]
    if not pages:
        return cited
    # A break behind some text ends the document's first page; one before all text begins it.
    before = takewhile(lambda element: element is not breaks[0], root.iter())
    first = pages[0] - 1 if any((element.text or "").strip() for element in before) else pages[0]
    return replace(cited, page=first, last_page=pages[-1] if pages[-1] > first else None)


def _effective(root: _Element) -> str | None:
    return partial_date(_first(root, "EFFDATE", _EFFECTIVE, "day"))


def _first(root: _Element, tag: str, pattern: re.Pattern[str], group: str) -> str | None:
    for element in root.iter(tag):
        if found := pattern.search(one_line("".join(map(str, element.itertext())))):
            return found[group]
    return None
