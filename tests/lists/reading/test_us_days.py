"""Days with the slips of those who key them in."""

from __future__ import annotations

import pytest

from brightline.lists.reading.us_days import newest_day, plausible_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-04-21", "2022-04-21"),
        ("8/10/2017", "2017-08-10"),
        ("08/01/2032", "2032-08-01"),
        ("June 21, 2022", "2022-06-21"),
        ("2056-06-29", "2056-06-29"),
        ("", None),
        ("13/45/2017", None),
        ("3017-08-22", None),
        ("0097-06-30", None),
        ("2922-09-01", None),
    ],
)
def test_plausible_day(text: str, day: str | None) -> None:
    assert plausible_day(text) == day


@pytest.mark.parametrize(
    ("days", "newest"),
    [
        ([], None),
        ([None], None),
        (["2022-04-21"], "2022-04-21"),
        (["2022-04-21", None, "2021-01-01"], "2022-04-21"),
        (["2052-04-21", "2025-04-20", "2021-01-01"], "2025-04-20"),
        (["2092-04-21", "2052-04-21", "2025-04-20"], "2025-04-20"),
        (["2002-03-04", "2006-12-31"], "2006-12-31"),
    ],
)
def test_newest_day_passes_over_a_lone_far_future(days: list[str | None], newest: str | None) -> None:
    assert newest_day(days) == newest
