"""One entity of the Entity List family: name, other names, addresses, and bodies listed under it.

The Bureau of Industry and Security writes all of it into one cell, in the Federal Register and in the Code
of Federal Regulations alike: ``Name, a.k.a., the following two aliases:``, a line with an em dash for each,
the addresses last. Where nothing but a comma divides name and address, :mod:`.name_and_address` decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from brightline.lists.reading.aliases import covered, named, one_line, tidy, unrepeated
from brightline.lists.reading.name_and_address import (
    address_at_end,
    addresses_of,
    cut_at_address,
    without_full_stop,
)
from brightline.lists.reading.several import outside_brackets
from brightline.model import Address, Name, NameKind

_DASHES = ("—", "–")
_AKA = r"(?P<former>f\.\s?k\.\s?a\.?|formerly known as)|a\.\s?k\.\s?a\.?|aka|also known as"
_COUNT = r"(?:the following|including)(?:\s+\S+)?\s+(?:alias(?:es)?|names?)"
# "X, a.k.a., the following two aliases:", "X, a.k.a. the following alias:", "X, including one alias".
_ALIASES_FOLLOW = re.compile(rf"[,;]?\s+(?:(?:{_AKA})[,:]?\s+)?{_COUNT}\s*[:.]?\s*", re.IGNORECASE)
_INLINE = re.compile(rf"[,;]?\s+(?<!\w)(?:{_AKA})[,:]?\s+(?=\S)")
# Bodies under the entity: "and the following two subordinate institutions:", "Affiliated entities:".
_UNDER = re.compile(
    r"(?:[,;]?\s*(?:and\s+)?(?:to include\s+|including\s+)?(?:the following\s+)?(?:\S+\s+)?)?"
    r"\b(?:subordinate|affiliated)\s+(?:institu\w+|entit\w+|organi[sz]ations?)\s*:?\s*$",
    re.IGNORECASE,
)
_ADDRESSES_FOLLOW = re.compile(
    r"^(?:and\s+)?(?:the following address(?:es)? (?:apply|applies)[^:]*|"
    r"address(?:es)?(?: for [^:]*)?)\s*:\s*",
    re.IGNORECASE,
)
# "The following Department of Atomic Energy entities:": kinds of plant follow, not names.
_KINDS_FOLLOW = re.compile(r"^The following (?P<name>.+?) entities\s*:?$")
# "Ministry of Defence, including the Armed Forces and all operating units wherever located."
_INCLUDING = re.compile(r",\s+(?=including\s+(?:the|all|any|its)\s)")
# A reference to other entries: (See alternate addresses under Pakistan).
_ADDRESSES = r"\bsee (?:also )?(?:(?:alternat\w+|additional|other) )*address(?:es)?\b"
_SEE = re.compile(rf"\s*(?:\({_ADDRESSES}[^()]*\)\.?|{_ADDRESSES}[^().;]*\.?)", re.IGNORECASE)
_JOINT = re.compile(r"(?:^|[;,]?\s+)and$")
# What is left of "; and to include the following addresses and the following 22 affiliated entities:".
_TAIL = re.compile(r"[;,]?\s*(?:and\s+)?to include the following\b[^;]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entity:
    """Whom one cell names.

    Attributes:
        names: The first is primary.
        addresses: In the order of the cell.
        covers: What the cell extends the entry to, in its words.
        under: Bodies that the cell lists as part of the entity.
        notes: References to entries under other countries, in the cell's words.
        divided: Whether only a comma or full stop divided a name from an address, so that both are a reading.
    """

    names: tuple[Name, ...]
    addresses: tuple[Address, ...] = ()
    covers: str | None = None
    under: tuple[Entity, ...] = ()
    notes: tuple[str, ...] = ()
    divided: bool = False


@dataclass(slots=True)
class _Draft:
    """An entity while its lines are read."""

    heading: str
    kind: NameKind = NameKind.ALIAS
    aliases: list[tuple[str, NameKind]] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    under: list[_Draft] = field(default_factory=list)
    names_announced: bool = False
    kinds_announced: bool = False
    names_ended: bool = False


def entity_of(lines: Iterable[str]) -> Entity:
    """Read the lines of one cell; text of no known phrasing stays in a name or an address, so none is lost.

    Example:
        >>> found = entity_of(["Acme LLC, a.k.a., the following alias:", "—Akme.", "1 High Street, Kabul."])
        >>> [name.text for name in found.names], [address.full for address in found.addresses]
        (['Acme LLC', 'Akme'], ['1 High Street, Kabul'])
    """
    apart = _apart(lines)
    notes, kept = _references(apart)
    # A cell that is only a reference has no other name than its text.
    return _finished(_drafted(kept), notes) if kept else Entity((Name(" ".join(apart)),))


def _apart(lines: Iterable[str]) -> list[str]:
    """Each alias on a line of its own, also where the publisher's line breaks are gone."""
    return [
        one_line(part)
        for line in lines
        for part in re.split(r"(?<=[:;])\s*(?=—)|(?<=[:;] and)\s*(?=—)", line)
        if part.strip()
    ]


def _references(lines: list[str]) -> tuple[tuple[str, ...], list[str]]:
    notes = [one_line(found[0]).strip() for line in lines for found in _SEE.finditer(line)]
    return tuple(notes), [text for line in lines if (text := _SEE.sub("", line).strip())]


