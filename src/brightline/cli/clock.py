"""The only place that reads the clock; everything below is told the time."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """This moment, ISO date-time, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def today() -> str:
    """The day here, full ISO date."""
    return datetime.now().astimezone().date().isoformat()
