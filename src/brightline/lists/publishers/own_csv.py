"""A company's own list as CSV: names that it will not deal with, or wants to look at twice.

The file is UTF-8, with or without byte order mark, separated by commas, semicolons or tabs, its first row the
headings. Usual headings say which column is what, or a map from our fields to the file's headings. Each row
with a name is one party with one listing, whose effect is ``own_list`` and whose direction is all dealings
with the party. Other columns are kept as notes, ``heading: value``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from brightline.errors import LayoutError, UnknownValueError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import LeftOut, ListAbout, ParsedEdition, Part, Publisher
from brightline.lists.publishers.own_csv_columns import (
    FIELDS,
    columns_of,
    refuse_headings,
    refuse_overlong,
    rows_of,
    unknown,
    usual,
)
from brightline.model import (
    Address,
    Direction,
    Effect,
    Identifier,
    Listing,
    Name,
    NameKind,
    Party,
    Schema,
    Scheme,
)
from brightline.model.countries import country_code
from brightline.model.dates import partial_date
from brightline.model.identity import content_id, distinct_ids

_TYPES = {
    "person": Schema.PERSON, "individual": Schema.PERSON, "natural person": Schema.PERSON,
    "个人": Schema.PERSON,
    "company": Schema.COMPANY, "corporation": Schema.COMPANY, "公司": Schema.COMPANY, "企业": Schema.COMPANY,
    "organization": Schema.ORGANIZATION, "organisation": Schema.ORGANIZATION, "ngo": Schema.ORGANIZATION,
    "publicbody": Schema.PUBLIC_BODY, "public body": Schema.PUBLIC_BODY, "government": Schema.PUBLIC_BODY,
    "vessel": Schema.VESSEL, "ship": Schema.VESSEL, "aircraft": Schema.AIRPLANE, "airplane": Schema.AIRPLANE,
    "entity": Schema.LEGAL_ENTITY, "legalentity": Schema.LEGAL_ENTITY, "legal entity": Schema.LEGAL_ENTITY,
}  # fmt: skip
_BY_SHAPE = (
    # GB 32100-2015 and ISO 17442; a USCC of digits alone would do for neither, so the USCC goes first.
    (re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}"), Scheme.USCC),
    (re.compile(r"[0-9A-Z]{18}\d{2}"), Scheme.LEI),
)
_LIST_ID = re.compile(r"[a-z0-9][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class OwnCsv:
    """Reads own lists; never recognises one by itself, since any CSV file would do.

    Attributes:
        columns: Which heading holds which field (:data:`FIELDS`); for fields that are not mapped the usual
            headings hold.
        list_id: Under which the list is kept, so that a company may have several.

    Raises:
        UnknownValueError: A field or the list's id is not one.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    list_id: str = "own"
    id: str = "own_csv"
    parser_version: int = 1

    def __post_init__(self) -> None:
        for name in self.columns:
            if name not in FIELDS:
                raise unknown("field", name, tuple(FIELDS), None)
        if not _LIST_ID.fullmatch(self.list_id):
            raise UnknownValueError(
                f"{self.list_id!r} cannot be the id of a list",
                remedy="use lower-case letters, digits and underscores",
                id=self.list_id,
            )

    @property
    def lists(self) -> tuple[ListAbout, ...]:
        """The one list that it reads."""
        about = ListAbout(
            id=self.list_id,
            title="Own list",
            authority="yourself",
            effect=Effect.OWN_LIST,
            direction=Direction.DEALINGS_WITH,
            format="CSV",
            licence="yours",
            url="",
        )
        return (about,)

    def recognise(self, file: SourceFile) -> Part | None:  # noqa: ARG002  the protocol's
        """Never: an own list must be named as such with ``--as own_csv``."""
        return None

    def parse(self, parts: Mapping[str, SourceFile]) -> ParsedEdition:
        """One party for each row with a name.

        Raises:
            LayoutError: There are no headings, none of them holds the name, or two are alike.
            SpecialCategoryError: A column holds a special category of personal data.
            UnknownValueError: A column that the map names is not in the file.
            UnreadableFileError: The file is not UTF-8 or not CSV.
        """
        file = next(iter(parts.values()), None)
        if file is None:
            raise LayoutError("no file was given", remedy="give one CSV file", id=self.list_id)
        rows = list(rows_of(file))
        headings = [heading.strip() for heading in rows[0][1]]
        refuse_headings(headings, file)
        columns = columns_of(headings, self.columns, file)
        records = [(row, cells) for row, cells in rows[1:] if any(cell.strip() for cell in cells)]
        for row, cells in records:
            refuse_overlong(row, cells, headings, file)
        named = [(row, _record(cells, headings, columns)) for row, cells in records]
        kept = [(row, one) for row, one in named if one.fields.get("name")]
        ids = distinct_ids(_id(one, self.list_id) for _, one in kept)
        parties = tuple(_party(id_, one, self.list_id) for id_, (_, one) in zip(ids, kept, strict=True))
        dates = [one.listed_on for party in parties for one in party.listings if one.listed_on]
        return ParsedEdition(
            list_id=self.list_id,
            parties=parties,
            records=len(records),
            newest_entry=max(dates, default=None),
            left_out=tuple(
                LeftOut(f"row {row}", "; ".join(one.remarks) or "a row", "it has no name")
                for row, one in named
                if not one.fields.get("name")
            ),
        )


