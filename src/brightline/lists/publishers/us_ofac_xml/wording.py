"""Features and documents of the XML files in the words of the CSV files' remarks.

The CSV files run all of this together in one text that :mod:`brightline.lists.publishers.us_ofac.remarks`
reads; put into the same words, the same fact gives the same identifier, date or note from every format.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final

# OFAC's names of features where its remarks use another word; the enhanced file says so itself, in
# featureType/publishDescription.
_IN_REMARKS: Final = {
    "Birthdate": "DOB",
    "Place of Birth": "POB",
    "Nationality Country": "nationality",
    "Citizenship Country": "citizen",
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DIVIDER = re.compile(r";\s*")
_LINK = "Linked To: "


def plain(text: str | None) -> str:
    """The text on one line; its typographic apostrophes as the CSV files write them."""
    return " ".join((text or "").replace("\u2019", "'").split())


def feature(label: str, value: str) -> str:
    """A feature as the remarks word it.

    Example:
        >>> feature("Birthdate", "circa 1957"), feature("Equity Ticker", "CHA US")
        ('DOB circa 1957', 'Equity Ticker CHA US')
    """
    return f"{_IN_REMARKS.get(label, label)} {value}".strip()


def document(label: str, number: str, *, country: str = "", issued: str = "", expires: str = "") -> str:
    """An identity or registration document as the remarks word it.

    Example:
        >>> document("Passport", "A0016662", country="Iran", issued="29 Oct 2002")
        'Passport A0016662 (Iran) issued 29 Oct 2002'
    """
    parts = (
        f"{label} {number}",
        f"({country})" if country else "",
        f"issued {issued}" if issued else "",
        f"expires {expires}" if expires else "",
    )
    return " ".join(filter(None, parts))


def period(first: date, last: date, *, approximate: bool = False) -> str:
    """The span between two days as the remarks word it: a day, month or year where it is exactly one.

    Example:
        >>> period(date(1957, 1, 1), date(1957, 12, 31), approximate=True)
        'circa 1957'
        >>> period(date(1960, 1, 1), date(1965, 12, 31)), period(date(1981, 6, 1), date(1981, 6, 30))
        ('1960 to 1965', 'Jun 1981')
    """
    circa = "circa " if approximate else ""
    return circa + _span(first, last)


def remark_pieces(remarks: str) -> list[str]:
    """The pieces of a remarks element; links lose the brackets that the legacy XML puts around them.

    Example:
        >>> remark_pieces("Head office; (Linked To: A B (AB); Linked To: C D)")
        ['Head office', 'Linked To: A B (AB)', 'Linked To: C D']
    """
    pieces = (piece.strip() for piece in _DIVIDER.split(remarks))
    return [_without_brackets(piece) for piece in pieces if piece]


def _without_brackets(piece: str) -> str:
    piece = piece.removeprefix("(") if piece.startswith(f"({_LINK}") else piece
    if piece.startswith(_LINK) and piece.endswith(")") and piece.count(")") > piece.count("("):
        return piece[:-1]
    return piece


def _span(first: date, last: date) -> str:
    if first == last:
        return f"{first.day:02d} {_MONTHS[first.month - 1]} {first.year}"
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole_months and (first.year, first.month) == (last.year, last.month):
        return f"{_MONTHS[first.month - 1]} {first.year}"
    if whole_months and (first.month, last.month) == (1, 12):
        return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
    return f"{_span(first, first)} to {_span(last, last)}"
