"""Names in the Swiss list: in parts, each part with spellings in other languages and scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from brightline.lists.reading.aliases import one_line, unrepeated
from brightline.model import Name, NameKind

if TYPE_CHECKING:
    from lxml.etree import _Element

# The order in which a name is shown: given names before the family's, whatever order the file has.
_ORDER: Final = (
    "title", "given-name", "further-given-name", "other", "father-name", "grand-father-name", "whole-name",
    "tribal-name", "family-name", "maiden-name", "suffix",
)  # fmt: skip
_GIVEN: Final = frozenset({"given-name", "further-given-name"})
_FORMER: Final = frozenset({"formerly-known-as"})
_LATIN = "LATN"


def names_of(bearer: _Element) -> tuple[Name, ...]:
    """The names of every identity of a person, entity or object: the main identity's primary name first."""
    identities = sorted(bearer.iterchildren("identity"), key=lambda identity: identity.get("main") != "true")
    found = [name for identity in identities for name in _of_identity(identity)]
    names = unrepeated(name for name in found if name.text)
    first = next((place for place, name in enumerate(names) if name.kind is NameKind.PRIMARY), 0)
    others = [name for place, name in enumerate(names) if place != first]
    return (names[first], *map(_not_primary, others)) if names else ()


def _not_primary(name: Name) -> Name:
    kind = NameKind.ALIAS if name.kind is NameKind.PRIMARY else name.kind
    return Name(name.text, kind, name.language, name.given, name.family)


def _of_identity(identity: _Element) -> Iterator[Name]:
    for name in identity.iterchildren("name"):
        parts = sorted(name.iterchildren("name-part"), key=_place)
        yield _name(name, [(part, _value(part)) for part in parts], _kind(name))
        for script in _scripts(parts):
            spelled = [(part, _spelled(part, script)) for part in parts]
            kind = _kind(name) if script[1] == _LATIN else NameKind.ORIGINAL_SCRIPT
            yield _name(name, spelled, NameKind.ALIAS if kind is NameKind.PRIMARY else kind)


def _place(part: _Element) -> tuple[int, int]:
    kind = part.get("name-part-type") or ""
    order = part.get("order") or ""
    return (
        _ORDER.index(kind) if kind in _ORDER else len(_ORDER),
        int(order) if order.isdigit() else 0,
    )


def _kind(name: _Element) -> NameKind:
    if name.get("quality") == "low":
        return NameKind.WEAK
    kind = name.get("name-type") or ""
    if kind in _FORMER:
        return NameKind.FORMER
    return NameKind.PRIMARY if kind == "primary-name" else NameKind.ALIAS


def _scripts(parts: list[_Element]) -> list[tuple[str, str, int]]:
    """The sets of spellings that a name has: language, script, and which of several in it."""
    found: dict[tuple[str, str, int], None] = {}
    for part in parts:
        seen: dict[tuple[str, str], int] = {}
        for variant in part.iterchildren("spelling-variant"):
            key = (variant.get("lang") or "", variant.get("script") or "")
            found[(*key, seen.get(key, 0))] = None
            seen[key] = seen.get(key, 0) + 1
    return list(found)


def _spelled(part: _Element, script: tuple[str, str, int]) -> str:
    """A part in one set of spellings; as it stands where it has none of that set, or nothing in a script."""
    same = [
        one_line(variant.text or "")
        for variant in part.iterchildren("spelling-variant")
        if (variant.get("lang") or "", variant.get("script") or "") == script[:2]
    ]
    if script[2] < len(same):
        return same[script[2]]
    if same:
        return same[0]
    return _value(part) if script[1] == _LATIN else ""


def _value(part: _Element) -> str:
    return one_line(part.findtext("value") or "")


def _name(name: _Element, parts: list[tuple[_Element, str]], kind: NameKind) -> Name:
    titles = "title"
    text = " ".join(value for part, value in parts if value and part.get("name-part-type") != titles)
    given = " ".join(value for part, value in parts if value and part.get("name-part-type") in _GIVEN)
    family = " ".join(value for part, value in parts if value and part.get("name-part-type") == "family-name")
    language = name.get("lang")
    if not (given and family):
        return Name(text, kind, language)
    return Name(text, kind, language, given, family)
