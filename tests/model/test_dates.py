from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brightline.model.dates import compatible, partial_date, years_apart


@pytest.mark.parametrize(
    ("text", "month_first", "date"),
    [
        ("1971", False, "1971"),
        ("1971-3", False, "1971-03"),
        ("2026-02-27T00:00:09.554Z", False, "2026-02-27"),
        ("21 Jun 1960", False, "1960-06-21"),
        ("Jun 1960", False, "1960-06"),
        ("June 21, 2022", False, "2022-06-21"),
        ("November, 1975", False, "1975-11"),
        ("9/10/1981", True, "1981-09-10"),
        ("9/10/1981", False, "1981-10-09"),
        ("02.01.2020", False, "2020-01-02"),
        ("31/02/2020", False, None),
        ("13/13/2020", True, None),
        ("circa 1960", False, None),
        ("", False, None),
        (None, False, None),
    ],
)
def test_dates_in_every_publishers_form(text: str | None, month_first: bool, date: str | None) -> None:
    assert partial_date(text, month_first=month_first) == date


@given(st.dates())
def test_a_full_date_comes_back(day: object) -> None:
    assert partial_date(str(day)) == str(day)


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_not(text: str) -> None:
    date = partial_date(text)
    assert date is None or partial_date(date) == date


def test_partial_dates_agree_where_both_speak() -> None:
    assert compatible("1971", "1971-03-25")
    assert not compatible("1972", "1971-03-25")
    assert years_apart("1971-03", "1969") == 2
