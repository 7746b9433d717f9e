from __future__ import annotations

import pytest

from brightline.lists.reading.birth_years import years_of_span


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        ("1960", "1962", ("1960", "1961", "1962")),
        ("1960-01-01", "1960-12-31", ("1960",)),
        ("1950", "1960", tuple(map(str, range(1950, 1961)))),
        ("1950", "1961", ()),
        ("1962", "1960", ()),
    ],
)
def test_a_span_up_to_ten_years_gives_each_of_its_years(
    first: str, last: str, years: tuple[str, ...]
) -> None:
    assert years_of_span(first, last) == years
