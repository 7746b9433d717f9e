"""Headings in seven languages, as data in ``headings.tsv``."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from brightline.desk.headings import Field, Meaning, _key, _meanings, meaning

CASES = [
    line.replace("\\n", "\n").split("\t")
    for line in Path(__file__).with_name("headings.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("field", "heading"), CASES)
def test_headings(field: str, heading: str) -> None:
    said = meaning(heading)
    assert (said.field.value if said else "-") == field


def test_every_field_but_rare_numbers_has_cases() -> None:
    rare = {"middle_name", "tax_number", "mmsi", "duns", "bic", "-"}
    assert {field for field, _ in CASES} | rare == {*Field, *rare}


def test_no_heading_stands_under_two_fields() -> None:
    text = files("brightline.desk").joinpath("headings.tsv").read_text(encoding="utf-8")
    keys = [
        _key(heading)
        for line in text.splitlines()
        if not line.startswith("#")
        for heading in line.rsplit("\t", 1)[1].split("|")
    ]
    assert sorted(keys) == sorted(_meanings())
    assert all(keys)


def test_more_specific_names_rank_before_less() -> None:
    ranks = [meaning(one) for one in ("Legal name", "Supplier name", "Supplier", "Full name", "Name")]
    assert [one.rank for one in ranks if one] == [1, 2, 3, 4, 5]
    assert ranks[2] == Meaning(Field.NAME, 3, "supplier")
