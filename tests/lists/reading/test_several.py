"""Several parties in one piece of text, and the legal forms by which they are told apart."""

from __future__ import annotations

import pytest

from brightline.lists.reading.legal_forms import ends_in_form, form_at_start
from brightline.lists.reading.several import outside_brackets, several


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Acme", ["Acme"]),
        ("Acme Co., Ltd.", ["Acme Co., Ltd."]),
        ("Acme Prison; Acme Kogyo Co., Ltd.", ["Acme Prison", "Acme Kogyo Co., Ltd."]),
        ("A Mat Pvt., B Mat Pvt., Ltd., and K.K. Mat", ["A Mat Pvt.", "B Mat Pvt., Ltd.", "K.K. Mat"]),
        ("A Co., Ltd. and B Co., Ltd.", ["A Co., Ltd.", "B Co., Ltd."]),
        ("A S.A. de C.V. and B S.A. de C.V.", ["A S.A. de C.V.", "B S.A. de C.V."]),
        ("Elsam, S.A., Acme Vision, S.A., and SNV, S.A", ["Elsam, S.A.", "Acme Vision, S.A.", "SNV, S.A"]),
        ("Acme Iron and Steel Co., Ltd.", ["Acme Iron and Steel Co., Ltd."]),
        ("Acme Tea, Industry, and Trade Co., Ltd.", ["Acme Tea, Industry, and Trade Co., Ltd."]),
        ("A Corp., Trade Winds Ltd.", ["A Corp.", "Trade Winds Ltd."]),
        ("A Limited, and SMIC, Americas", ["A Limited", "SMIC, Americas"]),
        ("A (Xi'an, China) Ltd (AX), B Limited", ["A (Xi'an, China) Ltd (AX)", "B Limited"]),
        ("A Ltd. (of Nagoya, Japan)", ["A Ltd. (of Nagoya, Japan)"]),
        ("; ,", []),
        ("", []),
    ],
)  # fmt: skip
def test_parties(text: str, parties: list[str]) -> None:
    assert list(several(text)) == parties


def test_line_breaks_do_not_matter() -> None:
    assert several("A Co.,\n Ltd.\nand B") == ("A Co., Ltd.", "B")


def test_marks_inside_brackets_do_not_divide() -> None:
    assert outside_brackets("A (b; (c; d)); E", ";") == ("A (b; (c; d))", " E")
    assert outside_brackets("A) b; C", ";") == ("A) b", " C")


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("Ltd.", 4),
        ("Ltd. and Acme", 4),
        ("Sdn. Bhd., 5 High Street", 9),
        ("FZE LLC", 7),
        ("Costa Street", 0),
        ("Agricultural Road", 0),
        ("Jr.", 3),
        ("", 0),
    ],
)
def test_a_form_at_the_start(text: str, length: int) -> None:
    assert form_at_start(text) == length


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme Co., Ltd.", True),
        ("Acme LLC", True),
        ("Acme (Pvt)", True),
        ("Acme Works", False),
        ("Tobacco", False),
    ],
)
def test_a_form_at_the_end(text: str, expected: bool) -> None:
    assert ends_in_form(text) is expected
