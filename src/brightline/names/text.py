"""Raw text made regular: Unicode form, case, punctuation, and which script it is in."""

from __future__ import annotations

import re
import unicodedata

# CJK ideographs: the basic block, extension A, compatibility, and the supplementary planes of ideographs.
_HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff々〇]+")
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
