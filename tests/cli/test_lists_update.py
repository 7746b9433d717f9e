from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import Server, serving, status, versioned

from .conftest import Command

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
UN = (SAMPLES / "un_sc" / "consolidated.xml").read_bytes()
DPL = (SAMPLES / "us_bis_dpl" / "dpl_04142026.csv").read_bytes()
BOTH = ("--source", "un_sc", "--source", "us_bis_dpl")


@pytest.fixture
def mirror() -> Iterator[Server]:
    with serving() as one:
        one.serve("/un_sc/consolidated.xml", versioned(UN))
        one.serve("/us_bis_dpl/dpl.csv", versioned(DPL))
        yield one


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_it_explains_itself(brightline_apart: Command, option: str) -> None:
    run = brightline_apart("lists", "update", option)
    assert (run.status, run.err) == (0, "")
    for word in ("--source", "--from", "--proxy", "--mirror", "--dry-run", "Exit status"):
        assert word in run.out


def test_new_then_unchanged(brightline_apart: Command, mirror: Server) -> None:
    first = brightline_apart("lists", "update", *BOTH, "--mirror", mirror.base)
    assert (first.status, first.err) == (0, "")
    assert [line.partition(":")[0] for line in first.out.splitlines()] == [
        "new, in use",
        "new, in use",
        "2 editions looked at",
    ]
    second = brightline_apart("lists", "update", *BOTH, "--mirror", mirror.base)
    assert second.status == 0
    assert second.out.endswith("2 editions looked at: 2 unchanged.\n")
    statuses = json.loads(brightline_apart("lists", "status", "--json").out)
    assert {one["list"] for one in statuses if one["in_use"]} == {"un_sc", "us_bis_dpl", "starter"}


def test_one_that_fails_is_said_in_one_line_and_makes_the_status(
    brightline_apart: Command, mirror: Server
) -> None:
    mirror.serve("/us_bis_dpl/dpl.csv", status(403))
    run = brightline_apart("lists", "update", *BOTH, "--mirror", mirror.base)
    assert run.status == 1
    new, failed, summary = run.out.splitlines()
    assert new.startswith("new, in use: un_sc")
    assert failed.startswith("failed: us_bis_dpl: ")
    assert "the server answered 403 Forbidden" in failed
    assert "import it" in failed
    assert summary == "2 editions looked at: 1 new, 1 failed."


def test_a_folder_that_was_carried_in(brightline_apart: Command, tmp_path: Path) -> None:
    (tmp_path / "carried" / "un_sc").mkdir(parents=True)
    (tmp_path / "carried" / "un_sc" / "consolidated.xml").write_bytes(UN)
    run = brightline_apart("lists", "update", "--from", tmp_path / "carried")
    assert (run.status, run.out.splitlines()[-1]) == (0, "1 editions looked at: 1 new.")
    named = brightline_apart("lists", "update", "--from", tmp_path / "carried", *BOTH)
    assert named.status == 1
    assert "failed: us_bis_dpl" in named.out


def test_a_dry_run_says_and_sends_nothing(brightline_apart: Command, mirror: Server) -> None:
    run = brightline_apart("lists", "update", "--dry-run", "--source", "un_sc")
    assert run.out.splitlines() == [
        "un_sc: last checked never",
        "  https://scsanctions.un.org/resources/xml/en/consolidated.xml",
    ]
    run = brightline_apart("lists", "update", "--dry-run", "--mirror", mirror.base)
    assert run.status == 0
    assert f"  {mirror.base}/us_bis_dpl/dpl.csv" in run.out.splitlines()
    assert mirror.asked == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--source", "nowhere"), "use one of: us_csl"),
        (("--from", "nowhere"), "does not exist"),
        (("--from", ".", "--mirror", "https://example.org"), "--from uses no network"),
        (("--from", ".", "--source", "un_sc"), "put each list into a folder of its id"),
        (("--mirror", "http://example.org"), "use an https:// address"),
        (("--proxy", "socks5://127.0.0.1:1"), "http://HOST:PORT"),
    ],
)
def test_what_cannot_be_done_is_said(
    brightline_apart: Command,
    arguments: tuple[str, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    run = brightline_apart("lists", "update", *arguments)
    assert run.status == 1
    assert said in run.out + run.err
    assert "Traceback" not in run.err


def _process(home: Path, *arguments: str) -> tuple[list[str], dict[str, str]]:
    return [sys.executable, "-m", "brightline", "lists", "update", *arguments], {
        "BRIGHTLINE_HOME": str(home),
        "PATH": "",
        "TERM": "xterm",
    }


def test_a_terminal_gets_a_bar_and_a_pipe_gets_the_lines(tmp_path: Path, mirror: Server) -> None:
    """Standard error is a terminal, standard output a pipe: the bar must not eat the lines."""
    command, environment = _process(tmp_path / "home", "--source", "un_sc", "--mirror", mirror.base)
    ours, theirs = pty.openpty()
    try:
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=theirs, check=True)
        drawn = os.read(ours, 100_000).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert done.stdout.startswith(b"new, in use: un_sc")
    assert "un_sc/consolidated.xml" in drawn


def test_a_pipe_gets_no_bar(tmp_path: Path, mirror: Server) -> None:
    command, environment = _process(tmp_path / "home", "--source", "un_sc", "--mirror", mirror.base)
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert done.stderr == b""
