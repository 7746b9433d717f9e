"""What changed between two editions, as JSON for other programs; ``difference.schema.json`` describes it."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeAlias, cast

if TYPE_CHECKING:
    from brightline.desk.editions import Comparison
    from brightline.lists.differences import Changed, FieldChange
    from brightline.lists.edition import Manifest
    from brightline.model import Listing, Party

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"


@cache
def difference_schema() -> dict[str, Json]:
    """The JSON Schema of :func:`difference_json`."""
    text = files("brightline.report").joinpath("difference.schema.json").read_text(encoding="utf-8")
    return cast("dict[str, Json]", json.loads(text))


def difference_json(comparison: Comparison) -> dict[str, Json]:
    """A comparison as one JSON object."""
    found = comparison.difference
    return {
        "list": comparison.new.list,
        "old": _edition(comparison.old),
        "new": _edition(comparison.new),
        "notes": list(comparison.notes),
        "added": [_party(one.party) for one in found.added],
        "removed": [_party(one.party) for one in found.removed],
        "changed": [_changed(one) for one in found.changed],
    }


def _edition(manifest: Manifest) -> Json:
    return {
        "edition": manifest.edition,
        "published": manifest.published,
        "records": manifest.records,
        "parties": manifest.parties,
        "held_back": manifest.is_held_back,
    }


def _party(party: Party) -> Json:
    return {
        "id": party.id,
        "name": party.name,
        "schema": party.schema.value,
        "countries": list(party.countries),
        "listings": [_listing(one) for one in party.listings],
    }


def _listing(listing: Listing) -> Json:
    return {
        "record_id": listing.record_id,
        "program": listing.program,
        "authority": listing.authority,
        "effect": listing.effect.value,
        "direction": listing.direction.value,
        "listed_on": listing.listed_on,
        "removed_on": listing.removed_on,
        "citation": listing.citation,
    }


def _changed(one: Changed) -> Json:
    return {
        "id": one.new.id,
        "name": one.new.name,
        "changes": [_change(change) for change in one.changes],
    }


def _change(change: FieldChange) -> Json:
    return {
        "field": change.field,
        "before": change.before,
        "after": change.after,
        "words": str(change),
    }
