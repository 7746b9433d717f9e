"""Workbooks: what cells become, damaged and vast files, recognising without opening."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from brightline.errors import UnreadableFileError, UnsafeFileError
from brightline.lists.intake import SourceFile, open_source, source_from_bytes
from brightline.lists.reading.sheets import holds_texts, read_sheets

Workbook = Callable[[object], SourceFile]


def test_cells_become_the_texts_that_a_person_reads(workbook: Workbook) -> None:
    book = workbook({"One": [["A", 2.0, 2.5, dt.date(2014, 12, 15)], [], [" x ", None, "line\nline"]]})
    (sheet,) = read_sheets(book)
    assert sheet.name == "One"
    assert sheet.rows[0] == ("A", "2", "2.5", "2014-12-15")
    assert list(sheet.filled(after=1)) == [(3, ("x", "", "line\nline", ""))]


def test_rows_are_numbered_as_in_the_spreadsheet_even_below_blank_ones(workbook: Workbook) -> None:
    (sheet,) = read_sheets(workbook({"One": [[], [], ["heading"]]}))
    assert list(sheet.filled()) == [(3, ("heading",))]


def test_every_sheet_is_read_in_order(workbook: Workbook) -> None:
    assert [one.name for one in read_sheets(workbook({"B": [["x"]], "A": [["y"]]}))] == ["B", "A"]


def test_recognising_needs_whole_cells(workbook: Workbook) -> None:
    book = workbook({"One": [["Name Type", "Type of\nWMD"]]})
    assert holds_texts(book, "Name Type", "Type of WMD")
    assert not holds_texts(book, "Name")
    assert not holds_texts(book, "Name Type", "Committees")


@pytest.mark.parametrize("raw", [b"a,b\n1,2\n", b"PK\x03\x04 no archive", b"<html></html>"])
def test_recognising_never_raises(raw: bytes) -> None:
    file = source_from_bytes("list.csv", b"a,b\n")
    damaged = type(file)(name="list.xlsx", raw=raw, data=raw)
    assert not holds_texts(damaged, "a")


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_a_workbook_cut_off_is_refused(workbook: Workbook, cut: float) -> None:
    raw = workbook({"One": [[f"cell {number}"] for number in range(500)]}).raw
    with pytest.raises(UnreadableFileError, match=r"list\.xlsx.*(damaged|readable)"):
        read_sheets(source_from_bytes("list.xlsx", raw[: int(len(raw) * cut)]))


def test_bytes_overwritten_inside_are_refused(workbook: Workbook) -> None:
    raw = bytearray(workbook({"One": [[f"cell {number}"] for number in range(500)]}).raw)
    place = raw.index(b"xl/worksheets/sheet1.xml") + 200
    raw[place : place + 60] = b"\x00" * 60
    with pytest.raises(UnreadableFileError, match=r"list\.xlsx"):
        read_sheets(source_from_bytes("list.xlsx", bytes(raw)))


def test_something_that_is_no_workbook_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="not a readable XLSX workbook"):
        read_sheets(source_from_bytes("list.xlsx", b"name,country\nx,y\n"))


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "a")
        archive.writestr("b.txt", "b")
    with pytest.raises(UnreadableFileError, match="not a readable XLSX workbook"):
        read_sheets(source_from_bytes("list.xlsx", buffer.getvalue()))


def test_a_sheet_that_spans_the_whole_grid_is_refused_before_memory_is_set_aside(workbook: Workbook) -> None:
    rows: list[list[str]] = [["corner"]]
    raw = workbook({"One": rows}).raw
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(buffer, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name == "xl/worksheets/sheet1.xml":
                far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                text = text.replace(b"</sheetData>", far)
            after.writestr(name, text)
    with pytest.raises(UnsafeFileError, match=r"spans 1,048,576 rows by 16,384 columns"):
        read_sheets(source_from_bytes("list.xlsx", buffer.getvalue()))


@pytest.mark.real
@pytest.mark.parametrize(
    ("path", "sheets", "rows"),
    [
        ("jp-meti-eul/2025-09-29/20250929_4.xlsx", 1, 836),
        ("au-dfat/2024-11-11/regulation8_consolidated.xlsx", 1, 9554),
        ("jp-mof-asset-freeze/2026-03-05/shisantouketsu20260305.xlsx", 45, 3624),
    ],
)
def test_real_workbooks(real_lists: Path, path: str, sheets: int, rows: int) -> None:
    found = read_sheets(open_source(real_lists / path))
    assert len(found) == sheets
    assert sum(len(list(sheet.filled())) for sheet in found) == rows
