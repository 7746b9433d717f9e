"""One sheet of the Japanese asset-freeze workbook: a regime, its columns, its rows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.reading.aliases import one_line
from brightline.lists.reading.sheets import Sheet
from brightline.model import Schema


class Field(Enum):
    """What a column holds; the same thing has up to eight headings."""

    NOTIFIED = auto()
    NUMBER = auto()
    JAPANESE = auto()
    ENGLISH = auto()
    ALIAS = auto()
    WEAK = auto()
    FORMER = auto()
    POSITION = auto()
    BIRTH_DATE = auto()
    BIRTH_PLACE = auto()
    NATIONALITY = auto()
    PASSPORT = auto()
    IDENTITY = auto()
    ADDRESS = auto()
    UN_REFERENCE = auto()
    REMARK = auto()


# Every heading of the edition of March 2026.
_HEADINGS = {
    "告示日付": Field.NOTIFIED,
    "告示番号": Field.NUMBER,
    "日本語表記": Field.JAPANESE,
    "英語表記": Field.ENGLISH,
    "別名": Field.ALIAS, "別称": Field.ALIAS, "別名・別称": Field.ALIAS, "別称・別名": Field.ALIAS,
    "別称・旧称": Field.ALIAS, "確定可能な別名": Field.ALIAS,
    "確定に十分でない別名": Field.WEAK,
    "旧称": Field.FORMER, "旧称・以前の呼称": Field.FORMER, "過去の別名": Field.FORMER,
    "以前の別名": Field.FORMER,
    "称号": Field.POSITION, "役職": Field.POSITION, "肩書": Field.POSITION, "肩書等": Field.POSITION,
    "生年月日": Field.BIRTH_DATE, "生年月日・出生地": Field.BIRTH_DATE,
    "出生地": Field.BIRTH_PLACE, "出生地・出身地": Field.BIRTH_PLACE,
    "国籍": Field.NATIONALITY,
    "旅券番号": Field.PASSPORT,
    "ID番号": Field.IDENTITY, "身分登録番号": Field.IDENTITY, "身分証番号": Field.IDENTITY,
    "住所": Field.ADDRESS, "住所等": Field.ADDRESS, "所在地": Field.ADDRESS,
    "住所・所在地": Field.ADDRESS, "活動地域・住所": Field.ADDRESS,
    "所在地・住所 登録された事務所の住所": Field.ADDRESS,
    "国連参照番号": Field.UN_REFERENCE,
    "その他の情報": Field.REMARK, "詳細": Field.REMARK, "指定の根拠": Field.REMARK,
    "決議1483上の根拠": Field.REMARK, "リスト掲載日": Field.REMARK, "国連制裁員会による指定日": Field.REMARK,
    "国連制裁委員会による指定日": Field.REMARK, "電話": Field.REMARK, "電話番号": Field.REMARK,
    "FAX": Field.REMARK,
}  # fmt: skip
_NEEDED = (Field.NOTIFIED, Field.NUMBER, Field.JAPANESE, Field.ENGLISH)
# Only people have these.
_OF_PEOPLE = (Field.BIRTH_DATE, Field.BIRTH_PLACE, Field.NATIONALITY, Field.PASSPORT)
ENDED = "【解除】"
_NUMBER_OF_SHEET = re.compile(r"^\d+[.．]\s*")
_OWNED_HALF = "50％以上"
_LICENCE = "許可"


@dataclass(frozen=True, slots=True)
class Row:
    """One filled row: its number in the sheet, its cells by heading."""

    number: int
    cells: Mapping[str, str]

    def of(self, *fields: Field) -> tuple[str, ...]:
        """The filled cells of some fields, in the sheet's order."""
        return tuple(
            cell for heading, cell in self.cells.items() if cell and _HEADINGS.get(heading) in fields
        )

    def one(self, field: Field) -> str:
        """The first filled cell of a field, or nothing."""
        return next(iter(self.of(field)), "")

    def remarks(self) -> tuple[tuple[str, str], ...]:
        """The filled cells that have no field of their own, with their headings."""
        plain = (None, Field.REMARK)
        return tuple(
            (heading, cell)
            for heading, cell in self.cells.items()
            if cell and _HEADINGS.get(heading) in plain
        )


