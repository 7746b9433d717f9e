"""A key by sound, so that spellings of one word by different transliterations meet.

Coarser than Metaphone and not for English alone: vowels go, and consonants that transliterations from Arabic,
Cyrillic, Chinese and Persian into Latin letters exchange share a letter.
"""

from __future__ import annotations

import re
from functools import cache

# Written in the order in which they are applied; each pair is exchanged between romanisations in use.
_GROUPS = (
    ("shch", "x"),
    ("tsch", "c"),
    ("sch", "x"),
    ("tch", "c"),
    ("sh", "x"),
    ("ch", "c"),
    ("zh", "j"),
    ("dzh", "j"),
    ("dj", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("ts", "c"),
    ("tz", "c"),
    ("ck", "k"),
    ("q", "k"),
    ("x", "x"),
    ("w", "v"),
    ("z", "s"),
    ("y", ""),
)
_VOWELS = re.compile(r"[aeiouy]")
_DOUBLED = re.compile(r"(.)\1+")


def sound_key(word: str) -> str:
    """The consonants of a Latin word in coarse classes, after its first sound; digits stay.

    Example:
        >>> sound_key("mohammed") == sound_key("muhamad"), sound_key("yusuf") == sound_key("youssef")
        (True, True)
    """
    key = word
    for group, letter in _GROUPS:
        key = key.replace(group, letter)
    first = "a" if _VOWELS.match(word) else ""
    return first + _DOUBLED.sub(r"\1", _VOWELS.sub("", key))


def skeleton(word: str) -> str:
    """The consonants that Arabic and Hebrew write: no vowels, no half-vowels, no aspiration.

    Example:
        >>> skeleton("mahmoud") == skeleton("mhmwd"), skeleton("abdullah") == skeleton("bdllh")
        (True, True)
    """
    return re.sub(r"[avhy]", "", sound_key(word))


# Letters that transliterations of one sound exchange, longer ones first.
_FOLDS = (
    ("sch", "sh"), ("tch", "ch"), ("dzh", "j"), ("dj", "j"), ("zh", "j"), ("kh", "h"), ("gh", "g"),
    ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("ks", "x"), ("ou", "u"), ("oo", "u"),
    ("ee", "i"), ("ei", "i"), ("ey", "i"), ("ai", "i"), ("ay", "i"), ("ie", "i"), ("iy", "i"), ("ij", "i"),
    ("ya", "ia"), ("yu", "iu"), ("ye", "e"), ("y", "i"), ("j", "i"), ("q", "k"), ("c", "k"), ("w", "v"),
    ("z", "s"), ("o", "u"),
)  # fmt: skip


@cache
def transliteration_fold(word: str) -> str:
    """A word with the letters that transliterations exchange made one: distances of it count real changes.

    Example:
        >>> transliteration_fold("sergei") == transliteration_fold("sergey")
        True
    """
    for letters, one in _FOLDS:
        word = word.replace(letters, one)
    return _DOUBLED.sub(r"\1", word)
