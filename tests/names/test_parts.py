from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brightline.model import Schema
from brightline.names import NameParts, Role, analyse

_ROLES = {Role.CORE: "c", Role.PLACE: "p", Role.BUSINESS: "b", Role.NUMBER: "n"}


def _cases() -> list[tuple[str, str, str, str]]:
    lines = (Path(__file__).parent / "cases.tsv").read_text(encoding="utf-8").splitlines()
    return [
        (name, kind, words, form)
        for name, kind, words, form in (line.split("\t") for line in lines if not line.startswith("#"))
    ]


@pytest.mark.parametrize(("name", "kind", "words", "form"), _cases())
def test_a_name_is_taken_apart(name: str, kind: str, words: str, form: str) -> None:
    parts = analyse(name, None if kind == "-" else Schema(kind))
    found = " ".join(f"{word}/{_ROLES[role]}" for word, role in zip(parts.words, parts.roles, strict=True))
    assert (found, parts.form or "-") == (words, form)


@given(st.text(max_size=80), st.sampled_from([None, *Schema]))
def test_any_text_can_be_taken_apart(text: str, schema: Schema | None) -> None:
    parts = analyse(text, schema)
    assert len(parts.words) == len(parts.roles)
    assert all(word.isascii() and word == word.lower() and word for word in parts.words)


@given(st.sampled_from([name for name, *_ in _cases()]))
def test_case_and_width_change_nothing(name: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)
    assert analyse(name.upper()) == analyse(name)
    assert analyse(wide) == analyse(name)


def test_the_core_is_what_tells_a_party_from_others() -> None:
    parts = NameParts(("hik", "vision", "digital"), (Role.CORE, Role.CORE, Role.BUSINESS))
    assert parts.core == ("hik", "vision")
    shared = analyse("China National Petroleum Corp")
    assert shared.shared_only
    assert shared.core == ("china", "national", "oil")


def test_chinese_characters_are_kept_simplified_without_place_and_form() -> None:
    assert analyse("杭州海康威視數字技術股份有限公司").han == "海康威视数字技术"
    assert analyse("海康威视").han == "海康威视"
    assert analyse("Hikvision").han == ""


def test_initials_are_of_every_word() -> None:
    assert analyse("Xinjiang Production and Construction Corps").initials == "xpacc"
    assert analyse("新疆生产建设兵团").initials == "xpcc"
    assert analyse("محمد").abjad
