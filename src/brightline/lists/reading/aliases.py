"""Names as United States publishers run them together: aliases in brackets, after A/K/A, in lists."""

from __future__ import annotations

import re
from collections.abc import Iterable

from brightline.model import Name, NameKind

# With points or strokes the mark is certain; without them ("aka") only in lower case, since AKA begins names.
_AKA = r"(?:[aA]\.\s?[kK]\.\s?[aA]\.?|[aA]/[kK]/[aA]|[dD]/[bB]/[aA]|aka)"
_FKA = r"(?:[fF]\.\s?[kK]\.\s?[aA]\.?|[fF]/[kK]/[aA]|fka|[fF]ormerly known as)"
_MARK = rf"(?:(?P<former>{_FKA})|{_AKA})"
_IN_BRACKETS = re.compile(rf"\s*[(\[]\s*{_MARK}[,:]?\s+(?P<names>[^()\[\]]+)[)\]]")
_AFTER_NAME = re.compile(rf"(?<=\S),?\s+(?<!\w){_MARK}[,:]?\s+(?P<names>\S.*)$")
_LEADING = re.compile(rf"^{_MARK}[,:]?\s+(?P<names>\S.*)$")
# "and subsidiaries", "and its subordinate and affiliated entities", "; and any successor, sub-unit, or
# subsidiary thereof", at the end of a name.
_COVERS = re.compile(
    r"[,;]?\s+(?P<covers>and\s+(?:(?:its|any|all)\b[^()]*?\b)?"
    r"(?:subsidiar(?:y|ies)|successors?|sub-?units?|affiliates|affiliated entities)(?:\s+thereof)?)\.?$",
    re.IGNORECASE,
)


def one_line(text: str) -> str:
    """The text with every run of white space, line breaks included, as one blank."""
    return " ".join(text.split())


def tidy(text: str) -> str:
    """One line, without the comma or semicolon that is left at an end where a publisher joined cells."""
    return one_line(text).strip(" ,;")


def items(text: str) -> tuple[str, ...]:
    """The members of a list written ``A; B; and C``; the joining "and" and stray commas go.

    Example:
        >>> items("XPCC; Xinjiang Corps; and Bingtuan")
        ('XPCC', 'Xinjiang Corps', 'Bingtuan')
    """
    parts = (re.sub(r"^and\s+", "", tidy(part)) for part in text.split(";"))
    return tuple(part for part in parts if part)


def covered(text: str) -> tuple[str, str | None]:
    """A name and the wording at its end that extends the entry to others, if any.

    Example:
        >>> covered("Acme Co., Ltd., and Subsidiaries")
        ('Acme Co., Ltd.', 'and Subsidiaries')
    """
    found = _COVERS.search(text)
    return (tidy(text[: found.start()]), found["covers"]) if found else (text, None)


def named(text: str) -> tuple[Name, ...]:
    """A primary name and the aliases that its text carries inside.

    Example:
        >>> [(name.text, name.kind.value) for name in named("FUYI SUN A/K/A FRANK SUN")]
        [('FUYI SUN', 'primary'), ('FRANK SUN', 'alias')]
    """
    text = one_line(text)
    aliases: list[Name] = []
    for pattern in (_IN_BRACKETS, _AFTER_NAME):
        while found := pattern.search(text):
            kind = NameKind.FORMER if found["former"] else NameKind.ALIAS
            aliases.extend(Name(one, kind) for one in items(found["names"]))
            text = text[: found.start()] + text[found.end() :]
    return (Name(tidy(text)), *aliases)


def alias(text: str) -> Name:
    """One alias, of the kind that a mark at its beginning says (``F.K.A. X``)."""
    if found := _LEADING.match(text):
        return Name(found["names"], NameKind.FORMER if found["former"] else NameKind.ALIAS)
    return Name(text, NameKind.ALIAS)


def unrepeated(names: Iterable[Name]) -> tuple[Name, ...]:
    """The names in order, each text once, as the kind that it had first."""
    first: dict[str, Name] = {}
    for name in names:
        first.setdefault(name.text, name)
    return tuple(first.values())
