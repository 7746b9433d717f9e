from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from brightline.lists.leftovers import remove_leftovers

NOW = "2026-11-22T10:00:00Z"


def begun(path: Path, hours_ago: float, *, folder: bool) -> Path:
    if folder:
        path.mkdir(parents=True)
        (path / "part").write_text("half", encoding="utf-8")
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("half", encoding="utf-8")
    then = (datetime(2026, 11, 22, 10, tzinfo=UTC) - timedelta(hours=hours_ago)).timestamp()
    os.utime(path, (then, then))
    return path


@pytest.mark.parametrize(
    ("place", "folder"),
    [
        (".unfinished-current.json-17", False),
        ("snapshots/.unfinished-000002.json-17", False),
        ("fetched/.unfinished-abc", True),
        ("fetched/.unfinished-us_csl.json-17", False),
        ("index/.unfinished-0123", True),
        ("editions/us_csl/.unfinished-2022-05-0123-17", True),
        ("editions/us_csl/2022-05-0123/.unfinished-manifest.json-17", False),
    ],
)
def test_what_was_begun_more_than_a_day_ago_goes(tmp_path: Path, place: str, folder: bool) -> None:
    path = begun(tmp_path / place, 24.1, folder=folder)
    remove_leftovers(tmp_path, now=NOW)
    assert not path.exists()


def test_what_may_still_be_written_and_what_is_finished_stays(tmp_path: Path) -> None:
    stays = [
        begun(tmp_path / "fetched/.unfinished-abc", 23.9, folder=True),
        begun(tmp_path / "editions/us_csl/2022-05-0123", 1_000, folder=True),
        begun(tmp_path / "current.json", 1_000, folder=False),
        begun(tmp_path / "editions/us_csl/2022-05-0456/raw/.unfinished-business.csv", 1_000, folder=False),
    ]
    remove_leftovers(tmp_path, now=NOW)
    assert all(path.exists() for path in stays)


def test_there_may_be_nothing_at_all(tmp_path: Path) -> None:
    remove_leftovers(tmp_path / "nowhere", now=NOW)
