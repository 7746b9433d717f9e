"""The command line run in this process, with a data directory of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from brightline.cli import main


@dataclass(frozen=True)
class Run:
    """What one command did."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Command = Callable[..., Run]


@pytest.fixture(scope="session")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory that tests only read from, with the starter list and its index."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def brightline(
    shared_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Run ``brightline ARGUMENTS`` against the shared data directory."""
    monkeypatch.setenv("BRIGHTLINE_HOME", str(shared_home))
    return _runner(capsys)


@pytest.fixture
def brightline_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Run ``brightline ARGUMENTS`` against a data directory of the test's own."""
    monkeypatch.setenv("BRIGHTLINE_HOME", str(tmp_path / "home"))
    return _runner(capsys)


def _runner(capsys: pytest.CaptureFixture[str]) -> Command:
    def run(*arguments: str | Path) -> Run:
        status = main([str(one) for one in arguments])
        printed = capsys.readouterr()
        return Run(status, printed.out, printed.err)

    return run
