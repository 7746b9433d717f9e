"""Birth dates that a publisher gives as a span of years."""

from __future__ import annotations

# A decade still tells two generations apart; a longer span would confirm almost anybody.
LONGEST_SPAN = 10


def years_of_span(first: str, last: str) -> tuple[str, ...]:
    """Every year of a span, as partial dates; none if it is longer than ten years or ends before it begins.

    The ends are partial ISO dates. The publisher's own wording of the span belongs in the notes as well.

    Example:
        >>> years_of_span("1960-01-01", "1962"), years_of_span("1940", "1960")
        (('1960', '1961', '1962'), ())
    """
    begin, end = int(first[:4]), int(last[:4])
    if not 0 <= end - begin <= LONGEST_SPAN:
        return ()
    return tuple(f"{year:04d}" for year in range(begin, end + 1))
