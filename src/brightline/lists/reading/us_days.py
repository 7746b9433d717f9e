"""Days as United States publishers key them in, typing slips set aside."""

from __future__ import annotations

from collections.abc import Iterable

from brightline.model.dates import partial_date, years_apart

# The Export Control Act of 1949 is the oldest authority behind any of these lists; no order is older.
_FIRST_YEAR = 1949
# A denial for life is written as 50 years at most (orders of 2006 run until 2056).
_LAST_YEAR = 2110
# These lists change every month: a newest entry this far beyond all the others is a typing slip.
_LONGEST_SILENCE_YEARS = 5


def plausible_day(text: str) -> str | None:
    """The day as a partial ISO date; ``None`` where it is blank, no date, or in an impossible year.

    Example:
        >>> plausible_day("8/10/2017"), plausible_day("2017-08-10"), plausible_day("3017-08-22")
        ('2017-08-10', '2017-08-10', None)
    """
    day = partial_date(text, month_first=True)
    return day if day and _FIRST_YEAR <= int(day[:4]) <= _LAST_YEAR else None


def newest_day(days: Iterable[str | None]) -> str | None:
    """The newest of the days that does not stand alone in a far future.

    There is no clock here, so that the same bytes always give the same answer: a day more than five years
    after the one before it is passed over.
    """
    ordered = sorted({day for day in days if day})
    while len(ordered) > 1 and years_apart(ordered[-1], ordered[-2]) > _LONGEST_SILENCE_YEARS:
        ordered.pop()
    return ordered[-1] if ordered else None
