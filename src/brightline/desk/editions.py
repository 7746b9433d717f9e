"""Editions one by one: find the one that a user means, compare two, let in what a guard held back."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from brightline.errors import InputError, UnknownValueError
from brightline.lists.differences import Difference, difference
from brightline.lists.edition import Accepted, Manifest
from brightline.lists.store import Store
from brightline.model.codec import decode_party

_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two editions of one list and what changed.

    Attributes:
        old: The first edition.
        new: The second.
        difference: Between their parties.
        notes: Why some of it may not be the publisher's doing.
    """

    old: Manifest
    new: Manifest
    difference: Difference
    notes: tuple[str, ...]


def compare_editions(store: Store, first: str, second: str, *, list_id: str | None = None) -> Comparison:
    """What changed from one edition of a list to another.

    Args:
        store: Where editions are kept.
        first: An edition's id, a date, or either behind ``LIST@``.
        second: As ``first``; what list it is of need be said once only.
        list_id: The list, for dates.

    Raises:
        UnknownValueError: There is no such list or edition, or several.
        InputError: They are of different lists.
    """
    given = list_id or _list_in(first) or _list_in(second)
    old = _edition(store, first, given if _is_date(first) else list_id)
    new = _edition(store, second, (given or old.list) if _is_date(second) else list_id)
    if old.list != new.list:
        raise InputError(
            f"{old.edition} is of {old.list}, {new.edition} of {new.list}",
            remedy="compare two editions of one list",
            id=f"{first} {second}",
        )
    before, after = store.party_lines(old), store.party_lines(new)
    unchanged = set(before) & set(after)  # equal lines are equal parties, and need not be decoded
    return Comparison(
        old,
        new,
        difference(
            [decode_party(line) for line in before if line not in unchanged],
            [decode_party(line) for line in after if line not in unchanged],
        ),
        _notes(old, new),
    )


def _notes(old: Manifest, new: Manifest) -> tuple[str, ...]:
    found = []
    if (old.publisher, old.parser_version) != (new.publisher, new.parser_version):
        found.append("different parsers or versions of one read the two editions: some changes may be ours")
    for this, other in ((old, new), (new, old)):
        found += [f"{this.published}: {one}" for one in this.missing if one not in other.missing]
    return tuple(found)


def accept_edition(
    store: Store, which: str, *, because: str, now: str, by: str | None = None
) -> tuple[Manifest, bool]:
    """Let in an edition that a guard holds back, for a stated reason.

    It comes into use if it is the newest of its list; an older one can be screened as of its day.

    Args:
        store: Where editions are kept.
        which: ``LIST@EDITION``, or the edition's id, or ``LIST@DATE`` with its exact date.
        because: Why; it is kept in the manifest, and every answer that rests on the edition says it.
        now: ISO date-time, UTC.
        by: Who decided, where a company wants to keep that.

    Returns:
        The edition's manifest, and whether it is in use now.

    Raises:
        InputError: No reason is given, or nothing holds the edition back.
        UnknownValueError: There is no such edition.
        StoreError: The data directory is locked or cannot be written.
    """
    if not because.strip():
        raise InputError("no reason is given", remedy='say why, with --because "..."', id=which)
    with store.lock():
        manifest = _edition(store, which, None, exact=True)
        if not manifest.is_held_back:
            raise InputError(
                "this edition is not held back", remedy="see: brightline lists status", id=manifest.edition
            )
        accepted = replace(manifest, accepted=Accepted(because.strip(), now, by))
        store.replace_manifest(accepted)
        in_use = store.current()
        is_newest = (
            manifest.list not in in_use
            or store.manifest(manifest.list, in_use[manifest.list]).published <= manifest.published
        )
        if is_newest:
            store.switch({**in_use, manifest.list: manifest.edition}, made=now)
    return accepted, is_newest


def _list_in(text: str) -> str | None:
    return text.partition("@")[0] if "@" in text else None


def _is_date(text: str) -> bool:
    return "@" not in text and _DATE.fullmatch(text) is not None


def _edition(store: Store, text: str, list_id: str | None, *, exact: bool = False) -> Manifest:
    """The edition that a user means: by id, or by date the one that was current then."""
    which = text.rpartition("@")[2]
    named = _list_in(text) or list_id
    editions = store.manifests()
    if named:
        editions = _of_list(editions, named)
    found = [one for one in editions if one.edition == which]
    if not found and _DATE.fullmatch(which):
        if not named:
            raise UnknownValueError(
                "a date alone does not say of which list",
                remedy=f"write LIST@{which}" + ("" if exact else ", or add --list LIST"),
                id=text,
            )
        found = _of_date(editions, which, exact=exact)
    if len(found) == 1:
        return found[0]
    raise _not_one(text, found, editions)


def _of_list(editions: Sequence[Manifest], name: str) -> tuple[Manifest, ...]:
    wanted = name.strip().lower().replace("-", "_")
    found = tuple(one for one in editions if one.list == wanted)
    if found:
        return found
    known = sorted({one.list for one in editions})
    close = difflib.get_close_matches(wanted, known, n=1)
    hint = f"did you mean {close[0]}?" if close else f"imported are: {', '.join(known) or 'none'}"
    raise UnknownValueError("no such list was imported", remedy=hint, id=name)


def _of_date(editions: Sequence[Manifest], date: str, *, exact: bool) -> list[Manifest]:
    """Those of the very date, held back or not; else the last that was in force by its end."""
    of_the_day = [one for one in editions if one.published == date]
    if of_the_day or exact:
        return of_the_day
    by_then = [one for one in editions if not one.is_held_back and one.published[: len(date)] <= date]
    return by_then[-1:]


def _not_one(text: str, found: Sequence[Manifest], editions: Sequence[Manifest]) -> UnknownValueError:
    if found:
        ids = ", ".join(f"{one.list}@{one.edition}" for one in found)
        return UnknownValueError("several editions are meant", remedy=f"name one: {ids}", id=text)
    known = {one.edition: one for one in editions}
    close = difflib.get_close_matches(text.rpartition("@")[2], known, n=1)
    hint = f"did you mean {known[close[0]].list}@{close[0]}?" if close else "see: brightline lists status"
    return UnknownValueError("there is no such edition", remedy=hint, id=text)
