"""Legal forms: a sample, broken rows, the real list."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from brightline.errors import LayoutError, UnreadableFileError
from brightline.lists.intake import open_source, source_from_bytes
from brightline.lists.publishers.gleif_elf import LegalForm, read_legal_forms

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "gleif_elf" / "elf-codes.csv"


def test_what_a_row_becomes() -> None:
    none, china, canada, malaysia = read_legal_forms(open_source(SAMPLE))
    assert none == LegalForm("8888", None, None, "", None, None, (), (), active=True)
    assert china == LegalForm("XX01", "cn", None, "例公司", "zh", "li gong si", (), (), active=True)
    assert (canada.country, canada.subdivision, canada.active) == ("ca", "CA-QC", False)
    assert canada.abbreviations == ("S.E.", "SE")
    assert malaysia.abbreviations == ("Sdn Con", "Con")


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ('"ELF Code"', '"Code"', LayoutError),
        ('"XX01"', '""', LayoutError),
        ('"INAC"', '"GONE"', LayoutError),
        (',"ACTV","","",""', ',"ACTV"', UnreadableFileError),
    ],
)
def test_a_broken_file_is_refused(old: str, new: str, error: type[Exception]) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(error, match=r"elf\.csv"):
        read_legal_forms(source_from_bytes("elf.csv", text.replace(old, new, 1).encode()))


@pytest.mark.real
def test_the_real_list(real_lists: Path) -> None:
    forms = read_legal_forms(open_source(real_lists / "gleif-elf" / "elf-codes-1.4.1.csv"))
    assert len(forms) == 3659
    assert len({form.code for form in forms}) == 3274
    countries = Counter(form.country for form in forms)
    assert (countries["cn"], countries[None]) == (36, 2)
    assert sum(form.active for form in forms) == 3512
    assert sum(bool(form.abbreviations) for form in forms) > 1000
    foundation = next(form for form in forms if form.country == "cn" and form.name == "基金会")
    assert (foundation.language, foundation.transliterated) == ("zh", "ji jin hui")
    every = [text for form in forms for text in form.abbreviations]
    assert not [text for text in every if ";" in text or text != text.strip()]
