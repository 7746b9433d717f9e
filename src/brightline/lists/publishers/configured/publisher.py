"""A configured list as a publisher: rows to parties by the configuration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import LeftOut, ListAbout, ParsedEdition, Part
from brightline.lists.publishers.configured.spec import Column, Spec
from brightline.lists.publishers.configured.tables import has_marker, rows_of
from brightline.lists.reading.aliases import one_line, unrepeated
from brightline.lists.reading.delimited import Row
from brightline.model import Address, Effect, Listing, Name, NameKind, Party
from brightline.model.countries import country_code
from brightline.model.dates import partial_date
from brightline.model.identity import content_id, distinct_ids

# FollowTheMoney's topic for what a listing does; research that only notices gives none.
_TOPICS = {
    Effect.ASSET_FREEZE: ("sanction",),
    Effect.LICENCE_REQUIREMENT: ("export.control",),
    Effect.IMPORT_BAN: ("forced.labor",),
    Effect.DEBARMENT: ("debarment",),
    Effect.INVESTMENT_BAN: ("debarment",),
}


@dataclass(frozen=True, slots=True)
class ConfiguredPublisher:
    """A publisher of the one list that a configuration describes; made by ``load_configured``."""

    spec: Spec
    parser_version: int = 1

    @property
    def id(self) -> str:
        """The list's id."""
        return self.spec.id

    @property
    def lists(self) -> tuple[ListAbout, ...]:
        """About the list, in the configuration's words."""
        spec = self.spec
        about = ListAbout(
            id=spec.id,
            title=spec.title,
            authority=spec.authority,
            effect=spec.effect,
            direction=spec.direction,
            format=spec.format.value.upper(),
            licence=spec.licence,
            url=spec.url,
        )
        return (about,)

    def recognise(self, file: SourceFile) -> Part | None:
        """By the headings of the configuration's marker."""
        return Part(self.spec.id) if has_marker(self.spec, file) else None

    def parse(self, parts: Mapping[str, SourceFile]) -> ParsedEdition:
        """See :meth:`brightline.lists.publisher.Publisher.parse`.

        Raises:
            SpecialCategoryError: The table has a column of a special category of personal data.
        """
        spec = self.spec
        if "list" not in parts:
            raise LayoutError(
                "the list itself is missing", remedy=f"give the file from {spec.url}", id=spec.id
            )
        header, rows = rows_of(spec, parts["list"])
        named = [row for row in rows if _cell(spec, row, "name")]
        ids = list(distinct_ids(_id(spec, row) for row in named))
        parties = tuple(_party(spec, id_, row) for id_, row in zip(ids, named, strict=True))
        mapped = {column.heading for column in spec.columns.values()}
        return ParsedEdition(
            list_id=spec.id,
            parties=parties,
            records=len(rows),
            newest_entry=max(
                filter(None, (one.listed_on for party in parties for one in party.listings)), default=None
            ),
            left_out=(
                *(
                    LeftOut("header", f"column {one!r}", "not mapped")
                    for one in header
                    if one and one not in mapped
                ),
                *(
                    LeftOut(f"row {row.number}", "a row", "it has no name")
                    for row in rows
                    if row not in named
                ),
                *(one for row in named for one in _unread(spec, row)),
            ),
        )


def _cell(spec: Spec, row: Row, field: str) -> str:
    """A field's text in a row; the constant where it has no column or the cell is blank."""
    column = spec.columns.get(field)
    text = one_line(row[column.heading]) if column else ""
    return text or spec.constants.get(field, "")


def _several(spec: Spec, row: Row, field: str) -> Iterator[str]:
    column = spec.columns.get(field)
    if column is None:
        return
    # A line break divides values too, where the separator is one.
    text = row[column.heading]
    parts = text.split(column.separator) if column.separator else [text]
    yield from filter(None, map(one_line, parts))


def _day(column: Column | None, text: str) -> str | None:
    """The day as a partial date, as exact as the configured form is."""
    if column is None or column.date_format is None:
        return partial_date(text)
    try:
        day = datetime.strptime(text, column.date_format)  # noqa: DTZ007  a day has no time zone
    except ValueError:
        return None
    exact = any(mark in column.date_format for mark in ("%d", "%j", "%x", "%c"))
    month = any(mark in column.date_format for mark in ("%m", "%b", "%B"))
    return day.strftime("%Y-%m-%d" if exact else "%Y-%m" if month else "%Y")


def _id(spec: Spec, row: Row) -> str:
    country = _cell(spec, row, "country")
    return content_id(spec.id.replace("_", "-"), _cell(spec, row, "name"), country_code(country) or country)


def _unread(spec: Spec, row: Row) -> Iterator[LeftOut]:
    country, day = _cell(spec, row, "country"), _cell(spec, row, "listed_on")
    if country and country_code(country) is None:
        yield LeftOut(
            f"row {row.number}", country, "not a country that brightline knows; it stands in the notes"
        )
    if day and _day(spec.columns.get("listed_on"), day) is None:
        yield LeftOut(f"row {row.number}", day, "not a day in the configured form; it stands in the notes")


def _party(spec: Spec, id_: str, row: Row) -> Party:
    country = _cell(spec, row, "country")
    code = country_code(country)
    aliases = (Name(text, NameKind.ALIAS) for text in _several(spec, row, "alias"))
    return Party(
        id=id_,
        schema=spec.schema,
        names=unrepeated((Name(_cell(spec, row, "name")), *aliases)),
        countries=(code,) if code else (),
        addresses=tuple(Address(text, country=code) for text in _several(spec, row, "address")),
        topics=_TOPICS.get(spec.effect, ()),
        listings=(_listing(spec, id_, row),),
        notes=(f"Country as published: {country}",) if country and code is None else (),
        sources=tuple(dict.fromkeys(filter(None, (_cell(spec, row, "url"), spec.url)))),
    )


def _listing(spec: Spec, id_: str, row: Row) -> Listing:
    text = _cell(spec, row, "listed_on")
    day = _day(spec.columns.get("listed_on"), text) if text else None
    return Listing(
        list=spec.id,
        record_id=id_,
        program=spec.constants.get("program", spec.title),
        authority=spec.authority,
        effect=spec.effect,
        direction=spec.direction,
        terms=_cell(spec, row, "reason") or None,
        listed_on=day,
        citation=_cell(spec, row, "citation") or None,
        url=_cell(spec, row, "url") or spec.url,
        confidence=spec.constants.get("confidence", "high"),
        notes=(f"Listed on, as published: {text}",) if text and day is None else (),
    )
