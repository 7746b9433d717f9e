"""Numbers in names: digits, ordinals, words, Roman and Chinese numerals, all as plain digits.

A number in a name is never decoration: the 7th Division is not the 8th.
"""

from __future__ import annotations

import re

_WORDS = {
    word: str(value)
    for value, words in enumerate(
        (
            "first one",
            "second two",
            "third three",
            "fourth four",
            "fifth five",
            "sixth six",
            "seventh seven",
            "eighth eight",
            "ninth nine",
            "tenth ten",
            "eleventh eleven",
            "twelfth twelve",
            "thirteenth thirteen",
            "fourteenth fourteen",
            "fifteenth fifteen",
            "sixteenth sixteen",
            "seventeenth seventeen",
            "eighteenth eighteen",
            "nineteenth nineteen",
            "twentieth twenty",
        ),
        start=1,
    )
    for word in words.split()
}
_TENS = {
    word: value
    for value, words in (
        (20, "twenty twentieth"),
        (30, "thirty thirtieth"),
        (40, "forty fourty fortieth"),
        (50, "fifty fiftieth"),
        (60, "sixty sixtieth"),
        (70, "seventy seventieth"),
        (80, "eighty eightieth"),
        (90, "ninety ninetieth"),
    )
    for word in words.split()
}
# Only those that are not also common words or initials (I, V, X, L, C, D, M, MI, DI, LI, CI ...).
_ROMAN = {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11",
    "xii": "12", "xiii": "13", "xiv": "14", "xvi": "16", "xvii": "17", "xviii": "18", "xix": "19",
}  # fmt: skip
_ORDINAL = re.compile(r"0*(\d+)(?:st|nd|rd|th)?")
_HAN_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_HAN_ORDINAL = re.compile(r"第([〇零一二三四五六七八九十百]+)")


def number(word: str) -> str | None:
    """The number that a Latin word stands for, as digits without leading zeros; ``None`` if it is none.

    Example:
        >>> number("7th"), number("seventh"), number("vii"), number("007"), number("division")
        ('7', '7', '7', '7', None)
    """
    if found := _ORDINAL.fullmatch(word):
        return found[1]
    return _WORDS.get(word) or _ROMAN.get(word)


def tens_joined(words: list[str]) -> list[str]:
    """Tens and units that follow each other as one number.

    Example:
        >>> tens_joined(["brigade", "forty", "four"]), tens_joined(["forty", "thieves"])
        (['brigade', '44'], ['40', 'thieves'])
    """
    joined: list[str] = []
    tens = 0
    for word in words:
        unit = number(word)
        if tens and unit and len(unit) == 1:
            joined[-1], tens = str(tens + int(unit)), 0
            continue
        tens = _TENS.get(word, 0)
        joined.append(str(tens) if tens else word)
    return joined


def han_ordinals(text: str) -> str:
    """Chinese ordinals written as digits between blanks: ``第七师`` becomes `` 7 师``.

    Numerals without 第 stay: they are part of trade names (三一, 九号) too often.

    Example:
        >>> han_ordinals("兵团第十四师")
        '兵团 14 师'
    """
    return _HAN_ORDINAL.sub(lambda found: f" {_han_value(found[1])} ", text)


def _han_value(numeral: str) -> int:
    total, digit = 0, 0
    for sign in numeral:
        if sign in _HAN_DIGITS:
            digit = _HAN_DIGITS[sign]
        else:
            unit = 10 if sign == "十" else 100
            total += (digit or 1) * unit
            digit = 0
    return total + digit
