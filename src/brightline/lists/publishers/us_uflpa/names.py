"""One cell of the UFLPA Entity List: the entity, its other names in every phrasing, and whom it covers.

The phrasings are those of the page in 2026: ``(and one alias: X)``, ``(including two aliases: X; and Y)``,
``(also known as X; Y; and Z; and formerly known as W)``, an abbreviation alone in parentheses, and
``and subsidiaries`` before or after the parenthesis.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from brightline.lists.reading.aliases import covered, items, one_line, tidy, unrepeated
from brightline.model import Name, NameKind

_CUE = re.compile(
    r"(?:\band\s+)?\b(?:(?P<former>formerly known as)|also known as|a\.k\.a\.|"
    r"(?:and|including)\s+(?P<stated>\w+)\s+alias(?:es)?\s*:)\s*:?",
    re.IGNORECASE,
)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1
    )
}
# "(XPCC)", "(VSETC)": no place or business word of these names is written in capitals alone.
_ABBREVIATION = re.compile(r"[A-Z]{3,}")
# "X Co., Ltd. and Y": two names only where the first ends in a legal form, for "Iron and Steel" is one.
_AND_AFTER_FORM = re.compile(r"(?<=Co\.|td\.)\s+and\s+|(?<=Limited|Company)\s+and\s+")


@dataclass(frozen=True, slots=True)
class Entity:
    """Whom one row names.

    Attributes:
        names: The first is primary.
        covers: The wording that extends the entry to others.
        stated: How many aliases the page says there are, where it says so.
        understood: Whether no phrase that announces other names is left in the primary name.
    """

    names: tuple[Name, ...]
    covers: str | None = None
    stated: int | None = None
    understood: bool = True


def entity(cell: str) -> Entity:
    """Read one cell; text that fits no phrasing stays in the primary name, so nothing is lost.

    Example:
        >>> found = entity("Acme (Hami) Co. (including one alias: Akme (Hami) Co.) and subsidiaries")
        >>> [name.text for name in found.names], found.covers
        (['Acme (Hami) Co.', 'Akme (Hami) Co.'], 'and subsidiaries')
    """
    text, stated = one_line(cell), None
    others: list[Name] = []
    for start, end in reversed(list(_groups(text))):
        inside = text[start + 1 : end - 1]
        if cue := _CUE.match(inside):
            others = [*_other_names(inside), *others]
            stated = _NUMBERS.get((cue["stated"] or "").lower(), stated)
        elif _ABBREVIATION.fullmatch(inside):
            others = [Name(inside, NameKind.ALIAS), *others]
        else:
            continue
        text = one_line(f"{text[:start]} {text[end:]}")
    name, covers = covered(text)
    understood = _CUE.search(name) is None
    return Entity(unrepeated((Name(tidy(name)), *others)), covers, stated, understood)


def _groups(text: str) -> Iterator[tuple[int, int]]:
    """Where the outermost parentheses begin and end; one that never closes is not one."""
    depth, start = 0, 0
    for place, character in enumerate(text):
        if character == "(":
            start = place if depth == 0 else start
            depth += 1
        elif character == ")" and depth:
            depth -= 1
            if depth == 0:
                yield start, place + 1


def _other_names(inside: str) -> Iterator[Name]:
    cues = list(_CUE.finditer(inside))
    ends = [cue.start() for cue in cues[1:]] + [len(inside)]
    for cue, end in zip(cues, ends, strict=True):
        kind = NameKind.FORMER if cue["former"] else NameKind.ALIAS
        for item in items(inside[cue.end() : end]):
            yield from (Name(tidy(one), kind) for one in _AND_AFTER_FORM.split(item))
