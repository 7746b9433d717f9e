"""A process killed at any moment leaves the last good state: complete, and usable at once."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from brightline.cli import clock
from brightline.lists.store import Store
from tests.serving import Server, serving, versioned

from .conftest import Command

KILLS = 50
ROWS = 400
HEADING = (
    "Name_and_Address,Effective_Date,Expiration_Date,Appropriate Federal Register Citations,Type of Denial"
)


def edition(number: int) -> bytes:
    """A Denied Persons List whose every row tells its edition."""
    rows = (
        f'"PARTY {row} OF EDITION {number} LIMITED, {row} LONG ROAD, NICOSIA, , CY, ",'
        "8/10/2017,12/14/2056,82 F.R. 4 8/17/2017,Standard"
        for row in range(ROWS)
    )
    return "\r\n".join((HEADING, *rows, "")).encode()


@pytest.fixture
def mirror() -> Iterator[Server]:
    with serving() as one:
        yield one


def _begin(home: Path, folder: Path, number: int, mirror: Server) -> subprocess.Popen[bytes]:
    """An import or, every other time, an update to an edition that was not here before."""
    data = edition(number)
    if number % 2:
        (folder / "dpl.csv").write_bytes(data)
        arguments = ["import", str(folder)]
    else:
        url = mirror.serve("/us_bis_dpl/dpl.csv", versioned(data, f'"{number}"'))
        arguments = ["update", "--source", "us_bis_dpl", "--mirror", url.removesuffix("/us_bis_dpl/dpl.csv")]
    return subprocess.Popen(
        [sys.executable, "-m", "brightline", "lists", *arguments],
        env={"BRIGHTLINE_HOME": str(home), "PATH": ""},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _busy(home: Path, before: float) -> bool:
    """Whether the process has begun to write."""
    return any(
        path.exists() and path.stat().st_mtime > before
        for path in (home / "lock", home / "fetched", home / "editions" / "us_bis_dpl")
    )


def _kill_at(process: subprocess.Popen[bytes], home: Path, chance: random.Random) -> None:
    """Kill it while it writes, for the most part; now and then anywhere, as while it still starts."""
    begun = time.time()
    if chance.random() < 0.2:
        time.sleep(chance.uniform(0.0, 0.6))
    else:
        while process.poll() is None and not _busy(home, begun):
            time.sleep(0.001)
        time.sleep(chance.uniform(0.0, 0.4))
    process.kill()
    process.wait()


def test_fifty_kills_leave_a_whole_list(brightline_apart: Command, tmp_path: Path, mirror: Server) -> None:
    chance = random.Random(20211209)  # noqa: S311  moments, not secrets
    # As of today, as what is downloaded is, so that neither way of taking in is older than the other.
    home, folder = tmp_path / "home", tmp_path / clock.today()
    folder.mkdir()
    (folder / "dpl.csv").write_bytes(edition(0))
    assert brightline_apart("lists", "import", folder).status == 0
    ends: Counter[str] = Counter()
    for number in range(1, KILLS + 1):
        process = _begin(home, folder, number, mirror)
        _kill_at(process, home, chance)
        killed = "killed" if process.returncode < 0 else "finished"
        assert process.returncode in {-9, 0}
        run = brightline_apart("lists", "status", "--json")
        assert run.status == 0, run.err
        [in_use] = [one for one in json.loads(run.out) if one["in_use"] and one["list"] == "us_bis_dpl"]
        assert in_use["records"] == in_use["parties"] == ROWS
        store = Store(home)
        manifest = store.manifest("us_bis_dpl", in_use["edition"])
        editions = {party.name.partition(" OF EDITION ")[2] for party in store.parties(manifest)}
        assert len(editions) == 1
        [words] = editions
        found = brightline_apart("screen", "--name", f"PARTY 7 OF EDITION {words}", "--lists", "us_bis_dpl")
        assert found.status == 2, found.err
        ends[f"{killed}, {'new' if words.split()[0] == str(number) else 'old'} edition in use"] += 1
    # The kills must have hit: before the switch, and not only while Python started.
    assert ends["killed, old edition in use"] >= KILLS // 5, ends
    assert any(path.name.startswith(".unfinished") for path in home.rglob("*")), ends
    _leftovers_go(brightline_apart, home, folder)
    print(dict(ends))  # noqa: T201  shown with -s


def _leftovers_go(brightline_apart: Command, home: Path, folder: Path) -> None:
    """The next import a day later clears away what the killed processes left, and works."""
    yesterday = time.time() - 90_000
    for path in home.rglob(".unfinished*"):
        os.utime(path, (yesterday, yesterday))
    (folder / "dpl.csv").write_bytes(edition(KILLS + 1))
    run = brightline_apart("lists", "import", folder)
    assert "in use: us_bis_dpl" in run.out
    assert list(home.rglob(".unfinished*")) == []
