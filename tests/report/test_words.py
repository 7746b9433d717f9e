"""Plain words: effects, ages, scores, and names that cannot do harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brightline.model import Direction, Effect, Listing, Schema
from brightline.model.screening import EditionUsed
from brightline.report.words import (
    EFFECTS,
    SCHEMAS,
    age_in_words,
    effect_in_words,
    harmless,
    is_web_address,
    language_tag,
    rounded_down,
    score_in_words,
)


def edition(published: str | None, fetched: str = "2026-11-01T00:00:00Z") -> EditionUsed:
    return EditionUsed("x", "X", "e", published, fetched, 1)


@pytest.mark.parametrize(
    ("published", "said"),
    [
        ("2026-11-22", "of today"),
        ("2026-11-21", "1 day old"),
        ("2026-07-31", "114 days old"),
        ("2022", "up to 1,786 days old"),
        ("2026-11", "up to 21 days old"),
        (None, "fetched 21 days ago, published earlier"),
        ("2026-12-01", "dated after this report"),
        ("soon", "age unknown"),
    ],
)
def test_age(published: str | None, said: str) -> None:
    assert age_in_words(edition(published), "2026-11-22") == said


def test_every_effect_direction_and_kind_has_words() -> None:
    assert set(EFFECTS) == set(Effect)
    assert set(SCHEMAS) == set(Schema)
    for effect in Effect:
        for direction in Direction:
            listing = Listing("x", "1", "p", "a", effect, direction)
            words = effect_in_words(listing)
            assert words.startswith(EFFECTS[effect])
            assert words == words.strip()


def test_score_is_rounded_down() -> None:
    assert [score_in_words(one) for one in (0.999, 1.0, 0.29, 0.0, 0.5049)] == [
        "0.99", "1.00", "0.29", "0.00", "0.50",
    ]  # fmt: skip


@given(st.floats(0, 1))
def test_a_rounded_score_is_never_more_and_hardly_less(score: float) -> None:
    assert score - 1e-4 <= rounded_down(score, 4) <= score + 1e-9


@given(st.text())
def test_harmless_text_is_one_line_without_control(text: str) -> None:
    shown = harmless(text)
    assert not set(shown) & {chr(one) for one in (*range(32), *range(127, 160))}
    assert not set(shown) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069")
    assert len(shown.splitlines()) <= 1
    if text.isprintable():
        assert shown == text


def test_joiners_of_persian_names_stay() -> None:
    assert harmless("می\u200cخواهم\u202e") == "می\u200cخواهم"


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://a.org/b", True),
        ("HTTP://a.org", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://a\nb", False),
        (" https://a", False),
        ("", False),
        (None, False),
    ],
)
def test_web_addresses(url: str | None, is_one: bool) -> None:
    assert is_web_address(url) is is_one


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("海康威视", "zh"),
        ("トヨタ自動車株式会社", "ja"),
        ("삼성전자", "ko"),
        ("Рособоронэкспорт", "und-Cyrl"),
        ("شركة", "und-Arab"),
        ("Nestlé", None),
    ],
)
def test_language_tags(name: str, tag: str | None) -> None:
    assert language_tag(name) == tag
