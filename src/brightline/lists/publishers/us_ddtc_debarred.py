"""Parties debarred under the International Traffic in Arms Regulations, from the US Department of State.

Two CSV files of the Directorate of Defense Trade Controls: statutory debarments after a conviction (22 CFR
127.7(b)) and administrative ones (22 CFR 127.7(a)), linked from https://www.pmddtc.state.gov, knowledge
article KB0010126. Nobody on them may take part in exports of defence articles.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import LeftOut, ListAbout, ParsedEdition, Part, Publisher
from brightline.lists.reading.aliases import alias, named, one_line, tidy, unrepeated
from brightline.lists.reading.delimited import Row, Table, header_of, read_table
from brightline.lists.reading.legal_forms import ends_in_form
from brightline.lists.reading.several import outside_brackets, several
from brightline.lists.reading.us_days import newest_day, plausible_day
from brightline.model import Direction, Effect, Listing, Name, Party, Schema
from brightline.model.dates import partial_date
from brightline.model.identity import content_id, distinct_ids, fold

LIST_ID = "us_ddtc_debarred"
STATUTORY, ADMINISTRATIVE = "statutory", "administrative"
_PAGE = "https://www.pmddtc.state.gov"
_AUTHORITY = "Directorate of Defense Trade Controls, US Department of State"
_CITATION, _CORRECTED, _CORRECTED_ON = (
    "Federal Register Notice",
    "Corrected Notice",
    "Corrected Notice Date",
)
_COLUMNS = {
    STATUTORY: ("Party Name", "Date Of Birth", _CITATION, "Notice Date"),
    ADMINISTRATIVE: ("Name", "Date", _CITATION),
}
_KNOWN = {STATUTORY: (_CORRECTED, _CORRECTED_ON), ADMINISTRATIVE: ("Charging Letter", "Debarment Order")}
# Headings that no other list has.
_MARKS = {
    STATUTORY: frozenset({"Party Name", "Date Of Birth", "Notice Date"}),
    ADMINISTRATIVE: frozenset({"Charging Letter", "Debarment Order"}),
}
_REGULATION = {STATUTORY: "22 CFR 127.7(b)", ADMINISTRATIVE: "22 CFR 127.7(a)"}
_FILES = {
    STATUTORY: "the statutory debarments (another CSV of the same page)",
    ADMINISTRATIVE: "the administrative debarments (another CSV of the same page)",
}
_FAMILY_FIRST = re.compile(r"(?P<family>[^,]+), (?:(?:Jr|Sr)\.?, )?(?P<given>[^,]+)")
_GENERATION = re.compile(r"\b(?:II|III|IV|Jr|Sr)\.?$")
_AND_LAST = re.compile(r",\s+and\s+(?=\S)")
# A no-break space that went through a DOS code page.
_LOST_SPACE = "ÿ"
# Sorts behind every date.
_UNDATED = "9999"


@dataclass(frozen=True, slots=True)
class _Debarment:
    """One party of one row."""

    names: tuple[Name, ...]
    born: str | None
    listing: Listing

    @property
    def key(self) -> tuple[str, str]:
        """What makes two rows one party: equal names, and no two birth dates."""
        return fold(self.names[0].text), self.born or ""


class DebarredParties:
    """Use it for arms exports under the ITAR; the Consolidated Screening List repeats the statutory ones.

    The two files are the parts of one edition. Rows of one name and birth date are one party with a listing
    each; a row that names several parties is several. Neither file says when a debarment ends: a party stays
    on the statutory file until it is reinstated, on the administrative one until the term of its order.
    """

    id = LIST_ID
    parser_version = 1
    lists: tuple[ListAbout, ...] = (
        ListAbout(
            id=LIST_ID,
            title="AECA and ITAR Debarred Parties",
            authority=_AUTHORITY,
            effect=Effect.DEBARMENT,
            direction=Direction.EXPORTS_TO,
            format="two CSV files",
            licence="US Government work, no copyright (17 U.S.C. 105)",
            url=_PAGE,
        ),
    )

    def recognise(self, file: SourceFile) -> Part | None:
        """By the headings of either file."""
        found = header_of(file.head)
        return next((Part(LIST_ID, role) for role, marks in _MARKS.items() if marks.issubset(found)), None)

    def parse(self, parts: Mapping[str, SourceFile]) -> ParsedEdition:
        """See :meth:`brightline.lists.publisher.Publisher.parse`."""
        given = [role for role in _COLUMNS if role in parts]
        if not given:
            raise LayoutError("both files are missing", remedy=f"get them from {_PAGE}", id=LIST_ID)
        tables = {
            role: read_table(parts[role], required=_COLUMNS[role], known=_KNOWN[role]) for role in given
        }
        found = [
            one
            for role, read in ((STATUTORY, _statutory), (ADMINISTRATIVE, _administrative))
            for row in (tables[role].rows if role in tables else ())
            for one in read(row)
        ]
        parties = _parties(found)
        return ParsedEdition(
            list_id=LIST_ID,
            parties=parties,
            records=sum(len(table.rows) for table in tables.values()),
            counts=dict(Counter(role for role, table in tables.items() for _ in table.rows)),
            newest_entry=newest_day(one.listing.listed_on for one in found),
            left_out=tuple(one for role, table in tables.items() for one in _left_out(role, table)),
            missing=tuple(text for role, text in _FILES.items() if role not in parts),
        )


PUBLISHER: Publisher = DebarredParties()


def _statutory(row: Row) -> tuple[_Debarment, ...]:
    if not tidy(row["Party Name"]):
        return ()
    born = partial_date(row["Date Of Birth"])
    # A tabulator stands before some "a/k/a" where others have a bracket.
    own, *others = named(one_line(row["Party Name"]))
    spelled = (own, *(replace(alias(one.text), kind=one.kind) for one in others))
    names = unrepeated(_person(one) if born else one for one in spelled)
    corrected = one_line(row.cells.get(_CORRECTED, ""))
    corrected_on = plausible_day(row.cells.get(_CORRECTED_ON, ""))
    notice = f"Corrected notice: {corrected}" + (f", {corrected_on}" if corrected_on else "")
    listing = _listing(STATUTORY, row, row["Notice Date"], (notice,) if corrected else ())
    return (_Debarment(names, born, listing),)


def _administrative(row: Row) -> tuple[_Debarment, ...]:
    listing = _listing(ADMINISTRATIVE, row, row["Date"])
    return tuple(_Debarment(named(one), None, listing) for one in _each(tidy(row["Name"])))


def _each(text: str) -> tuple[str, ...]:
    """The parties of ``Doe, Jane; Acme, S.A., and Akme, S.A``: people stay whole, companies come apart."""
    parts = (part for run in outside_brackets(text, ";") for part in _AND_LAST.split(run))
    return tuple(
        one for part in map(tidy, parts) for one in (several(part) if _has_company(part) else (part,)) if one
    )


def _has_company(text: str) -> bool:
    pieces = (piece.split(" and ")[0] for piece in outside_brackets(text, ","))
    return any(ends_in_form(piece) and not _GENERATION.search(piece) for piece in pieces)


def _person(name: Name) -> Name:
    """The name with its parts; only for rows with a birth date, where the comma cannot be a company's."""
    found = _FAMILY_FIRST.fullmatch(name.text)
    return replace(name, family=found["family"], given=found["given"]) if found else name


