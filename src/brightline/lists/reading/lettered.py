"""Lists that publishers write inside one cell with letters: ``a) Mullah b) Haji``, ``(a)X、(b)Y``."""

from __future__ import annotations

import re

_MARK = re.compile(r"[(（]\s*(?P<inside>[a-zａ-ｚ])\s*[)）]\s*|(?<![\w(（])(?P<bare>[a-z])\s?[)）]\s*")
_ENDS = " \t\r\n,;、；，"


def lettered(text: str) -> tuple[str, ...]:
    """The items of a lettered list; a text without letters is one item, a blank one none.

    Only letters in their order count as marks, so that ``Acme (d) Ltd`` is one name. Text before the
    first letter is an item of its own. Commas and semicolons at the ends of items go.

    Example:
        >>> lettered("a) Mullah; b) Haji"), lettered("Acme (d) Ltd"), lettered("")
        (('Mullah', 'Haji'), ('Acme (d) Ltd',), ())
    """
    items: list[str] = []
    start, awaited = 0, "a"
    for found in _MARK.finditer(text):
        letter = _plain(found["inside"] or found["bare"])
        # A list may begin again, for a second group or in a second language; its first letter may be missing.
        if letter not in {awaited, "a"} and not (letter == "b" and awaited == "a"):
            continue
        items.append(text[start : found.start()])
        start, awaited = found.end(), chr(ord(letter) + 1)
    items.append(text[start:])
    return tuple(filter(None, (item.strip(_ENDS) for item in items)))


def _plain(letter: str) -> str:
    """A full-width letter as a plain one."""
    return chr(ord(letter) - ord("ａ") + ord("a")) if letter >= "ａ" else letter
