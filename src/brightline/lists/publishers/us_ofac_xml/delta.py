"""OFAC's delta files: what one publication added, changed and removed, party by party.

A delta is no edition: it says nothing of the parties that it does not name. Source: files of January and
February 2025 (namespace ``https://www.treasury.gov/ofac/DeltaFile/1.0``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import LeftOut
from brightline.lists.publishers.us_ofac.party import party_id
from brightline.lists.publishers.us_ofac.programmes import CONSOLIDATED, SDN
from brightline.lists.publishers.us_ofac.remarks import Remarks
from brightline.lists.publishers.us_ofac_xml import enhanced
from brightline.lists.publishers.us_ofac_xml.content import (
    Content,
    every,
    layout_error,
    line_of,
    local,
    text,
    texts,
)
from brightline.lists.publishers.us_ofac_xml.entry import Entry
from brightline.lists.publishers.us_ofac_xml.generations import Generation, generation_of
from brightline.lists.publishers.us_ofac_xml.party import LIST_NAMES, party, read_statements, ties
from brightline.lists.reading import special_remarks
from brightline.model import Party, Tie
from brightline.model.dates import partial_date

if TYPE_CHECKING:
    from lxml.etree import _Element

_ADD: Final = "add"
_REMOVE: Final = "remove"
_CHANGE: Final = "change"
# What descriptions of the service call a change; the two files at hand have none.
_CHANGES: Final = frozenset({"modify", "change"})


@dataclass(frozen=True, slots=True)
class Action:
    """What a delta says of one party.

    Attributes:
        id: Our id of the party, the same as in the lists.
        name: The name to show; empty where the delta does not repeat it.
        lists: Ids of our lists that it is or was on, as far as the delta says.
        party: As added, or as it was when removed. ``None`` where the delta holds only parts of it, as of
            a change: read it from the next edition of the list.
        changes: Of a change: each part with what becomes of it (``add name``, ``remove address``).
    """

    id: str
    name: str
    lists: tuple[str, ...]
    party: Party | None = None
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Delta:
    """One publication of changes.

    Attributes:
        published: Partial ISO date.
        added: Parties that are new.
        changed: Parties of which parts are new or gone.
        removed: Parties that are gone.
        ties: Stated of the parties that are new.
        left_out: What was not taken.
    """

    published: str
    added: tuple[Action, ...] = ()
    changed: tuple[Action, ...] = ()
    removed: tuple[Action, ...] = ()
    ties: tuple[Tie, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def read_delta(file: SourceFile) -> Delta:
    """Read one delta file.

    For the changes alone; the lists themselves come through the publisher's ``parse``, which refuses this.

    Raises:
        LayoutError: It is no delta, has no date, or an action on a party that is not known.
        UnreadableFileError: It is damaged or cut off.
        UnsafeFileError: It declares a document type.
    """
    if generation_of(file) is not Generation.DELTA:
        raise LayoutError(
            "not one of OFAC's delta files",
            remedy="import a list with: brightline lists import",
            file=file.name,
        )
    reading = _Reading(Content(file))
    for element in file.iter_xml("publicationInfo", "entity"):
        if local(element) == "publicationInfo":
            reading.content.published = partial_date(text(element, "datePublished"))
        else:
            reading.take(element)
    return reading.delta()


@dataclass(slots=True)
class _Reading:
    """What one pass over a file gathers."""

    content: Content
    actions: dict[str, list[Action]] = field(default_factory=lambda: {_ADD: [], _CHANGE: [], _REMOVE: []})
    ties: list[Tie] = field(default_factory=list)

    def take(self, element: _Element) -> None:
        """Take in one ``entity``: a new one must be whole; one that goes is taken as it is given."""
        kind = _kind(element, self.content.file)
        self.content.look_for_unknown(element, enhanced.KNOWN, str(element.get("id", "")))
        if kind == _CHANGE or (kind == _REMOVE and element.find("{*}names") is None):
            self.actions[kind].append(_in_part(element))
            return
        entry = enhanced.entry_of(element, self.content.file)
        self.content.add(entry)
        remarks = read_statements(entry)
        where = f"{self.content.file.name}, row {entry.line}, {party_id(entry.uid)}"
        self.content.left_out += special_remarks.left_out(where, remarks.left_out)
        lists = _lists(entry.lists) or (SDN,)
        self.actions[kind].append(_whole(entry, lists, remarks))
        if kind == _ADD:
            self.ties += ties([entry], {entry.uid: remarks}, lists[0])

    def delta(self) -> Delta:
        """All that was gathered."""
        if self.content.published is None:
            raise layout_error(
                self.content.file, "the file does not say when it was published (datePublished)"
            )
        self.content.check_programmes()
        return Delta(
            published=self.content.published,
            added=tuple(self.actions[_ADD]),
            changed=tuple(self.actions[_CHANGE]),
            removed=tuple(self.actions[_REMOVE]),
            ties=tuple(self.ties),
            left_out=(*self.content.left_out, *self.content.unknown_left_out()),
        )


def _kind(element: _Element, file: SourceFile) -> str:
    action = str(element.get("action", "")).strip().lower()
    if action in _CHANGES:
        return _CHANGE
    if action not in (_ADD, _REMOVE):
        raise layout_error(
            file,
            f"the action '{action}' is none that brightline knows",
            row=line_of(element),
            id=str(element.get("id", "")),
        )
    return action


def _in_part(element: _Element) -> Action:
    primary = (one for one in every(element, "names/name") if text(one, "isPrimary") == "true")
    parts = (one for one in element.iterdescendants() if one.get("action"))
    return Action(
        party_id(str(element.get("id", ""))),
        next((text(one, "translations/translation/formattedFullName") for one in primary), ""),
        _lists(texts(element, "sanctionsLists/sanctionsList")),
        changes=tuple(f"{one.get('action')} {local(one)}" for one in parts),
    )


def _whole(entry: Entry, lists: Sequence[str], remarks: Remarks) -> Action:
    each = [party(entry, list_id, remarks) for list_id in lists]
    listings = tuple(listing for one in each for listing in one.listings)
    return Action(each[0].id, each[0].name, tuple(lists), replace(each[0], listings=listings))


def _lists(names: Iterable[str]) -> tuple[str, ...]:
    """Our lists by OFAC's names: every list but the SDN List is a part of the consolidated one."""
    return tuple(dict.fromkeys(LIST_NAMES.get(one, CONSOLIDATED) for one in names))
