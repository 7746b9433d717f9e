"""No cell of ours is a formula in a spreadsheet program."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from brightline.model.screening import EditionUsed, Hit, Screened, Subject
from brightline.report.files import csv_lines
from brightline.report.formulas import neutralised
from brightline.report.xlsx import write_xlsx

TRIGGERS = "=+-@\t\r\n＝＋－＠"
# Text as people and attackers write it: no surrogates, which no file can hold.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
HOSTILE = st.builds(
    lambda blanks, trigger, rest: blanks + trigger + rest,
    st.text(" \u00a0\u3000\u200b\ufeff", max_size=3),
    st.sampled_from(TRIGGERS),
    TEXT,
)


@given(st.one_of(TEXT, HOSTILE))
def test_whatever_the_text_nothing_begins_a_formula(text: str) -> None:
    safe = neutralised(text)
    assert not safe.startswith(tuple(TRIGGERS))
    begins = safe.lstrip().lstrip("\u200b\u200c\u200d\ufeff").lstrip()
    assert not begins.startswith(tuple("=+-@＝＋－＠"))
    for piece in safe.replace("\t", ";").split(";")[1:]:
        assert not piece.lstrip().startswith(tuple("=+-@＝＋－＠"))


@given(st.text("abcdefghijklmnopqrstuvwxyzÄÖÜ海康 .,&()'\"0123456789", max_size=40))
def test_ordinary_names_are_left_alone(text: str) -> None:
    assert neutralised(text) == text


@pytest.mark.parametrize(
    "attack",
    [
        "=cmd|' /C calc'!A0",
        "+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "   =1+1",
        "\u3000＝1+1",
        "＠SUM(A1)",
        '=HYPERLINK("http://evil.example","click")',
        "Acme;=1+1",
        "Acme\t=1+1",
    ],
)
def test_known_attacks(attack: str) -> None:
    assert neutralised(attack) != attack
    assert neutralised(attack).replace("'", "") == attack.replace("'", ""), "nothing but apostrophes is added"


@given(name=st.one_of(TEXT, HOSTILE), heading=st.one_of(TEXT, HOSTILE), why=st.one_of(TEXT, HOSTILE))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_csv_read_back_has_no_formula(
    name: str, heading: str, why: str, hit: Hit, lists: dict[str, EditionUsed]
) -> None:
    answers = [
        Screened(Subject(1, name, input={heading: name}), (replace(hit, why=(why,), matched_name=name),)),
        Screened(Subject(2, name, input={heading: why}), ()),
    ]
    text = "".join(csv_lines(answers, lists, made_on="2026-11-22"))
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert len(rows) == 3
    assert len({len(row) for row in rows}) == 1
    for cell in (cell for row in rows for cell in row):
        assert not cell.lstrip().startswith(tuple("=+-@＝＋－＠"))
        assert not cell.startswith(tuple(TRIGGERS))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], CalamineWorkbook]:
    folder: Path = tmp_path_factory.mktemp("xlsx")

    def write(text: str) -> CalamineWorkbook:
        path = folder / "out.xlsx"
        answers = [Screened(Subject(1, text, input={"Name": text, text or "x": text}), ())]
        write_xlsx(path, answers, {}, made_on="2026-11-22")
        return CalamineWorkbook.from_path(path)

    return write


@given(st.one_of(TEXT, HOSTILE).filter(lambda text: "\r" not in text))
@settings(max_examples=40, deadline=None)
def test_xlsx_cells_are_the_text_itself(written: Callable[[str], CalamineWorkbook], text: str) -> None:
    sheet = written(text).get_sheet_by_name("No hit").to_python()
    if text:
        assert sheet[1][1] == text
        assert isinstance(sheet[1][1], str)
    else:
        assert sheet[1][1] == ""


def test_xlsx_has_no_formula_in_its_bytes(tmp_path: Path, lists: dict[str, EditionUsed], hit: Hit) -> None:
    path = tmp_path / "out.xlsx"
    hostile = "=1+1"
    write_xlsx(
        path,
        [Screened(Subject(1, hostile, input={hostile: hostile}), (hit,))],
        lists,
        made_on="2026-11-22",
    )
    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name]
    assert len([one for one in sheets if b"=1+1" in one]) >= 2
    assert not [one for one in sheets if b"<f>" in one or b"<f " in one]
