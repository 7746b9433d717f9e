"""What a killed process leaves behind: files and folders begun under another name and never renamed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path

# No import or update takes a day: whatever is older belongs to a process that is gone.
_OLDEST_SECONDS = 24 * 3600
# Everywhere that something is begun under another name (see :mod:`brightline.lists.store`).
_PLACES = ("", "snapshots", "fetched", "index", "editions/*", "editions/*/*")


def remove_leftovers(home: Path, *, now: str) -> None:
    """Remove what was begun more than a day ago and never finished; what cannot be removed stays.

    Args:
        home: The data directory.
        now: ISO date-time, UTC.
    """
    oldest = datetime.fromisoformat(now).timestamp() - _OLDEST_SECONDS
    for path in _unfinished(home):
        try:
            if path.stat().st_mtime >= oldest:
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()
        except OSError:
            # Another process may have removed it, or it is not ours to remove: it does no harm.
            continue


def _unfinished(home: Path) -> Iterator[Path]:
    return chain.from_iterable(home.glob(f"{place}/.unfinished-*".lstrip("/")) for place in _PLACES)
