"""Parties as a test reads them, and records that others extracted from a list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from brightline.lists.publisher import ParsedEdition
from brightline.model import Party


def shown(party: Party) -> list[tuple[str, str]]:
    """Text and kind of each name of a party."""
    return [(name.text, name.kind.value) for name in party.names]


def named(edition: ParsedEdition, name: str) -> Party:
    """The first party of that name."""
    return next(one for one in edition.parties if one.name == name)


def texts_of(path: Path) -> dict[str, Any]:
    """A record in YAML, every value a text: a date or a number must come as the list writes it."""
    # The base loader makes texts, lists and tables alone, and no objects.
    raw: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return raw