@dataclass(frozen=True, slots=True)
class _Record:
    """One row: the fields that are ours, and the rest as notes."""

    fields: Mapping[str, str]
    notes: tuple[str, ...]
    remarks: tuple[str, ...]


def _record(cells: Sequence[str], headings: Sequence[str], columns: Mapping[str, int]) -> _Record:
    fields = {name: cells[place].strip() for name, place in columns.items() if place < len(cells)}
    filled = [(place, cell.strip()) for place, cell in enumerate(cells[: len(headings)]) if cell.strip()]
    texts = {place: f"{headings[place] or f'column {place + 1}'}: {cell}" for place, cell in filled}
    others = tuple(text for place, text in texts.items() if place not in columns.values())
    return _Record({name: value for name, value in fields.items() if value}, others, tuple(texts.values()))


def _id(one: _Record, list_id: str) -> str:
    if given := one.fields.get("id"):
        return f"{list_id}:{given}"
    return content_id(
        list_id, one.fields["name"], one.fields.get("country", ""), one.fields.get("birth_date", "")
    )


def _party(id_: str, one: _Record, list_id: str) -> Party:
    fields = one.fields
    country = country_code(fields.get("country"))
    birth_date = partial_date(fields.get("birth_date"))
    # Only people are born: where the type is not given, the date tells.
    schema = _TYPES.get(usual(fields.get("type", ""))) or (Schema.PERSON if birth_date else None)
    person = schema is Schema.PERSON
    listed_on = partial_date(fields.get("listed_on"))
    # What cannot be read as what its column should hold is kept as it stands.
    unread = (
        ("type", usual(fields.get("type", "")) not in _TYPES),
        ("country", not country),
        ("birth_date", not (birth_date and person)),
        ("listed_on", not listed_on),
    )
    notes = tuple(
        f"{name.replace('_', ' ')}: {fields[name]}" for name, lost in unread if lost and name in fields
    )
    return Party(
        id=id_,
        schema=schema or Schema.LEGAL_ENTITY,
        names=(Name(fields["name"]), *_aliases(fields)),
        countries=(country,) if country else (),
        identifiers=tuple(_identifier(value) for value in _several(fields, "identifier")),
        addresses=tuple(Address(fields[name]) for name in ("address",) if name in fields),
        birth_dates=(birth_date,) if birth_date and person else (),
        listings=(_listing(id_, fields, list_id, listed_on),),
        notes=(*notes, *one.notes),
    )


def _aliases(fields: Mapping[str, str]) -> Iterator[Name]:
    seen = {fields["name"]}
    for text in _several(fields, "alias"):
        if text not in seen:
            seen.add(text)
            yield Name(text, NameKind.ALIAS)


def _several(fields: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(filter(None, (one.strip() for one in re.split("[;；]", fields.get(name, "")))))


def _identifier(value: str) -> Identifier:
    scheme = next((scheme for pattern, scheme in _BY_SHAPE if pattern.fullmatch(value)), Scheme.REGISTRATION)
    return Identifier(scheme, value)


def _listing(id_: str, fields: Mapping[str, str], list_id: str, listed_on: str | None) -> Listing:
    return Listing(
        list=list_id,
        record_id=fields.get("id", id_),
        program="Own list",
        authority="Own list",
        effect=Effect.OWN_LIST,
        direction=Direction.DEALINGS_WITH,
        terms=fields.get("reason"),
        listed_on=listed_on,
        citation=fields.get("citation"),
        url=fields.get("url"),
    )


PUBLISHER: Publisher = OwnCsv()
