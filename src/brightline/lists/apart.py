"""Records that a person found to be two parties although they agree: kept in ``HOME/merges.json``."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from brightline.errors import StoreError
from brightline.lists.store import Store

_FILE = "merges.json"


@dataclass(frozen=True, slots=True)
class Apart:
    """That two records are two parties.

    Attributes:
        first: Id of one record.
        second: Id of the other.
        because: Why, in the words of the person who found it.
        when: ISO date-time, UTC.
    """

    first: str
    second: str
    because: str
    when: str

    @property
    def pair(self) -> frozenset[str]:
        """The two ids."""
        return frozenset((self.first, self.second))


def kept_apart(store: Store) -> tuple[Apart, ...]:
    """Every pair that is kept apart, in the order in which they were.

    Raises:
        StoreError: The file is damaged.
    """
    path = store.home / _FILE
    try:
        return tuple(Apart(**one) for one in json.loads(path.read_text(encoding="utf-8"))["apart"])
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise StoreError(
            f"the record of parties kept apart cannot be read ({problem})",
            remedy="put back the file from a backup, or delete it, and its parties are merged again",
            file=str(path),
        ) from problem


def keep_apart(store: Store, one: Apart) -> None:
    """Add a pair; every index built from now on honours it. The caller holds the store's lock."""
    pairs = [asdict(known) for known in (*kept_apart(store), one)]
    text = json.dumps({"apart": pairs}, ensure_ascii=False, indent=1)
    store.replace_text(store.home / _FILE, text + "\n")
