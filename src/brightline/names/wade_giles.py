"""Chinese names in the Wade-Giles romanisation, turned into pinyin.

Taken for Wade-Giles only where the spelling shows it: an apostrophe after the first consonants of a syllable
(Ch'en, T'ang), which pinyin never has. The rules are those of the standard conversion tables (Library of
Congress, 1998), by initial and final; tones and rare syllables are not read.
"""

from __future__ import annotations

import re

_MARK = "['’‘ʻʼ`]"
_SHOWN = re.compile(rf"\b(?:ch|k|p|t|ts|tz){_MARK}[aeiouüê]", re.IGNORECASE)
_SYLLABLE = re.compile(rf"[a-zü]+(?:{_MARK}[a-zü]+)?", re.IGNORECASE)
# Whole syllables that the rules below do not reach.
_WHOLE = {
    "ssu": "si", "szu": "si", "tzu": "zi", "tz'u": "ci", "i": "yi", "yu": "you", "yü": "yu", "yeh": "ye",
    "yen": "yan",
}  # fmt: skip
_INITIALS = (
    ("ts'", "c"), ("tz'", "c"), ("ts", "z"), ("tz", "z"), ("k'", "k"), ("k", "g"), ("p'", "p"), ("p", "b"),
    ("t'", "t"), ("t", "d"), ("hs", "x"), ("j", "r"),
)  # fmt: skip
_FINALS = (
    ("ieh", "ie"), ("üeh", "ue"), ("ueh", "ue"), ("ien", "ian"), ("ih", "i"), ("ung", "ong"), ("erh", "er"),
    ("üan", "uan"), ("ün", "un"), ("ü", "u"), ("ê", "e"), ("eh", "e"),
)  # fmt: skip
_OPEN_O = re.compile(r"^([gkh])o$")


def pinyin_from_wade_giles(text: str) -> str:
    """The text with its syllables in pinyin, if its spelling shows that it is Wade-Giles; as it is otherwise.

    Example:
        >>> pinyin_from_wade_giles("Ch'en Ch'üan-kuo"), pinyin_from_wade_giles("O'Brien")
        ('chen quan-guo', "O'Brien")
    """
    if not _SHOWN.search(text):
        return text
    return _SYLLABLE.sub(lambda found: _syllable(re.sub(_MARK, "'", found[0].lower())), text)


def _syllable(syllable: str) -> str:
    if syllable in _WHOLE:
        return _WHOLE[syllable]
    if syllable.startswith("ch"):
        return _from_ch(syllable)
    for spelling, initial in _INITIALS:
        if syllable.startswith(spelling):
            return _OPEN_O.sub(r"\1e", initial + _final(syllable[len(spelling) :]))
    return _OPEN_O.sub(r"\1e", _final(syllable))


def _from_ch(syllable: str) -> str:
    """``ch`` is j or zh, ``ch'`` is q or ch: j and q stand before i and ü, except in ``chih``."""
    aspirated = syllable.startswith("ch'")
    rest = syllable[3:] if aspirated else syllable[2:]
    if rest != "ih" and rest[:1] in ("i", "ü"):
        return ("q" if aspirated else "j") + _final(rest)
    return ("ch" if aspirated else "zh") + _final(rest)


def _final(rest: str) -> str:
    for spelling, final in _FINALS:
        if rest.endswith(spelling):
            return rest[: -len(spelling)] + final
    return rest
