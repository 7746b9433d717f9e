"""Parties and ties as JSON text and back, exactly: how editions and indexes keep them on disk.

For exchange with other systems use :mod:`brightline.model.ftm`; this form is ours alone and loses nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from enum import StrEnum
from typing import Any

from brightline.model.listing import Direction, Effect, Listing
from brightline.model.party import Address, Identifier, Name, NameKind, Party, Schema, Scheme
from brightline.model.tie import Tie, TieKind

_JSON_TYPES = (str, int, float, bool, type(None))


def encode(value: Party | Tie) -> str:
    """One party or tie as one line of JSON, without the fields that hold their default."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def decode_party(line: str) -> Party:
    """The party that :func:`encode` wrote."""
    return _party(json.loads(line))


def decode_tie(line: str) -> Tie:
    """The tie that :func:`encode` wrote."""
    raw = json.loads(line)
    return Tie(**{**raw, "kind": TieKind(raw["kind"])})


_DEFAULTS: dict[type, tuple[tuple[str, object], ...]] = {
    kind: tuple((one.name, one.default) for one in fields(kind))
    for kind in (Party, Listing, Name, Identifier, Address, Tie)
}


def _plain(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, _JSON_TYPES):
        return value
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return {
        name: _plain(getattr(value, name))
        for name, default in _DEFAULTS[type(value)]
        if getattr(value, name) != default
    }


def _name(raw: dict[str, Any]) -> Name:
    return Name(**{**raw, "kind": NameKind(raw.get("kind", NameKind.PRIMARY))})


def _identifier(raw: dict[str, Any]) -> Identifier:
    return Identifier(**{**raw, "scheme": Scheme(raw["scheme"])})


def _address(raw: dict[str, Any]) -> Address:
    return Address(**raw)


def _listing(raw: dict[str, Any]) -> Listing:
    terms = {"effect": Effect(raw["effect"]), "direction": Direction(raw["direction"])}
    return Listing(**{**raw, **terms, "notes": tuple(raw.get("notes", ()))})


# The parts of a party that are values of their own; every other tuple holds plain strings.
_PARTS: dict[str, Callable[[dict[str, Any]], object]] = {
    "names": _name,
    "identifiers": _identifier,
    "addresses": _address,
    "listings": _listing,
}


def _party(raw: dict[str, Any]) -> Party:
    whole: dict[str, Any] = {"id": raw["id"], "schema": Schema(raw["schema"])}
    for field, values in raw.items():
        if field not in whole:
            part = _PARTS.get(field)
            whole[field] = tuple(part(value) for value in values) if part else tuple(values)
    return Party(**whole)
