"""Lists into the data directory: the starter list that ships with the package, and what a user brings."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from brightline.errors import UnknownValueError
from brightline.lists.edition import Manifest
from brightline.lists.importing import (
    Imported,
    Recogniser,
    import_edition,
    import_paths,
    publisher_named,
)
from brightline.lists.leftovers import remove_leftovers
from brightline.lists.store import Store
from brightline.model.dates import days_between

if TYPE_CHECKING:
    from brightline.lists.publisher import Publisher

STARTER = "starter"
# Lists whose every listing carries its first and last day: their newest edition answers for any day.
DATED_LISTS = frozenset((STARTER,))


@dataclass(frozen=True, slots=True)
class Named:
    """Whose files the user says that they are.

    Attributes:
        publisher: Id of the publisher, or the path of a YAML file that describes one
            (:mod:`brightline.lists.publishers.configured`); recognised by content if ``None``.
        list_name: What to call a company's own list; only with the publisher ``own_csv``.
        columns: Which column of it holds what.
    """

    publisher: str | None = None
    list_name: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


def take_in_starter(store: Store, *, now: str) -> None:
    """Take in the starter list of this version of the package, unless it is in the data directory already."""
    from brightline.lists.publishers.starter import package_parts

    parts = package_parts()
    digests = {hashlib.sha256(part.raw).hexdigest() for part in parts.values()}
    in_use = store.current().get(STARTER)
    if in_use and {one.sha256 for one in store.manifest(STARTER, in_use).files} == digests:
        return
    from brightline.lists.publishers.starter import PUBLISHER

    import_edition(store, PUBLISHER, STARTER, parts, now=now)


def import_lists(
    store: Store,
    paths: Sequence[Path],
    *,
    now: str,
    named: Named = Named(),
    notify: Callable[[str], None] = lambda _: None,
) -> tuple[Imported, ...]:
    """Take in files and folders of lists.

    Args:
        store: The data directory.
        paths: Files or folders; folders are searched through.
        now: ISO date-time, UTC.
        named: Whose files the user says that they are.
        notify: Called with each file's name before it is read.

    Raises:
        UnknownValueError: There is no such publisher, or a column map came with another than ``own_csv``.
        UnreadableFileError: A path does not exist.
        StoreError: The data directory is locked or cannot be written.
    """
    from brightline.lists.publishers import all_publishers

    known = all_publishers()
    publisher = _publisher(named.publisher, known) if named.publisher else None
    if named.list_name or named.columns:
        publisher = _own_publisher(publisher, named)
    remove_leftovers(store.home, now=now)
    return import_paths(store, paths, Recogniser(known, publisher), now=now, notify=notify)


def _publisher(name: str, known: Sequence[Publisher]) -> Publisher:
    """A publisher by its id, or by the YAML file that describes one without code."""
    if name.endswith((".yaml", ".yml")):
        from brightline.lists.publishers.configured import load_configured

        return load_configured(Path(name))
    return publisher_named(name, known)


def _own_publisher(publisher: Publisher | None, named: Named) -> Publisher:
    from brightline.lists.publishers.own_csv import OwnCsv

    if publisher is None or publisher.id != "own_csv":
        raise UnknownValueError(
            "a column map and a list's name go with a company's own list only",
            remedy="add --as own_csv, or leave out --map and --list",
            id=named.publisher or "--as",
        )
    return OwnCsv(named.columns, named.list_name or "own")


@dataclass(frozen=True, slots=True)
class EditionStatus:
    """One edition as ``brightline lists status`` tells of it."""

    manifest: Manifest
    in_use: bool
    age_days: int

    def as_json(self) -> dict[str, object]:
        """Everything in the manifest, and its state."""
        return {"in_use": self.in_use, "age_days": self.age_days, **asdict(self.manifest)}


def list_status(store: Store, *, now: str, today: str) -> tuple[EditionStatus, ...]:
    """Every edition here, by list and date.

    Args:
        store: The data directory; the starter list is taken in first.
        now: ISO date-time, UTC.
        today: A full ISO date, from which ages are counted.
    """
    take_in_starter(store, now=now)
    current = store.current()
    return tuple(
        EditionStatus(
            manifest=one,
            in_use=current.get(one.list) == one.edition,
            age_days=days_between(one.published, today),
        )
        for one in store.manifests()
    )
