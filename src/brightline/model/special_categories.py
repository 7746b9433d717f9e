"""Headings of columns, and names of properties, under which special categories of personal data are kept.

brightline never takes such data in: a book, list or import that has such a heading is refused by name.
Only headings are looked at, never values, and only as a whole: "Health" is refused, "Health sector" and
"Occupational health and safety certificate" are not.

The categories are those of Article 9(1) of Regulation (EU) 2016/679; the words, in 12 languages, are in
``special_categories.tsv`` beside this module.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from itertools import chain

# What may stand beside a term without changing what the column holds.
_FILLERS = frozenset({"optional", "required", "mandatory", "if known", "if any", ""})
# "Director's religion" is a column about religion; "customer health" is a sales measure: no customers here.
_BEARERS = (
    r"(?:beneficial owner|ubo|owner|shareholder|director|officer|person|individual|employee|worker|staff)s?"
)
_BEFORE = re.compile(rf"^{_BEARERS} (?:s )?")
_AFTER = re.compile(rf" of (?:the )?{_BEARERS}$")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_APOSTROPHE = re.compile(r"['’ʼ](?=s\b)")
# Alternatives, translations and remarks in one heading: "Race/Ethnicity", "民族 (ethnic group)".
_SEPARATORS = re.compile(r"[/|()\[\]（）【】、，,;；&+]|\b(?:and|or|und|oder|et|ou|y|o)\b")
# Two languages side by side: "宗教 Religion" (kana, Chinese characters and hangul against Latin letters).
_SCRIPT_EDGE = re.compile(
    r"(?<=[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af])\s+(?=[a-z])"
    r"|(?<=[a-z])\s+(?=[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af])"
)


def special_category(heading: str) -> str | None:
    """Say which special category of personal data a column or property holds, judging by its heading alone.

    Compares whole headings, whatever their case, accents, underscores or camelCase, alone, as alternatives
    ("Race/Ethnicity"), in two languages ("民族 Ethnicity"), or with their bearer ("director's religion").
    Does not look inside longer headings, so that "Health sector" passes, and must not be given values:
    a company in the health industry is no health datum. Refusing is the caller's part
    (:class:`brightline.errors.SpecialCategoryError`).

    Returns:
        The category in words fit for an error message, or ``None``.

    Example:
        >>> special_category("religiousBelief"), special_category("民族"), special_category("Health sector")
        ('religion or belief', 'racial or ethnic origin', None)
    """
    text = _CAMEL.sub(" ", unicodedata.normalize("NFKC", heading)).casefold()
    if whole := _terms().get(_plain(text)):
        return whole
    parts = chain.from_iterable(_SCRIPT_EDGE.split(part) for part in _SEPARATORS.split(text))
    alternatives = [part for part in map(_bare, parts) if part not in _FILLERS]
    found = [_terms().get(part) for part in alternatives]
    return found[0] if found and all(found) else None


def _bare(part: str) -> str:
    """One alternative of a heading without fillers, running number and bearer."""
    words = _plain(part).split()
    while words and (words[-1] in _FILLERS or words[-1].isdigit()):
        words.pop()
    return _BEFORE.sub("", _AFTER.sub("", " ".join(words)))


def _plain(text: str) -> str:
    """Letters and digits of any script, without accents, words apart by one space."""
    # Turkish has a dotless i, which capitals lose.
    bare = "".join(
        character
        for character in unicodedata.normalize("NFKD", _APOSTROPHE.sub(" ", text.replace("ı", "i")))
        if not unicodedata.combining(character)
    )
    return " ".join("".join(character if character.isalnum() else " " for character in bare).split())


@cache
def _terms() -> dict[str, str]:
    table = files("brightline.model").joinpath("special_categories.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {
        _plain(unicodedata.normalize("NFKC", word).casefold()): category
        for category, _, words in rows
        for word in words.split("|")
    }