@dataclass(frozen=True, slots=True)
class Regime:
    """A sheet, read.

    Attributes:
        sheet: The sheet's name.
        key: The name without its number, which changes when a sheet is put in between.
        program: The title of the regime in the publisher's words.
        terms: The note under the title on what needs a licence, where there is one.
        covers: The title's wording on bodies owned by half, where there is one.
        rows: Below the headings.
        asides: Notes on how to read the sheet.
        unknown: Headings that the parser does not know; their cells become remarks.
    """

    sheet: str
    key: str
    program: str
    terms: str | None
    covers: str | None
    rows: tuple[Row, ...]
    asides: tuple[str, ...]
    unknown: tuple[str, ...]

    def schema(self, row: Row) -> Schema:
        """What kind of party a row is: by the sheet's name, its title, or what is filled in."""
        for text in (self.sheet, self.program):
            people, bodies = "個人" in text, any(word in text for word in ("団体", "銀行", "機関"))
            if people != bodies:
                return Schema.PERSON if people else Schema.ORGANIZATION
        reference = re.search(r"(?<=[A-Z])[ie](?=\.\d)", row.one(Field.UN_REFERENCE))
        if reference:
            return Schema.PERSON if reference[0] == "i" else Schema.ORGANIZATION
        return Schema.PERSON if row.of(*_OF_PEOPLE) else Schema.LEGAL_ENTITY


def regime_of(file: SourceFile, sheet: Sheet) -> Regime | None:
    """Read one sheet; ``None`` for one without parties (the index, a regime that has ended).

    Raises:
        LayoutError: It has no headings, though it is no such sheet, or lacks a necessary one.
    """
    start, header = next(
        ((number, cells) for number, cells in sheet.filled() if "告示日付" in cells), (0, ())
    )
    if not start:
        if ENDED in sheet.name or sheet.rows == () or not _NUMBER_OF_SHEET.match(sheet.name):
            return None
        raise _layout(file, f"the sheet {sheet.name!r} has no heading 告示日付", 1)
    headings = tuple(one_line(cell) for cell in header)
    missing = [field for field in _NEEDED if field not in map(_HEADINGS.get, headings)]
    if missing:
        raise _layout(file, f"the sheet {sheet.name!r} lacks headings: {', '.join(headings)}", start)
    title, notes = _title(sheet, start)
    return Regime(
        sheet=sheet.name,
        key=key_of(sheet.name),
        program=title,
        terms=next((note for note in notes if _LICENCE in note), None),
        covers=next((note for note in notes if _OWNED_HALF in note), None),
        rows=tuple(
            Row(number, dict(zip(headings, cells, strict=False)))
            for number, cells in sheet.filled(after=start)
        ),
        asides=tuple(note for note in notes if _OWNED_HALF not in note and _LICENCE not in note),
        unknown=tuple(heading for heading in headings if heading and heading not in _HEADINGS),
    )


def _title(sheet: Sheet, header: int) -> tuple[str, list[str]]:
    """The title above the headings, which may run over rows, and the notes that stand there."""
    above = [cell for number, cells in sheet.filled() if number < header for cell in cells if cell]
    texts = [part for cell in above for part in re.split(r"(?=（注）)", cell)]
    titles = [text for text in texts if not text.startswith("（注")]
    notes = [one_line(text) for text in texts if text not in titles]
    return one_line("".join(titles)) or sheet.name, notes


def key_of(name: str) -> str:
    """A sheet's name without its number and blanks.

    Example:
        >>> key_of("10.コンゴ民主共和国 (団体)")
        'コンゴ民主共和国(団体)'
    """
    return "".join(_NUMBER_OF_SHEET.sub("", unicodedata.normalize("NFKC", name)).split())


def _layout(file: SourceFile, problem: str, row: int) -> LayoutError:
    return LayoutError(
        problem,
        remedy="check that this is the asset-freeze list; if so, its layout has changed: report it",
        file=file.name,
        row=row,
    )
