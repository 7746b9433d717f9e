"""Raw text made regular: Unicode form, case, punctuation, and which script it is in."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

# CJK ideographs: the basic block, extension A, compatibility, and the supplementary planes of ideographs.
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u3005\u3007]+")
# Full stops that join single letters (S.A., L.L.C., P.R.C.), so that they become one word.
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?", re.UNICODE)
# An apostrophe inside a word belongs to it: O'Brien, Ch'en, People's.
_APOSTROPHES = str.maketrans("", "", "'’‘ʻʼ`´ʹʺ\u02bb\u02bc")
_CONTROLS = dict.fromkeys((*range(32), *range(0x7F, 0xA0)), " ")


def regular(text: str) -> str:
    """Case, width and compatibility folded, control characters and apostrophes gone, ``S.A.`` as ``sa``.

    Keeps letters of every script, digits and the remaining punctuation.

    Example:
        >>> regular("O’Brien & Cie. S.A."), regular("ＨＩＫＶＩＳＩＯＮ")
        ('obrien & cie. sa', 'hikvision')
    """
    plain = unicodedata.normalize("NFKC", text.translate(_CONTROLS)).casefold().translate(_APOSTROPHES)
    return _DOTTED.sub(lambda found: found[0].replace(".", ""), plain)


def has_han(text: str) -> bool:
    """Whether there is at least one Chinese character (or Japanese kanji, or Korean hanja)."""
    return _HAN.search(text) is not None


_ABJAD = re.compile(r"[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


def is_abjad(text: str) -> bool:
    """Whether it is written in Arabic or Hebrew letters, which leave most vowels out."""
    return _ABJAD.search(text) is not None


def simplified(text: str) -> str:
    """Chinese characters in their simplified form.

    Example:
        >>> simplified("海康威視")
        '海康威视'
    """
    converted: str = _converter().convert(text)
    return converted


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def split_han(text: str) -> list[tuple[str, bool]]:
    """The text in runs, each with whether it is of Chinese characters.

    Example:
        >>> split_han("tcl科技 group")
        [('tcl', False), ('科技', True), (' group', False)]
    """
    runs: list[tuple[str, bool]] = []
    end = 0
    for found in _HAN.finditer(text):
        if found.start() > end:
            runs.append((text[end : found.start()], False))
        runs.append((found[0], True))
        end = found.end()
    if end < len(text):
        runs.append((text[end:], False))
    return runs


def latin_words(text: str) -> list[str]:
    """Words of a text without Chinese characters, as lower-case Latin letters and digits.

    Example:
        >>> latin_words("Хуавэй téch-nology, co.,ltd")
        ['khuavey', 'tech', 'nology', 'co', 'ltd']
    """
    if not text.isascii():
        from anyascii import anyascii

        text = anyascii(text).lower().translate(_APOSTROPHES)
    return re.findall(r"[a-z]+|[0-9]+(?:st|nd|rd|th)?|&", text)
