"""Text of the Federal Register and of the Code of Federal Regulations in XML: lines, footnote marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brightline.lists.reading.aliases import one_line

if TYPE_CHECKING:
    from lxml.etree import _Element

# What begins a new line inside a cell: ``br`` in the Code, ``LI`` in the Register.
_BREAKS = frozenset({"br", "BR", "LI", "P"})
# "3", or "4, 5" where two footnotes meet.
_NUMBERS = re.compile(r"\d+(?:[\s,]+\d+)*")
_RAISED = frozenset({"SU", "sup"})


@dataclass(frozen=True, slots=True)
class Lines:
    """The text of one cell: its lines, white space made single, and the numbers of its footnotes."""

    lines: tuple[str, ...]
    footnotes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The lines as one."""
        return " ".join(self.lines)


def lines_of(element: _Element) -> Lines:
    """Read a cell: italics and other marks leave only their text, a raised number is a footnote's.

    A raised ``th`` or ``rd`` belongs to the number before it. Comments and processing instructions go.
    """
    pieces: list[str] = []
    footnotes: list[str] = []
    for kind, text in _pieces(element):
        if kind == "raised" and _NUMBERS.fullmatch(text.strip()):
            footnotes += _NUMBERS.findall(text)[0].replace(",", " ").split()
        elif kind == "raised":
            while pieces and pieces[-1].isspace():
                pieces.pop()
            if pieces:
                pieces[-1] = pieces[-1].rstrip()
            pieces.append(text.strip())
        elif kind == "break":
            pieces.append("\n")
        else:
            # A line break of the file's own lay-out is a blank.
            pieces.append(text.replace("\n", " "))
    found = (one_line(line) for line in "".join(pieces).split("\n"))
    return Lines(tuple(line for line in found if line), tuple(dict.fromkeys(footnotes)))


def _pieces(element: _Element) -> Iterator[tuple[str, str]]:
    yield "text", element.text or ""
    for child in element:
        tag = str(child.tag)
        if tag in _RAISED:
            yield "raised", "".join(map(str, child.itertext()))
        elif tag in _BREAKS:
            yield "break", ""
            yield from _pieces(child)
            if tag not in {"br", "BR"}:
                yield "break", ""
        # Comments and processing instructions have a function for a tag.
        elif not tag.startswith("<"):
            yield from _pieces(child)
        yield "text", child.tail or ""