def _parties(found: Iterable[_Debarment]) -> tuple[Party, ...]:
    groups: dict[tuple[str, str], list[_Debarment]] = {}
    for one in found:
        groups.setdefault(one.key, []).append(one)
    # The oldest is numbered first whatever the file's order, so that an id stays with its party.
    oldest = sorted(groups, key=lambda key: (groups[key][0].listing.listed_on or _UNDATED, key))
    ids = distinct_ids(content_id("us-ddtc-debarred", groups[key][0].names[0].text) for key in oldest)
    by_key = dict(zip(oldest, ids, strict=True))
    return tuple(_party(by_key[key], group) for key, group in groups.items())


def _party(party_id: str, group: list[_Debarment]) -> Party:
    born = group[0].born
    return Party(
        id=party_id,
        schema=Schema.PERSON if born else Schema.LEGAL_ENTITY,
        names=unrepeated(name for one in group for name in one.names),
        birth_dates=(born,) if born else (),
        topics=("debarment",),
        listings=tuple(replace(one.listing, record_id=party_id) for one in group),
        sources=(_PAGE,),
    )


def _listing(role: str, row: Row, day: str, notes: tuple[str, ...] = ()) -> Listing:
    began = plausible_day(day)
    published = (f"Date as published: {day}",) if day and not began else ()
    return Listing(
        list=LIST_ID,
        record_id="",
        program=f"AECA debarred, {role}",
        authority=_AUTHORITY,
        effect=Effect.DEBARMENT,
        direction=Direction.EXPORTS_TO,
        terms=_REGULATION[role],
        listed_on=began,
        citation=one_line(row[_CITATION]).rstrip(f"{_LOST_SPACE} ") or None,
        url=_PAGE,
        notes=(*notes, *published),
    )


def _left_out(role: str, table: Table) -> Iterable[LeftOut]:
    yield from table.left_out
    name, day = ("Party Name", "Notice Date") if role == STATUTORY else ("Name", "Date")
    for row in table.rows:
        where = f"{role}, row {row.number}"
        if not tidy(row[name]):
            yield LeftOut(where, "a row without a name", "nobody can be compared with it")
        if row[day] and not plausible_day(row[day]):
            yield LeftOut(f"{where}, {day}", row[day], "not a possible day; it stands in the listing's notes")
        born = row.cells.get("Date Of Birth", "")
        if born and not partial_date(born):
            yield LeftOut(f"{where}, Date Of Birth", born, "no date can be read in it")
