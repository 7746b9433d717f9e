"""Birth dates that a publisher writes as prose: ``a) Approximately 1955-1958 b) 21 Jun. 1960``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from brightline.lists.reading.birth_years import years_of_span
from brightline.model.dates import partial_date

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
# A year; after letters or a stroke, what stands before it is already known.
_ENDING_YEAR = r"(?:1[89]|20)\d{2}(?!\d)"
_YEAR = rf"(?<!\d){_ENDING_YEAR}"
_DATE = re.compile(
    rf"""
      (?P<first>{_YEAR})\s*(?:-|–|/|to|and)\s*(?P<last>{_YEAR})
    | {_MONTH}\.?\s*(?:and|to|or|-|/)\s*{_MONTH}\.?\s*(?P<either>{_YEAR})
    | (?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])(?:-\d{{2}})?(?!\d))
    | (?P<numeric>(?<!\d)\d{{1,2}}[/.]\d{{1,2}}[/.]{_ENDING_YEAR})
    | (?P<written>(?:(?<!\d)\d{{1,2}}\.?\s*)?{_MONTH}\.?,?\s*{_ENDING_YEAR})
    | (?P<american>{_MONTH}\.?\s*\d{{1,2}},?\s*{_YEAR})
    | (?P<year>{_YEAR})
    """,
    re.IGNORECASE | re.VERBOSE,
)
# A year of the Islamic calendar says so behind it; those before 1800 are not read as years at all.
_OTHER_CALENDAR = re.compile(r"[^;)]{0,12}\((?:Hijri|Islamic)[^)]*\)", re.IGNORECASE)
# What may stand around dates without saying anything of them.
_PLAIN = re.compile(r"(?<!\w)[a-z]\)|\bor\b|\balt\.? DOB\b|[\s,;:.()]", re.IGNORECASE)


def birth_dates_in(text: str) -> tuple[str, ...]:
    """Every date of a text, as partial ISO dates, day first; of a span of years, each year.

    "Approximately" and the like are not expressed: keep the publisher's words besides where
    :func:`says_more` holds.

    Example:
        >>> birth_dates_in("a) Approximately 1955- 1956 b) 21 Jun. 1960"), birth_dates_in("unknown")
        (('1955', '1956', '1960-06-21'), ())
    """
    return tuple(dict.fromkeys(_dates(text)))


def says_more(text: str) -> bool:
    """Whether a text says more than the dates in it: "circa", "as Muhammad Salman", two-digit years."""
    return bool(_PLAIN.sub("", _DATE.sub("", text))) or any(
        found["first"] is not None for found in _DATE.finditer(text)
    )


def _dates(text: str) -> Iterator[str]:
    for found in _DATE.finditer(text):
        if _OTHER_CALENDAR.match(text, found.end()):
            continue
        if found["first"]:
            yield from years_of_span(found["first"], found["last"])
        elif year := found["either"] or found["year"]:
            yield year
        else:
            # A day that there never was (30 February) still has a year.
            yield partial_date(_spaced(found[0])) or found[0][-4:]


def _spaced(date: str) -> str:
    """A written date with one blank between its parts and no points: ``16. Jul1962``."""
    if not re.search(r"[A-Za-z]", date):
        return date
    return " ".join(re.findall(r"\d+|[A-Za-z]+", date))
