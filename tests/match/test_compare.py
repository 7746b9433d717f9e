from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import brightline
from brightline.errors import UnknownValueError
from brightline.match.compare import compare_pairs
from brightline.match.rarity import rarity
from brightline.match.score import WAYS, kinds, model
from brightline.model import Schema

SAME = [
    ("Jon Smith", "John Smith", "person"),
    ("Ann Lee", "Anne Lee", "person"),
    ("Nicolas Maduro", "Nicolas MADURO MOROS", "person"),
    ("Muhammad Umar", "Mohammed Omar", "person"),
    ("محمد علي", "Mohamed Ali", "person"),
    ("김정은", "Kim Jong Un", "person"),
    ("GUANGZHOU HAIGE COMM GRP", "Guangzhou Haige Communications Group Inc Co", "company"),
    ("CNOOC ENERGY TECH & SRVCES LTD", "CNOOC Energy Technology and Services Limited", "company"),
    ("海康威視", "海康威视", "company"),
    ("海康威视", "杭州海康威视数字技术股份有限公司", "company"),
    ("Brigade Forty-Four", "Brigade 44", "organization"),
]
DIFFERENT = [
    ("Angelo Cruz", "Angela Merkel", "person"),
    ("Pedro Sancho", "Pedro Sánchez", "person"),
    ("IBRAHIM HASSAN TALI AL-OTAIBI", "IBRAHIM HASSAN TALI AL-ASIRI", "person"),
    ("A-B-C Company", "Widget Company", "company"),
    ("BELLETECH CORP", "11420 CORP.", "company"),
    (
        "Xinjiang Production and Construction Corps 7th Division",
        "Xinjiang Production and Construction Corps 8th Division",
        "organization",
    ),
    ("Urumqi Cotton Textile Co., Ltd.", "Aksu Cotton Textile Co., Ltd.", "company"),
    ("和盛硅业有限公司", "合兴硅业股份有限公司", "company"),
]


@pytest.mark.parametrize(("a", "b", "kind"), SAME)
def test_spellings_of_one_name_are_alike(a: str, b: str, kind: str) -> None:
    assert brightline.compare(a, b, kind).score >= 0.4


@pytest.mark.parametrize(("a", "b", "kind"), DIFFERENT)
def test_different_names_are_not(a: str, b: str, kind: str) -> None:
    assert brightline.compare(a, b, kind).score < 0.4


@pytest.mark.parametrize(("a", "b", "kind"), SAME + DIFFERENT)
def test_the_order_of_the_two_changes_nothing(a: str, b: str, kind: str) -> None:
    assert brightline.compare(a, b, kind).score == pytest.approx(
        brightline.compare(b, a, kind).score, abs=2e-3
    )


names = st.text(max_size=30) | st.sampled_from([name for pair in SAME + DIFFERENT for name in pair[:2]])


@settings(deadline=None)
@given(names, names, st.sampled_from([None, *Schema]))
def test_any_two_texts_have_a_score_and_reasons(a: str, b: str, schema: Schema | None) -> None:
    scores, evidence = compare_pairs([(a, b, schema)])
    assert 0 <= float(scores[0]) <= 1
    assert all(math.isfinite(value) for value in evidence.at(0).values())
    assert brightline.compare(a, b, schema).reasons


def test_kinds_are_named_in_any_case_or_refused() -> None:
    assert brightline.compare("a", "a", "Public Body").score >= 0
    with pytest.raises(UnknownValueError, match="use one of"):
        brightline.compare("a", "b", "alien")


def test_no_evidence_ever_counts_against_itself() -> None:
    """Every kind of evidence is oriented so that more of it is more alike, and no weight is below 0."""
    shipped = model()
    _, evidence = compare_pairs([("a", "b", None)])
    for way, used in WAYS.items():
        assert set(used) <= set(kinds(evidence))
        assert all(shipped.weights[way][kind] >= 0 for kind in used)
    assert shipped.weights["organization"]["no_other_number"] >= 5


def test_common_words_weigh_less_than_brands() -> None:
    common, brand = rarity(["technology", "hikvision"])
    assert common < 5 < brand
