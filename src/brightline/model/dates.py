"""Partial dates: ``1971``, ``1971-03``, ``1971-03-25``; the forms that publishers write them in."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}

_FULL_LENGTH = len("2021-07-01")
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T.*)?")
_NUMERIC = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_DAY_MONTH_YEAR = re.compile(r"(?:(\d{1,2})\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4})")
_MONTH_DAY_YEAR = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})")


def partial_date(text: str | None, *, month_first: bool = False) -> str | None:
    """Read one date in any form that the known publishers use; ``None`` where it is not one.

    Takes ISO dates and date-times, ``21 Jun 1960``, ``June 21, 2022``, ``Jun 1960``, and numbers with
    slashes or dots: day first, unless ``month_first`` (United States) says otherwise. Text around the date
    ("circa 1960") is not searched: the caller decides what that means. Impossible days give ``None``.

    Example:
        >>> partial_date("June 21, 2022"), partial_date("9/10/1981", month_first=True), partial_date("1971")
        ('2022-06-21', '1981-09-10', '1971')
    """
    if text is None:
        return None
    text = text.strip()
    if found := _ISO.fullmatch(text):
        return _checked(found[1], found[2], found[3])
    if found := _NUMERIC.fullmatch(text):
        day, month = (found[2], found[1]) if month_first else (found[1], found[2])
        return _checked(found[3], month, day)
    if found := _DAY_MONTH_YEAR.fullmatch(text):
        return _checked_month(found[3], found[2], found[1])
    if found := _MONTH_DAY_YEAR.fullmatch(text):
        return _checked_month(found[3], found[1], found[2])
    return None


def _checked_month(year: str, month: str, day: str | None) -> str | None:
    number = _MONTHS.get(month.lower())
    return _checked(year, str(number), day) if number else None


def _checked(year: str, month: str | None, day: str | None) -> str | None:
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    parts = [year] + [f"{int(part):02d}" for part in (month, day) if part]
    return "-".join(parts)


def first_day(partial: str) -> str:
    """The first day of a partial date, in full.

    Example:
        >>> first_day("2021-07")
        '2021-07-01'
    """
    return partial + "-01-01"[len(partial) - _FULL_LENGTH :] if len(partial) < _FULL_LENGTH else partial


def days_between(earlier: str, later: str) -> int:
    """Days from one date to a later one, partial dates read as their first day."""
    return (date.fromisoformat(first_day(later)) - date.fromisoformat(first_day(earlier))).days


def years_apart(first: str, second: str) -> int:
    """The number of calendar years between two partial dates."""
    return abs(int(first[:4]) - int(second[:4]))


def compatible(first: str, second: str) -> bool:
    """Whether two partial dates can be the same day: the shorter is the beginning of the longer.

    Example:
        >>> compatible("1971", "1971-03-25"), compatible("1971-04", "1971-03-25")
        (True, False)
    """
    return first.startswith(second) or second.startswith(first)
