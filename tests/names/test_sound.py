from __future__ import annotations

import pytest

from brightline.names.given_names import same_given_name
from brightline.names.korean import korean_person
from brightline.names.numbers import han_ordinals, number, tens_joined
from brightline.names.sound import skeleton, sound_key, transliteration_fold
from brightline.names.wade_giles import pinyin_from_wade_giles


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


def test_names_without_vowels_meet_those_with_them() -> None:
    for with_vowels, without in (("mahmoud", "mhmwd"), ("khaled", "khld"), ("david", "dvd")):
        assert skeleton(with_vowels) == skeleton(without)
    assert skeleton("hassan") != skeleton("hussam")


def test_letters_that_transliterations_exchange_are_one() -> None:
    assert transliteration_fold("sergei") == transliteration_fold("sergey")
    assert transliteration_fold("yusuf") != transliteration_fold("yasin")


def test_forms_of_one_given_name() -> None:
    assert same_given_name("ted", "theodore")
    assert same_given_name("juan", "john")
    assert not same_given_name("ted", "tom")
    assert not same_given_name("hikvision", "hikvision2")


def test_no_given_name_stands_in_two_groups() -> None:
    from importlib.resources import files

    text = files("brightline.names").joinpath("lexicon", "given_names.tsv").read_text(encoding="utf-8")
    words = [word for line in text.splitlines() if not line.startswith("#") for word in line.split("|")]
    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_korean_surnames_are_written_as_their_bearers_do() -> None:
    assert korean_person("김정은") == "kim jeongeun"
    assert korean_person("Kim") == "Kim"


def test_tens_and_units_are_one_number() -> None:
    assert tens_joined(["brigade", "forty", "four"]) == ["brigade", "44"]
    assert tens_joined(["forty", "thieves"]) == ["40", "thieves"]


@pytest.mark.parametrize(
    ("wade_giles", "pinyin"),
    [
        ("Ch'en Ch'üan-kuo", "chen quan-guo"),
        ("Ch'ung-ch'ing", "chong-qing"),
        ("T'ang Shao-i", "tang shao-yi"),
        ("Hsin-chiang Sheng-ch'an Chien-she Ping-t'uan", "xin-jiang sheng-chan jian-she bing-tuan"),
        ("Chou Chih-p'ing", "zhou zhi-ping"),
        ("O'Brien", "O'Brien"),
        ("Hangzhou", "Hangzhou"),
    ],
)
def test_wade_giles_becomes_pinyin_where_it_shows(wade_giles: str, pinyin: str) -> None:
    assert pinyin_from_wade_giles(wade_giles) == pinyin
