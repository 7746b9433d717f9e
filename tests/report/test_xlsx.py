"""The spreadsheet: its sheets, its links, and Excel's limits."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from brightline.model.screening import EditionUsed, Hit, Screened, Subject
from brightline.report import xlsx
from brightline.report.words import CAVEAT
from brightline.report.xlsx import write_xlsx

Lists = dict[str, EditionUsed]


def sheets(path: Path) -> dict[str, list[list[object]]]:
    workbook = CalamineWorkbook.from_path(path)
    return {
        name: list(map(list, workbook.get_sheet_by_name(name).to_python())) for name in workbook.sheet_names
    }


def test_three_sheets(screened: list[Screened], lists: Lists, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_xlsx(path, screened, lists, made_on="2026-11-22")
    read = sheets(path)
    assert list(read) == ["Hits", "No hit", "Lists"]
    hits = [dict(zip(map(str, read["Hits"][0]), row, strict=True)) for row in read["Hits"][1:]]
    assert [one["Row"] for one in hits] == [1, 2, 2]
    assert hits[0]["Score"] == 0.9996
    assert hits[0]["Lists"] == "us_csl\nus_ofac_sdn"
    assert hits[0]["Link"] == "https://www.bis.gov/entity-list"
    assert hits[0]["More links"] == "javascript:alert(1)"
    assert hits[0]["Given: Country"] == "中国"
    assert read["No hit"] == [
        ["Row", "Name given", "Given: Name", "Given: Country"],
        [4, "Siemens AG", "Siemens AG", "Germany"],
    ]
    said = {row[0]: row for row in read["Lists"]}
    assert said["us_csl"][4] == "114 days old"
    assert said["us_ofac_sdn"][7] == "The list is stale.\nFetch <it>."
    assert CAVEAT in said


def links(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".rels"))


def test_only_web_addresses_become_links(hit: Hit, tmp_path: Path) -> None:
    first, second = hit.listings
    bad = replace(hit, listings=(second, first))
    path = tmp_path / "out.xlsx"
    write_xlsx(path, [Screened(Subject(1, "x"), (hit, bad))], {}, made_on="2026-11-22")
    assert links(path).count(b"https://www.bis.gov/entity-list") == 1
    assert b"javascript" not in links(path)
    assert sheets(path)["Hits"][2][14] == "javascript:alert(1)", "shown as text"


def test_more_links_than_a_sheet_takes_become_text(
    hit: Hit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "_MAX_LINKS", 2)
    path = tmp_path / "out.xlsx"
    listing = hit.listings[0]
    hits = tuple(replace(hit, listings=(replace(listing, url=f"https://a.org/{n}"),)) for n in range(4))
    write_xlsx(path, [Screened(Subject(1, "x"), hits)], {}, made_on="2026-11-22")
    assert links(path).count(b"https://a.org/") == 2
    assert [row[14] for row in sheets(path)["Hits"][1:]] == [f"https://a.org/{n}" for n in range(4)]


def test_rows_beyond_a_sheet_go_on_in_the_next(
    screened: list[Screened], lists: Lists, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MAX_ROWS", 3)
    path = tmp_path / "out.xlsx"
    quiet = [replace(screened[2], subject=replace(screened[2].subject, row=row)) for row in range(10, 15)]
    write_xlsx(path, [*screened, *quiet], lists, made_on="2026-11-22")
    read = sheets(path)
    assert [len(read[name]) for name in ("Hits", "Hits 2")] == [3, 2]
    rows = [row[0] for name in ("No hit", "No hit 2", "No hit 3") for row in read[name][1:]]
    assert rows == [4, 10, 11, 12, 13, 14]


def test_a_text_too_long_for_a_cell_says_that_it_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_xlsx(path, [Screened(Subject(1, "x" * 40_000), ())], {}, made_on="2026-11-22")
    text = str(sheets(path)["No hit"][1][1])
    assert len(text) == 32_767
    assert text.endswith("JSON lines have all)")
