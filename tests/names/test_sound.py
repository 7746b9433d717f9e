from __future__ import annotations

import pytest

from brightline.names.numbers import han_ordinals, number
from brightline.names.sound import sound_key


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("mohammed", "muhamad"),
        ("yusuf", "youssef"),
        ("qaddafi", "kadafi"),
        ("khalid", "halid"),
        ("tchaikovski", "chaykovsky"),
        ("zhang", "jang"),
        ("xi", "shi"),
    ],
)
def test_spellings_of_one_sound_meet(first: str, second: str) -> None:
    assert sound_key(first) == sound_key(second)


@pytest.mark.parametrize(("first", "second"), [("omar", "osama"), ("dahua", "daqo"), ("smith", "schultz")])
def test_different_words_stay_apart(first: str, second: str) -> None:
    assert sound_key(first) != sound_key(second)


@pytest.mark.parametrize(
    ("word", "value"),
    [("7th", "7"), ("seventh", "7"), ("vii", "7"), ("007", "7"), ("14", "14"), ("mix", None), ("i", None)],
)
def test_numbers_in_any_form_are_digits(word: str, value: str | None) -> None:
    assert number(word) == value


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("第七师", " 7 师"),
        ("第十师", " 10 师"),
        ("第十四师", " 14 师"),
        ("第二十一", " 21 "),
        ("第一百零八", " 108 "),
    ],
)
def test_chinese_ordinals_are_digits(text: str, digits: str) -> None:
    assert han_ordinals(text) == digits
