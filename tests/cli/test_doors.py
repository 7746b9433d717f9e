from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from brightline import __version__

from .conftest import Command


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("screen",),
        ("lists",),
        ("lists", "import"),
        ("lists", "status"),
        ("export",),
        ("demo",),
        ("compare",),
    ],
)
def test_every_command_explains_itself(brightline: Command, arguments: tuple[str, ...]) -> None:
    for option in ("--help", "-h"):
        run = brightline(*arguments, option)
        assert run.status == 0
        assert run.out.startswith("Usage: brightline")
        assert run.err == ""


def test_an_unknown_command_is_an_error(brightline: Command) -> None:
    run = brightline("scren")
    assert run.status == 1
    assert "No such command" in run.err


def test_the_version_is_said(brightline: Command) -> None:
    assert __version__ in brightline("--version").out


def test_the_demo_needs_nothing_but_the_package(brightline_apart: Command, tmp_path: Path) -> None:
    run = brightline_apart("demo", tmp_path / "demo")
    assert run.status == 0
    assert "Hikvision" in run.out
    report = (tmp_path / "demo" / "report.html").read_text(encoding="utf-8")
    assert "Hikvision" in report
    assert "://" not in report.split("<body")[0]
    assert (tmp_path / "demo" / "hits.xlsx").stat().st_size > 5_000


def test_everything_in_use_is_exported(brightline: Command, tmp_path: Path) -> None:
    printed = brightline("export", "--format", "ftm")
    assert printed.status == 0
    entities = printed.lines
    assert {"Company", "PublicBody", "Person", "Sanction", "Ownership"} <= {one["schema"] for one in entities}
    assert len([one for one in entities if one["schema"] == "Sanction"]) == 324
    written = brightline("export", "-o", tmp_path / "all.ftm.json")
    assert f"{len(entities):,} entities" in written.err
    lines = (tmp_path / "all.ftm.json").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == entities


def test_what_is_exported_can_be_imported(brightline_apart: Command, tmp_path: Path) -> None:
    path = tmp_path / "all.ftm.json"
    assert brightline_apart("export", "-o", path).status == 0
    run = brightline_apart("lists", "import", path)
    assert run.status == 0
    assert "in use: ftm" in run.out
    found = brightline_apart("screen", "--name", "海康威视", "--lists", "ftm", "--format", "jsonl")
    assert found.status == 2


def test_a_reader_that_leaves_is_no_failure_to_report(shared_home: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "brightline", "export"],
        env={"BRIGHTLINE_HOME": str(shared_home), "PATH": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline().startswith(b"{")
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


def test_a_data_directory_that_cannot_be_written_is_said(
    brightline: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("BRIGHTLINE_HOME", str(blocked / "home"))
    run = brightline("lists", "status")
    assert run.status == 1
    assert "BRIGHTLINE_HOME" in run.err


def test_two_names_are_compared(brightline: Command) -> None:
    run = brightline("compare", "海康威視", "海康威视", "--type", "company", "--json")
    assert run.status == 0
    assert run.lines[0]["score"] > 0.9
    assert run.lines[0]["reasons"]
    assert brightline("compare", "Hikvision", "Siemens").out.startswith("0.0")
    assert brightline("compare", "a", "b", "--type", "alien").status == 1