def _drafted(lines: list[str]) -> _Draft:
    """The entity with its lines sorted into names, addresses and bodies under it."""
    whole = _heading(lines[0])
    current, to_addresses, to_under = whole, False, bool(_UNDER.search(lines[0]))
    for line in lines[1:]:
        if found := _ADDRESSES_FOLLOW.match(line):
            to_addresses = True
            current.addresses += filter(None, [line[found.end() :]])
        elif _UNDER.fullmatch(line):
            current, to_under, to_addresses = whole, True, False
        elif line.startswith(_DASHES):
            item = line.lstrip("".join(_DASHES)).strip()
            if to_addresses:
                current.addresses.append(_without_joint(item))
            elif _ALIASES_FOLLOW.search(item) or (
                to_under and (current is whole or not _awaits_names(current))
            ):
                # An item with other names of its own is a body, also where nothing announces bodies.
                current, to_under = _heading(_without_joint(item)), True
                whole.under.append(current)
            else:
                to_under = _take_name(current, item) or to_under
        elif _ALIASES_FOLLOW.search(line) and not to_addresses:
            if to_under:
                current = _heading(line)
                whole.under.append(current)
            else:
                current.names_announced = True
        else:
            current.addresses.append(line)
    return whole


def _awaits_names(draft: _Draft) -> bool:
    return draft.names_announced and not draft.names_ended and not draft.addresses


def _take_name(draft: _Draft, item: str) -> bool:
    """Add an item of a list; says whether bodies under the entity follow it."""
    under = _UNDER.search(item)
    # Only the last item of a list ends in a full stop, less those whose legal form does.
    draft.names_ended = item.endswith(".") and without_full_stop(item) != item
    text = _without_joint(_TAIL.sub("", item[: under.start()] if under else item))
    if text and draft.kinds_announced:
        draft.kinds.append(text)
    elif text:
        draft.aliases.append((text, draft.kind))
    return under is not None


def _heading(line: str) -> _Draft:
    """The first line: a name, what it announces, and aliases or an address in the same line."""
    under = _UNDER.search(line)
    if under and under.start() > 0:
        line = line[: under.start()]
    if found := _KINDS_FOLLOW.match(line):
        return _Draft(found["name"], kinds_announced=True)
    if found := _ALIASES_FOLLOW.search(line):
        draft = _Draft(line[: found.start()], kind=_kind(found), names_announced=True)
        rest = line[found.end() :]
        draft.addresses += filter(None, [rest])
        return draft
    if found := _inline(line):
        draft = _Draft(line[: found.start()], kind=_kind(found))
        draft.aliases += _inline_names(line[found.start() :])
        return draft
    return _Draft(line)


def _kind(found: re.Match[str]) -> NameKind:
    return NameKind.FORMER if found["former"] else NameKind.ALIAS


def _inline(line: str) -> re.Match[str] | None:
    """The first "a.k.a." outside brackets: one inside is part of the name's own text."""
    for found in _INLINE.finditer(line):
        before = line[: found.start()]
        if before.count("(") == before.count(")"):
            return found
    return None


def _inline_names(text: str) -> list[tuple[str, NameKind]]:
    """The members of ``, a.k.a., A; B; and a.k.a. C``; a comma divides them only before "and"."""
    marks = list(_INLINE.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    found: list[tuple[str, NameKind]] = []
    for mark, end in zip(marks, ends, strict=True):
        parts = outside_brackets(text[mark.end() : end], ";")
        names = (_without_joint(re.sub(r"^\s*and\s+", "", part)) for part in parts)
        found += [(name, _kind(mark)) for name in names if name]
    return found


def _give_back_addresses(draft: _Draft) -> None:
    """Addresses behind a bare list of bodies are the whole entity's, not the last body's."""
    *others, last = draft.under or [draft]
    if (
        others
        and not draft.addresses
        and not any(one.addresses or cut_at_address(one.heading) for one in others)
    ):
        draft.addresses, last.addresses = last.addresses, []


def _without_joint(item: str) -> str:
    return tidy(_JOINT.sub("", item.strip().rstrip(";, ")))


def _finished(draft: _Draft, notes: tuple[str, ...] = ()) -> Entity:
    _give_back_addresses(draft)
    heading, *included = _INCLUDING.split(draft.heading, maxsplit=1)
    addresses, names, divided = list(draft.addresses), [*draft.aliases], False
    if not addresses and not draft.under and not included:
        # The address stands behind the last name in the same line.
        last = names[-1][0] if names else heading
        cut = address_at_end(last) if names else cut_at_address(last)
        if cut:
            divided = True
            addresses = [cut.address]
            if names:
                names[-1:] = [(one, names[-1][1]) for one in cut.names]
            else:
                heading = cut.names[0]
    text, covers = covered(tidy(heading))
    every = (*named(without_full_stop(text)), *(Name(without_full_stop(one), kind) for one, kind in names))
    return Entity(
        names=unrepeated(every),
        addresses=tuple(address for one in addresses for address in addresses_of(one)),
        covers="; ".join(filter(None, (covers, *included, *draft.kinds))) or None,
        under=tuple(_finished(one) for one in draft.under),
        notes=notes,
        divided=divided,
    )
