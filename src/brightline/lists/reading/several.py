"""Several parties in one piece of text, as publishers run them together: ``A, B Co., Ltd., and C``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from brightline.lists.reading.aliases import one_line, tidy
from brightline.lists.reading.legal_forms import ends_in_form, form_at_start

# The last member of a name, not a party of its own: "SMIC, Americas".
_PLACES_IN_NAMES = frozenset({"americas", "asia", "europe", "usa", "u.s.a", "china"})
# What a company does, listed inside its name: "Baoanzhao Agriculture, Industry, and Trade Co., Ltd."
_TRADES = frozenset(
    {
        "agriculture", "industry", "trade", "trading", "commerce", "science", "technology", "research",
        "import", "export", "engineering", "design", "development", "production", "logistics", "services",
    }
)  # fmt: skip
_WORD = re.compile(r"\w+")
_AND = re.compile(r"\s+and\s+(?:the\s+)?(?=\S)")
_LEADING_AND = re.compile(r"^(?:and\s+)+(?:the\s+)?")


def outside_brackets(text: str, mark: str) -> tuple[str, ...]:
    """The pieces between single characters that stand outside all brackets.

    Example:
        >>> outside_brackets("A (b, c), D", ",")
        ('A (b, c)', ' D')
    """
    pieces, depth, start = [], 0, 0
    for place, character in enumerate(text):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == mark and depth <= 0:
            pieces.append(text[start:place])
            start = place + 1
    return (*pieces, text[start:])


def several(text: str) -> tuple[str, ...]:
    """The parties that a text lists, in order; one that names a single party gives that one.

    Parties are apart at semicolons, at commas that no legal form follows, and at an "and" that follows a
    legal form or begins a piece: "Iron and Steel" stays whole. A name with a comma of its own that is no
    legal form ("Doe, Jane") is taken apart: do not use this where people are written so.

    Example:
        >>> several("Kumar Carpet Pvt., Norsang Carpet Pvt., Ltd., and K.K. Carpet; Valley Carpet")
        ('Kumar Carpet Pvt.', 'Norsang Carpet Pvt., Ltd.', 'K.K. Carpet', 'Valley Carpet')
    """
    return tuple(
        party for part in outside_brackets(one_line(text), ";") for piece in _names(part) for party in piece
    )


def _names(text: str) -> Iterator[tuple[str, ...]]:
    name = ""
    for piece in map(str.strip, outside_brackets(text, ",")):
        form = form_at_start(piece)
        rest = piece[form:].strip()
        follows = (form and (not rest or rest.startswith(("and ", "(")))) or _continues(piece)
        if name and follows:
            name = f"{name}, {piece}"
        else:
            yield _split_at_and(name)
            name = _LEADING_AND.sub("", piece)
    yield _split_at_and(name)


def _continues(piece: str) -> bool:
    """Whether a piece after a comma is a place or a trade, not a name that can stand alone."""
    if piece.casefold().rstrip(".") in _PLACES_IN_NAMES:
        return True
    words = [word.casefold() for word in _WORD.findall(_LEADING_AND.sub("", piece))]
    return (
        bool(words) and words[0] in _TRADES and all(word in _TRADES or form_at_start(word) for word in words)
    )


def _split_at_and(name: str) -> tuple[str, ...]:
    """Two names where an "and" follows a legal form."""
    for found in _AND.finditer(name):
        if ends_in_form(name[: found.start()]):
            return (tidy(name[: found.start()]), *_split_at_and(name[found.end() :]))
    return (tidy(name),) if tidy(name) else ()
