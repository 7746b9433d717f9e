"""One row of the Japanese asset-freeze list, to a party."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from brightline.lists.publisher import LeftOut
from brightline.lists.publishers.jp_mof_asset_freeze.dates import birth_dates, notified
from brightline.lists.publishers.jp_mof_asset_freeze.names import UNKNOWN, other_names, primary_names
from brightline.lists.publishers.jp_mof_asset_freeze.places import countries_of, country_of_address
from brightline.lists.publishers.jp_mof_asset_freeze.sheet import Field, Regime, Row
from brightline.lists.reading import personal_remarks
from brightline.lists.reading.aliases import one_line, unrepeated
from brightline.lists.reading.lettered import lettered
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
from brightline.model.identity import content_id

LIST_ID = "jp_mof_asset_freeze"
PAGE = "https://www.mof.go.jp/policy/international_policy/gaitame_kawase/gaitame/economic_sanctions/list.html"
_AUTHORITY = "Government of Japan (notifications of the Ministry of Foreign Affairs)"
_ACT = "Foreign Exchange and Foreign Trade Act (Act No. 228 of 1949)"
# "186" in "1(*186)" and "*186", "#24" point to the same party in the list of another regime.
_CROSS = re.compile(r"\s*\([*#]\d+\)|[*#＊]")
_SENTENCE_END = re.compile(r"(?<=。)\s*")
# "D00002264", "S/263963", "108220348"; the year of an issue is followed by 年.
_DOCUMENT = re.compile(r"(?<![A-Za-z0-9/])(?=[A-Z/-]*\d)[A-Z]{0,3}[/ -]?\d[\dA-Z/-]{4,}(?![\d年])")
_IMO = re.compile(r"IMO(?:番号)?\s*[::]?\s*(\d{7})(?!\d)")
_SWIFT = re.compile(r"SWIFT(?:コード)?\s*[::]?\s*([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b")


@dataclass(frozen=True, slots=True)
class Entry:
    """A party with what was withheld from it, and the newest day in its row."""

    party: Party
    newest: str | None
    left_out: tuple[LeftOut, ...]


def number_of(row: Row) -> str:
    """The number within the regime, which stays with the party, without pointers to other lists."""
    return _CROSS.sub("", unicodedata.normalize("NFKC", row.one(Field.NUMBER))).strip()


def entry_of(regime: Regime, row: Row, further: tuple[Row, ...]) -> Entry:
    """Read a row that has a name; ``further`` are the rows below that go on with its remarks."""
    schema = regime.schema(row)
    person = schema is Schema.PERSON
    births = [birth_dates(cell) for cell in row.of(Field.BIRTH_DATE)] if person else []
    addresses = tuple(_addresses(row))
    nationalities = [code for cell in row.of(Field.NATIONALITY) for code in countries_of(cell)]
    countries = (*nationalities, *(address.country for address in addresses))
    notes, withheld = _notes(row, further, personal=schema is not Schema.ORGANIZATION)
    vague = tuple(
        f"生年月日: {one_line(cell)}"
        for cell, (_, more) in zip(row.of(Field.BIRTH_DATE), births, strict=False)
        if more
    )
    party = Party(
        id=content_id("jp-mof", regime.key, number_of(row)),
        schema=schema,
        names=unrepeated(_names(row)),
        countries=tuple(dict.fromkeys(filter(None, countries))),
        identifiers=tuple(dict.fromkeys(_identifiers(row, further))),
        addresses=addresses,
        birth_dates=tuple(dict.fromkeys(day for days, _ in births for day in days)),
        birth_places=tuple(_known(row, Field.BIRTH_PLACE)) if person else (),
        positions=tuple(_known(row, Field.POSITION)),
        topics=("sanction",),
        listings=(_listing(regime, row),),
        notes=(*vague, *notes),
        sources=(PAGE,),
    )
    where = f"sheet {regime.sheet!r}, row {row.number}"
    return Entry(party, notified(row.one(Field.NOTIFIED)).newest, personal_remarks.left_out(where, withheld))


def _names(row: Row) -> Iterator[Name]:
    yield from primary_names(row.one(Field.ENGLISH), row.one(Field.JAPANESE))
    kinds = ((Field.ALIAS, NameKind.ALIAS), (Field.WEAK, NameKind.WEAK), (Field.FORMER, NameKind.FORMER))
    for field, kind in kinds:
        for cell in row.of(field):
            yield from other_names(cell, kind)


def _known(row: Row, field: Field) -> Iterator[str]:
    """The items of a field's cells, less those that say that nothing is known."""
    for cell in row.of(field):
        yield from (one_line(item) for item in lettered(cell) if item.strip() != UNKNOWN)


