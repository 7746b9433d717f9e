"""Dates in the Japanese asset-freeze list: of birth in Japanese prose, and of notifications."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from brightline.lists.reading.birth_years import years_of_span
from brightline.model.dates import partial_date

_YEAR = r"(?<!\d)(?:1[89]|20)\d{2}(?!\d)"
_BIRTH = re.compile(
    rf"""
      (?P<first>{_YEAR})\s*年?(?:\s*\d+\s*月)?(?:\s*\d+\s*日)?\s*(?:-|~|から)\s*(?P<last>{_YEAR})(?:\s*年)?
    | (?P<year>{_YEAR})\s*(?:年|(?=\s*(?:/|-)\s*\d{{1,2}}\b)|(?<=^\d{{4}})$)
      (?:\s*[/-]?\s*(?P<month>\d{{1,2}})\s*(?:月|[/-]|$)(?:\s*(?P<day>\d{{1,2}})\s*(?:日|(?!\d)))?)?
    """,
    re.VERBOSE,
)
_OTHER_CALENDAR = re.compile(r"\d{4}年[^()]*\(ヒジュラ暦\)")
# What may stand around dates without saying anything of them.
_PLAIN = re.compile(r"\([a-z]\)|又は|または|不明|[\s、;,.()年月日]")
_NOTIFIED = re.compile(r"(?P<day>\d{4}\.\d{1,2}\.\d{1,2})\s*(?P<deed>改訂|削除)?")


@dataclass(frozen=True, slots=True)
class Notified:
    """The days of one row's notifications.

    Attributes:
        first: On which it was listed.
        removed: On which it was removed.
        newest: The last of any kind.
        rest: What the cell says besides: revisions, and remarks such as "the same person as 99".
    """

    first: str | None
    removed: str | None
    newest: str | None
    rest: tuple[str, ...]


def notified(cell: str) -> Notified:
    """Read the column of notification dates.

    Example:
        >>> notified("2001.9.22").first, notified("2011.11.18削除").removed
        ('2001-09-22', '2011-11-18')
    """
    first = removed = newest = None
    rest = []
    for line in filter(None, map(str.strip, unicodedata.normalize("NFKC", cell).split("\n"))):
        found = _NOTIFIED.fullmatch(line)
        day = partial_date(found["day"].replace(".", "-")) if found else partial_date(line)
        deed = found["deed"] if found else None
        newest = max(filter(None, (newest, day)), default=None)
        if deed == "削除":
            removed = day
        elif day and not deed and first is None:
            first = day
        else:
            rest.append(line)
    return Notified(first, removed, newest, tuple(rest))


def birth_dates(cell: str) -> tuple[tuple[str, ...], bool]:
    """The birth dates of a cell, and whether its words say more than they do ("about", spans, documents).

    Example:
        >>> birth_dates("(a)1955年-1956年頃 (b)1960年6月21日"), birth_dates("不明")
        ((('1955', '1956', '1960-06-21'), True), ((), False))
    """
    text = _OTHER_CALENDAR.sub("(ヒジュラ暦)", unicodedata.normalize("NFKC", cell))
    dates = list(_read(text))
    rest = _PLAIN.sub("", _BIRTH.sub("", text))
    if any(character.isdigit() for character in rest) and "Born" not in text:
        # "1991年7月14日又は6月14日": where a day is left unread, those that were read are not the only ones.
        dates = [*(date[:4] for date in dates), *re.findall(_YEAR, rest)]
    spans = any(found["first"] for found in _BIRTH.finditer(text))
    return tuple(dict.fromkeys(dates)), spans or bool(rest)


def _read(text: str) -> Iterator[str]:
    for found in _BIRTH.finditer(text):
        if found["first"]:
            yield from years_of_span(found["first"], found["last"])
        else:
            parts = filter(None, (found["year"], found["month"], found["day"]))
            # A day that there never was still has a year.
            yield partial_date("-".join(parts)) or found["year"]
