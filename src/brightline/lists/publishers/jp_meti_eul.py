"""The Foreign End User List of the Japanese Ministry of Economy, Trade and Industry, as XLSX.

Linked from https://www.meti.go.jp/english/policy/external_economy/trade_control/index.html; read in the
layout of September 2025, the first with a column for conventional weapons.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NoReturn

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import LeftOut, ListAbout, ParsedEdition, Part, Publisher
from brightline.lists.reading.aliases import one_line, unrepeated
from brightline.lists.reading.sheets import holds_texts, read_sheets
from brightline.model import Direction, Effect, Listing, Name, NameKind, Party, Schema
from brightline.model.countries import country_code
from brightline.model.identity import content_id, distinct_ids

LIST_ID = "jp_meti_eul"
_PAGE = "https://www.meti.go.jp/english/policy/external_economy/trade_control/index.html"
_AUTHORITY = "Ministry of Economy, Trade and Industry, Japan"
# The English half of each heading; the Japanese half has changed its punctuation before.
_HEADINGS = (
    "No.",
    "Country or Region",
    "Company or Organization",
    "Also Known As",
    "Type of WMD",
    "Conventional Weapons",
)
_MARKS = ("企業名､組織名 Company or Organization", "懸念区分 Type of WMD")
_CONVENTIONAL = "CW"
_WEAPONS = {"B": "biological weapons", "C": "chemical weapons", "M": "missiles", "N": "nuclear weapons"}
_BULLET = "・"
_IN_BRACKETS = re.compile(r"[(（](?P<inside>.+)[)）]")
# "KIMIA PART SIVAN COMPANY LLC\n（KIPAS）" and "Air Koryo\n(高麗航空)", but not "Rungrado (General) Co.".
_SECOND_LINE = re.compile(r"^(?P<name>[^\n]+)\n\s*[(（](?P<inside>.+)[)）]$")
_HAN_OR_KANA = re.compile(r"[぀-ヿ㐀-鿿豈-﫿⺀-⿟]")
_LATIN = re.compile(r"[A-Za-z]")


class ForeignEndUserList:
    """Use it for exports from Japan, and as a warning of weapons programmes anywhere.

    Exports and transfers of technology to these parties need a licence, unless it is plain that the goods
    are not for weapons: the kinds of weapons that METI names stand in the listing's terms. The number on
    the list is the row's place and changes with each edition, so that ids are made of name and country.
    """

    id = LIST_ID
    parser_version = 1
    lists: tuple[ListAbout, ...] = (
        ListAbout(
            id=LIST_ID,
            title="Foreign End User List",
            authority=_AUTHORITY,
            effect=Effect.LICENCE_REQUIREMENT,
            direction=Direction.EXPORTS_TO,
            format="XLSX",
            licence="Public Data License 1.0 (Japan)",
            url=_PAGE,
        ),
    )

    def recognise(self, file: SourceFile) -> Part | None:
        """By the headings, with the Japanese halves of two of them."""
        return Part(LIST_ID) if holds_texts(file, *_MARKS) else None

    def parse(self, parts: Mapping[str, SourceFile]) -> ParsedEdition:
        """See :meth:`brightline.lists.publisher.Publisher.parse`."""
        if "list" not in parts:
            raise LayoutError("the list itself is missing", remedy="give METI's XLSX file", id=LIST_ID)
        file = parts["list"]
        rows = tuple(_rows(file))
        ids = distinct_ids(_id(cells) for _, cells in rows)
        return ParsedEdition(
            list_id=LIST_ID,
            parties=tuple(_party(id_, cells) for id_, (_, cells) in zip(ids, rows, strict=True)),
            records=len(rows),
            counts=dict(Counter(one_line(_english(cells[1])) for _, cells in rows)),
            left_out=tuple(one for number, cells in rows for one in _unread(number, cells)),
        )


PUBLISHER: Publisher = ForeignEndUserList()


def _rows(file: SourceFile) -> Iterator[tuple[int, tuple[str, ...]]]:
    sheet = read_sheets(file)[0]
    header = next(sheet.filled(), None)
    if header is None or tuple(map(_english, header[1])) != _HEADINGS:
        _layout(file, f"the headings are not {', '.join(_HEADINGS)}", header[0] if header else 1)
    for number, cells in sheet.filled(after=header[0]):
        if not cells[0].isdigit() or not cells[1] or not cells[2]:
            _layout(file, "a row without number, country or name", number)
        yield number, cells


def _layout(file: SourceFile, problem: str, row: int) -> NoReturn:
    raise LayoutError(
        problem,
        remedy="check that this is the Foreign End User List; if so, its layout has changed: report it",
        file=file.name,
        row=row,
    )


def _english(cell: str) -> str:
    """The English line below the Japanese one."""
    return cell.rsplit("\n", 1)[-1].strip()


def _country(cell: str) -> str | None:
    return next(filter(None, map(country_code, (_english(cell), cell.split("\n", 1)[0]))), None)


def _weapons(cell: str) -> tuple[str, ...] | None:
    """The kinds of weapons that a cell's letters name; ``None`` where it has others."""
    letters = re.findall(r"[A-Z]+", unicodedata.normalize("NFKC", cell))
    if set(letters) - _WEAPONS.keys():
        return None
    return tuple(_WEAPONS[letter] for letter in letters)


