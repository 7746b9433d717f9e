"""Where the real list bytes are, and what happens where they are not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("BRIGHTLINE_SHARED", ROOT.parent / "shared"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, saying so, every test marked ``real`` where the real data is absent."""
    if (SHARED / "data" / "lists").is_dir():
        return
    absent = pytest.mark.skip(reason=f"the real list bytes are not at {SHARED}")
    for item in items:
        if item.get_closest_marker("real"):
            item.add_marker(absent)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data; only for tests marked ``real``."""
    return SHARED


@pytest.fixture(scope="session")
def real_lists() -> Path:
    """The folder of real editions of the lists; only for tests marked ``real``."""
    return SHARED / "data" / "lists"