def _addresses(row: Row) -> Iterator[Address]:
    for item in _known_lines(row, Field.ADDRESS):
        yield Address(item, country=country_of_address(item))


def _known_lines(row: Row, field: Field) -> Iterator[str]:
    for cell in row.of(field):
        items = lettered(cell)
        for item in items:
            # In a lettered list a line break is only a break; elsewhere it divides addresses.
            for line in (item,) if len(items) > 1 else re.split(r"\n|；|;", item):
                if line.strip(" ;、。\u3000") and line.strip() != UNKNOWN:
                    yield one_line(line).strip(" ;")


def _identifiers(row: Row, further: tuple[Row, ...]) -> Iterator[Identifier]:
    if reference := row.one(Field.UN_REFERENCE):
        yield Identifier(Scheme.UN, one_line(reference))
    for field, scheme in ((Field.PASSPORT, Scheme.PASSPORT), (Field.IDENTITY, Scheme.NATIONAL_ID)):
        for item in _known(row, field):
            text = unicodedata.normalize("NFKC", item)
            for found in _DOCUMENT.finditer(text):
                yield Identifier(scheme, found[0].strip(), country=country_of_address(text))
    text = " ".join(cell for one in (row, *further) for _, cell in one.remarks())
    plain = unicodedata.normalize("NFKC", text)
    yield from (Identifier(Scheme.IMO, number) for number in _IMO.findall(plain))
    yield from (Identifier(Scheme.BIC, code) for code in _SWIFT.findall(plain))


def _notes(row: Row, further: tuple[Row, ...], *, personal: bool) -> tuple[tuple[str, ...], int]:
    """Remarks and documents under their own headings; of people, less what is never kept."""
    withheld = 0
    notes = []
    cells = [*row.remarks(), *(cell for one in further for cell in one.remarks())]
    cells += [("旅券番号", cell) for cell in row.of(Field.PASSPORT)]
    cells += [("身分証番号", cell) for cell in row.of(Field.IDENTITY)]
    for heading, cell in cells:
        sentences = tuple(filter(None, _SENTENCE_END.split(one_line(cell))))
        if personal:
            sentences, count = personal_remarks.kept(sentences)
            withheld += count
        text = "".join(sentences)
        if text and text != UNKNOWN:
            notes.append(f"{heading}: {text}")
    return tuple(notes), withheld


def _listing(regime: Regime, row: Row) -> Listing:
    days = notified(row.one(Field.NOTIFIED))
    number = number_of(row)
    notes = [*(f"告示日付: {text}" for text in days.rest)]
    if number != row.one(Field.NUMBER):
        notes.append(f"告示番号: {row.one(Field.NUMBER)}")
    return Listing(
        list=LIST_ID,
        record_id=f"{regime.key} {number}",
        program=regime.program,
        authority=_AUTHORITY,
        effect=Effect.ASSET_FREEZE,
        direction=Direction.DEALINGS_WITH,
        terms=regime.terms,
        listed_on=days.first,
        removed_on=days.removed,
        citation=f"{_ACT}; notification of {days.first or 'an unstated day'}, no. {number}",
        url=PAGE,
        covers=regime.covers,
        notes=tuple(notes),
    )
