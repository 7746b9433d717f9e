"""What a reader takes from one file, checked as it comes in; and how it looks into the elements."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import LeftOut
from brightline.lists.publishers.us_ofac_xml.entry import SCHEMAS, Entry
from brightline.model import Schema

if TYPE_CHECKING:
    from lxml.etree import _Element

_REMEDY = "download the file again; if OFAC has changed its layout, a newer brightline is needed"


@dataclass(slots=True)
class Content:
    """The entries of one file, in its order, with the day that it gives as its own.

    Attributes:
        file: Where they were read.
        published: Partial ISO date.
        entries: By OFAC's number.
        unknown: For each kind of element that no reader knows, the ids of the records that have it.
        left_out: What else was not taken.
    """

    file: SourceFile
    published: str | None = None
    entries: dict[str, Entry] = field(default_factory=dict)
    unknown: dict[str, list[str]] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        """Take in one entry.

        Raises:
            LayoutError: It has no number, no name, or the number of another entry.
        """
        if not entry.uid.isdigit():
            raise layout_error(self.file, "a party without OFAC's number", row=entry.line, id=entry.uid)
        if entry.uid in self.entries:
            raise layout_error(self.file, "a second party with this number", row=entry.line, id=entry.uid)
        if not entry.names or not entry.names[0].text:
            raise layout_error(self.file, "a party without a name", row=entry.line, id=entry.uid)
        self.entries[entry.uid] = entry

    def check_programmes(self) -> None:
        """Refuse a file with a party that no programme lists.

        Raises:
            LayoutError: There is one.
        """
        for entry in self.entries.values():
            if not entry.programmes:
                raise layout_error(self.file, "a party without a programme", row=entry.line, id=entry.uid)

    def look_for_unknown(self, element: _Element, known: AbstractSet[str], uid: str) -> None:
        """Remember the kinds of element inside one that are not among the known ones."""
        for tag in {local(one) for one in element.iter()} - known:
            self.unknown.setdefault(tag, []).append(uid)

    def unknown_left_out(self) -> Iterator[LeftOut]:
        """The account of unknown elements, one line for each kind."""
        for tag, uids in sorted(self.unknown.items()):
            yield LeftOut(
                where=self.file.name,
                what=f"element {tag}, in {len(uids):,} records, first {uids[0]}",
                why="an element that brightline does not know yet",
            )


def layout_error(
    file: SourceFile,
    problem: str,
    *,
    row: int | None = None,
    id: str | None = None,  # noqa: A002  as in brightline.errors
) -> LayoutError:
    """The refusal of a file whose layout is not the known one."""
    return LayoutError(problem, remedy=_REMEDY, file=file.name, row=row, id=id or None)


def local(element: _Element) -> str:
    """The element's name without its namespace, which OFAC changed in 2024."""
    return str(element.tag).rpartition("}")[2]


def line_of(element: _Element) -> int | None:
    """Where an element begins in its file."""
    line: object = element.sourceline
    return line if isinstance(line, int) else None


def text(element: _Element | None, path: str) -> str:
    """The text of the first descendant along a path of names, on one line; empty where there is none."""
    found = None if element is None else element.find(_steps(path))
    return "" if found is None else own_text(found)


def own_text(element: _Element) -> str:
    """An element's own text, on one line."""
    return " ".join((element.text or "").split())


def texts(element: _Element, path: str) -> list[str]:
    """The texts of all descendants along a path, less the empty ones."""
    return [one for one in map(own_text, every(element, path)) if one]


def every(element: _Element, path: str) -> Iterator[_Element]:
    """All descendants along a path of names, whatever their namespace."""
    yield from element.iterfind(_steps(path))


def schema_of(kind: str, file: SourceFile, uid: str, line: int | None) -> Schema:
    """What kind of party OFAC's word means.

    Raises:
        LayoutError: OFAC has no such kind, as far as brightline knows.
    """
    schema = SCHEMAS.get(kind)
    if schema is None:
        raise layout_error(file, f"'{kind}' is no kind of party that brightline knows", row=line, id=uid)
    return schema


@cache
def _steps(path: str) -> str:
    return "/".join(f"{{*}}{step}" for step in path.split("/"))
