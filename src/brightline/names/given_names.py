"""Given names that stand for one another: short forms, and the same name in other languages."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def same_given_name(first: str, second: str) -> bool:
    """Whether two words are forms of one given name.

    Example:
        >>> same_given_name("ted", "theodore"), same_given_name("ted", "tom")
        (True, False)
    """
    groups = _groups()
    return first in groups and groups[first] == groups.get(second)


@cache
def _groups() -> dict[str, int]:
    text = files("brightline.names").joinpath("lexicon", "given_names.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {word: number for number, line in enumerate(lines) for word in line.split("|")}