def _unread(number: int, cells: tuple[str, ...]) -> Iterator[LeftOut]:
    if _country(cells[1]) is None:
        yield LeftOut(f"row {number}", one_line(cells[1]), "not a country that brightline knows")
    if _weapons(cells[4]) is None or (cells[5] and _english(cells[5]) != _CONVENTIONAL):
        yield LeftOut(
            f"row {number}", one_line(f"{cells[4]} {cells[5]}"), "letters that are not known; in the notes"
        )


def _id(cells: tuple[str, ...]) -> str:
    return content_id("jp-meti", _primary(cells[2])[0].text, _country(cells[1]) or _english(cells[1]))


def _party(id_: str, cells: tuple[str, ...]) -> Party:
    country = _country(cells[1])
    weapons = _weapons(cells[4])
    conventional = ("conventional weapons",) if _english(cells[5]) == _CONVENTIONAL else ()
    return Party(
        id=id_,
        schema=Schema.ORGANIZATION,
        names=unrepeated((*_primary(cells[2]), *_aliases(cells[3]))),
        countries=(country,) if country else (),
        topics=("export.control",),
        listings=(_listing(cells[0], (*(weapons or ()), *conventional)),),
        notes=() if weapons is not None else (f"Type of WMD as published: {one_line(cells[4])}",),
        sources=(_PAGE,),
    )


def _listing(number: str, weapons: tuple[str, ...]) -> Listing:
    concern = f"; concern: {', '.join(weapons)}" if weapons else ""
    return Listing(
        list=LIST_ID,
        record_id=number,
        program="Foreign End User List",
        authority=_AUTHORITY,
        effect=Effect.LICENCE_REQUIREMENT,
        direction=Direction.EXPORTS_TO,
        terms=f"Catch-all control: licence unless the goods are plainly not for weapons{concern}",
        citation="Foreign Exchange and Foreign Trade Act (Act No. 228 of 1949), catch-all controls",
        url=_PAGE,
    )


def _primary(cell: str) -> tuple[Name, ...]:
    """The name, and what stands in brackets on a line of its own below it."""
    if found := _SECOND_LINE.match(cell):
        return Name(one_line(found["name"])), _bracketed(found["inside"])
    return (Name(one_line(cell)),)


def _aliases(cell: str) -> Iterator[Name]:
    """One alias a bullet; a line without one is a name in Han characters, or goes on from the line before."""
    texts: list[str] = []
    for line in filter(None, map(str.strip, cell.split("\n"))):
        begins = line.startswith(_BULLET) or _IN_BRACKETS.fullmatch(line) or _is_han(line)
        if begins or not texts:
            texts.append(line.removeprefix(_BULLET))
        else:
            texts[-1] += f" {line}"
    for text in texts:
        found = _IN_BRACKETS.fullmatch(text)
        yield _bracketed(found["inside"]) if found else _alias(one_line(text))


def _bracketed(inside: str) -> Name:
    """A name in brackets: in the characters of China, Korea or Japan, or an abbreviation."""
    return _alias(one_line(inside))


def _alias(text: str) -> Name:
    return Name(text, NameKind.ORIGINAL_SCRIPT if _HAN_OR_KANA.search(text) else NameKind.ALIAS)


def _is_han(text: str) -> bool:
    return bool(_HAN_OR_KANA.search(text)) and not _LATIN.search(text)
