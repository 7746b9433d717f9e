"""From one row of a book to one counterparty to screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from brightline.desk.columns import Columns, column_letters
from brightline.desk.headings import Field
from brightline.errors import BookError
from brightline.model.countries import country_code
from brightline.model.dates import partial_date
from brightline.model.party import Identifier, Schema, Scheme
from brightline.model.screening import Subject

_SCHEMES = {
    Field.REGISTRATION_NUMBER: Scheme.REGISTRATION,
    Field.TAX_NUMBER: Scheme.TAX,
    Field.LEI: Scheme.LEI,
    Field.USCC: Scheme.USCC,
    Field.IMO: Scheme.IMO,
    Field.MMSI: Scheme.MMSI,
    Field.ISIN: Scheme.ISIN,
    Field.TICKER: Scheme.TICKER,
    Field.DUNS: Scheme.DUNS,
    Field.BIC: Scheme.BIC,
}
# "N/A" in a name column is the absence of a name.
_ABSENT = frozenset(("n/a", "#n/a", "na.", "n.a.", "#name?", "#ref!", "#value!"))
_FORMULA = re.compile(r"[=＝]|[+\-@＋－＠](?:\w[\w.]*[(|!]|.*\|.*!)")
# What a formula begins with; asked first, because a million names do not.
_SIGNS = frozenset("=＝+-@＋－＠")
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
# Several countries in one cell: "CN; HK", "CN/HK".
_BETWEEN_COUNTRIES = re.compile(r"[;|/,、，；]")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[年/.]\s*(?:(\d{1,2})\s*(?:[月/.]\s*(?:(\d{1,2})\s*日?)?)?)?")
_COMPACT = re.compile(r"(?:1[89]|20)\d{6}")


class RowReader:
    """Makes a counterparty of each row, by the columns of its book.

    Use it for rows of one book; it keeps nothing but the plan.
    """

    def __init__(self, file: str, columns: Columns) -> None:
        self._file = file
        self._headings = columns.headings
        self._names = (*columns.of(Field.NAME), *columns.of(Field.OTHER_NAME))
        self._checked = columns.names
        self._parts = tuple(
            at for field in (Field.FIRST_NAME, Field.MIDDLE_NAME, Field.LAST_NAME) for at in columns.of(field)
        )
        self._countries = columns.of(Field.COUNTRY)
        self._addresses, self._cities = columns.of(Field.ADDRESS), columns.of(Field.CITY)
        self._type, self._born = columns.of(Field.TYPE), columns.of(Field.BIRTH_DATE)
        self._numbers = tuple((scheme, at) for field, scheme in _SCHEMES.items() for at in columns.of(field))

    def subject(self, number: int, row: int, cells: Sequence[str]) -> Subject | None:
        """The counterparty of a row; ``None`` where the row names none.

        Args:
            number: Of the row in the book, the first data row being 1.
            row: As a spreadsheet counts it, for messages.
            cells: One for each heading.

        Raises:
            BookError: A cell of a name column is a formula.
        """
        for at in self._checked:
            if cells[at].lstrip()[:1] in _SIGNS:
                self._refuse_formula(row, at, cells[at])
        names = self._all_names(cells)
        if not names:
            return None
        return Subject(
            row=number,
            name=names[0],
            other_names=tuple(names[1:]),
            schema=_kinds().get(cells[self._type[0]].strip().casefold()) if self._type else None,
            countries=self._all_countries(cells),
            addresses=self._all_addresses(cells) if self._addresses or self._cities else (),
            birth_date=birth_date(cells[self._born[0]]) if self._born else None,
            identifiers=self._all_numbers(cells) if self._numbers else (),
            input=dict(zip(self._headings, cells, strict=True)),
        )

    def _refuse_formula(self, row: int, at: int, cell: str) -> None:
        if _FORMULA.match(cell.lstrip()):
            raise BookError(
                f"a formula instead of a name in the column {self._headings[at]!r}: {cell.strip()[:60]!r}",
                remedy="write the name itself, as text",
                file=self._file,
                row=row,
                id=f"column {column_letters(at)}",
            )

    def _all_names(self, cells: Sequence[str]) -> list[str]:
        """The names of a row, each once, the main one first."""
        names = [cells[at].strip() for at in self._names]
        if len(names) == 1 and not self._parts:
            return names if _is_name(names[0]) else []
        if self._parts and (
            joined := _joined([cells[at].strip() for at in self._parts], alone=not any(names))
        ):
            names.append(joined)
        return [name for name in dict.fromkeys(names) if _is_name(name)]

    def _all_countries(self, cells: Sequence[str]) -> tuple[str, ...]:
        if len(self._countries) == 1:
            return countries(cells[self._countries[0]])
        return tuple(dict.fromkeys(code for at in self._countries for code in countries(cells[at])))

    def _all_addresses(self, cells: Sequence[str]) -> tuple[str, ...]:
        """Each address, with the city where the address does not say it."""
        full = [text for at in self._addresses if (text := cells[at].strip())]
        if not self._cities:
            return tuple(dict.fromkeys(full))
        city = ", ".join(text for at in self._cities if (text := cells[at].strip()))
        if city and not any(city.casefold() in one.casefold() for one in full):
            full = [f"{one}, {city}" for one in full] or [city]
        return tuple(dict.fromkeys(full))

    def _all_numbers(self, cells: Sequence[str]) -> tuple[Identifier, ...]:
        return tuple(
            [Identifier(scheme, value) for scheme, at in self._numbers if (value := cells[at].strip())]
        )


def _joined(parts: Sequence[str], *, alone: bool) -> str:
    """First, middle and last name as one; the last first where it is Chinese, Japanese or Korean.

    Beside a full name, one part says nothing: a first name alone would match half of a list.
    """
    filled = [part for part in parts if part]
    if len(filled) < 2 and not alone:
        return ""
    if filled and _EAST_ASIAN.search(filled[-1]):
        return "".join((filled[-1], *filled[:-1]))
    return " ".join(filled)


def _is_name(text: str) -> bool:
    return (text[:1].isalnum() or any(map(str.isalnum, text))) and text.casefold() not in _ABSENT


@cache
def _kinds() -> dict[str, Schema]:
    lines = files("brightline.desk").joinpath("kinds.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {word: Schema(kind) for kind, words in rows for word in words.split("|")}


@lru_cache(maxsize=4096)
def countries(text: str) -> tuple[str, ...]:
    """The countries that a cell names: one, or several between separators; unknown ones give nothing."""
    whole = country_code(text)
    if whole:
        return (whole,)
    codes = (country_code(part) for part in _BETWEEN_COUNTRIES.split(text))
    return tuple(dict.fromkeys(code for code in codes if code))


def birth_date(text: str) -> str | None:
    """A birth date as a partial ISO date, in no more detail than the cell says without doubt.

    ``03/04/1970`` is a day in March or in April, depending on the country: only the year is taken, because
    a wrong day would speak against a true hit and a missing one speaks against none.

    Example:
        >>> birth_date("1970年3月4日"), birth_date("25/04/1970"), birth_date("03/04/1970")
        ('1970-03-04', '1970-04-25', '1970')
    """
    text = text.strip()
    if found := _YEAR_FIRST.fullmatch(text):
        text = "-".join(part for part in found.groups() if part)
    elif _COMPACT.fullmatch(text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    day_first, month_first = partial_date(text), partial_date(text, month_first=True)
    if day_first and month_first and day_first != month_first and "/" in text:
        return day_first[:4]
    return day_first or month_first
