"""What a publisher is to us: the seam between its bytes and our parties.

One file in ``lists/publishers/`` implements :class:`Publisher` for one publisher. It recognises its files by
content, and turns them into parties, ties and an honest account of what it left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from brightline.lists.intake import SourceFile
from brightline.model import Direction, Effect, Party, Tie


@dataclass(frozen=True, slots=True)
class ListAbout:
    """What a user should know of one list before trusting it.

    Attributes:
        id: Lower case with underscores (``us_csl``).
        title: The publisher's own title.
        authority: Who publishes it.
        effect: What most of its listings do in law (each listing carries its own).
        direction: Which way of dealing it restricts.
        format: Of the file, in a word or two.
        licence: Under which its content may be used.
        url: Where the publisher keeps it.
    """

    id: str
    title: str
    authority: str
    effect: Effect
    direction: Direction
    format: str
    licence: str
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    """That a file is one part of an edition of a list: ``role`` tells the parts of one edition apart."""

    list_id: str
    role: str = "list"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in the publisher's file that became part of no party, and why; nothing goes silently."""

    where: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class ParsedEdition:
    """What one publisher said at one moment.

    Attributes:
        list_id: Of which list.
        parties: In the publisher's order, ids distinct.
        ties: Stated between them.
        records: How many records the publisher's file has, counted as the publisher counts them.
        counts: Records by programme or sub-list.
        published: Partial ISO date on which the publisher says that this was current; ``None`` where the
            file does not say it (the folder's or the file's date is used then).
        newest_entry: The newest listing date inside, a lower bound for ``published``.
        left_out: What was not taken, with reasons.
        missing: Parts of the edition that were not supplied, in words a user can act on.
    """

    list_id: str
    parties: tuple[Party, ...]
    records: int
    counts: Mapping[str, int] = field(default_factory=dict)
    ties: tuple[Tie, ...] = ()
    published: str | None = None
    newest_entry: str | None = None
    left_out: tuple[LeftOut, ...] = ()
    missing: tuple[str, ...] = ()


class Publisher(Protocol):
    """A publisher of one or several lists."""

    @property
    def id(self) -> str:
        """Lower case with underscores; what ``--as`` takes."""

    @property
    def lists(self) -> tuple[ListAbout, ...]:
        """About each list that it publishes."""

    @property
    def parser_version(self) -> int:
        """Raised whenever the same bytes would give other parties."""

    def recognise(self, file: SourceFile) -> Part | None:
        """Say which part of which list a file is, by its content; ``None`` if it is not this publisher's.

        Must be cheap (look at ``file.head``), must not raise, and must not claim what it cannot parse.
        The file's name may only decide between the publisher's own parts.
        """
        ...

    def parse(self, parts: Mapping[str, SourceFile]) -> ParsedEdition:
        """Turn the parts of one edition, by role, into parties.

        Raises:
            LayoutError: The layout is not one that the parser knows, or a necessary part is missing.
            UnreadableFileError: The bytes are damaged (cut off, wrongly encoded).
            UnsafeFileError: The file would expand without bound.
        """
        ...
