"""Books in every format: what is read, what is refused, and how much it costs."""

from __future__ import annotations

import json
import tracemalloc
import zipfile
from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from brightline.desk.book import Book, open_book
from brightline.errors import (
    BookError,
    BrightlineError,
    SpecialCategoryError,
    UnknownValueError,
    UnreadableFileError,
    UnsafeFileError,
)

HEADER = ["Name", "Country", "LEI"]
ROWS = [
    ["海康威视", "China", "A1"],
    ["Nestlé, S.A.", "CH", ""],
    ["", "", ""],
    ["", "DE", "x"],
    ["Acme", "", "B2"],
]
NAMES = ["海康威视", "Nestlé, S.A.", "Acme"]


def csv_text(delimiter: str = ",", line_end: str = "\n") -> str:
    quoted = [[f'"{cell}"' if delimiter in cell else cell for cell in row] for row in [HEADER, *ROWS]]
    return line_end.join(delimiter.join(row) for row in quoted) + line_end


def workbook(path: Path, rows: Sequence[Sequence[str]], *, at: tuple[int, int] = (0, 0)) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        for number, row in enumerate(rows):
            sheet.write_row(at[0] + number, at[1], row)
    return path


def written(folder: Path, form: str) -> Path:
    """The same book in one of the forms."""
    path = folder / f"book.{form.partition('-')[0]}"
    if form == "csv-comma":
        path.write_text(csv_text(), encoding="utf-8")
    elif form == "csv-bom":
        path.write_text(csv_text(), encoding="utf-8-sig")
    elif form == "csv-semicolon":
        path.write_text(csv_text(";"), encoding="utf-8")
    elif form == "csv-tab-utf16":
        path.write_bytes(csv_text("\t", "\r\n").encode("utf-16"))
    elif form == "csv-utf16be":
        path.write_bytes(b"\xfe\xff" + csv_text(",", "\r\n").encode("utf-16-be"))
    elif form == "csv-old-mac":
        path.write_bytes(csv_text(",", "\r").encode())
    elif form == "csv-sep":
        path.write_text("sep=;\n" + csv_text(";"), encoding="utf-8")
    elif form == "xlsx":
        workbook(path, [HEADER, *ROWS])
    elif form == "parquet":
        columns = zip(*ROWS, strict=True)
        pq.write_table(pa.table(dict(zip(HEADER, map(list, columns), strict=True))), path)
    else:
        lines = (json.dumps({k: v for k, v in zip(HEADER, row, strict=True) if v}) for row in ROWS)
        path.write_text("\n".join(lines), encoding="utf-8")
    return path


FORMS = [
    "csv-comma", "csv-bom", "csv-semicolon", "csv-tab-utf16", "csv-utf16be", "csv-old-mac", "csv-sep", "xlsx",
    "parquet", "jsonl",
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_the_same_book_in_every_form(form: str, tmp_path: Path) -> None:
    book = open_book(written(tmp_path, form))
    subjects = list(book.subjects())
    assert [one.name for one in subjects] == NAMES
    assert [one.row for one in subjects] == [1, 2, 5]
    assert [one.countries for one in subjects] == [("cn",), ("ch",), ()]
    assert [[number.value for number in one.identifiers] for one in subjects] == [["A1"], [], ["B2"]]
    assert subjects[0].input == {"Name": "海康威视", "Country": "China", "LEI": "A1"}
    assert (book.skipped.empty, book.skipped.nameless) == (1, 1)
    assert book.rows == 5
    assert book.format == form.partition("-")[0]
    assert book.columns == {"name": ("Name",), "country": ("Country",), "lei": ("LEI",)}
    assert book.notes == ()


def test_a_book_can_be_read_again(tmp_path: Path) -> None:
    book = open_book(written(tmp_path, "csv-comma"))
    assert list(book.subjects()) == list(book.subjects())
    assert book.skipped.empty == 1


def test_nameless_rows_are_said_by_the_spreadsheets_count(tmp_path: Path) -> None:
    book = open_book(written(tmp_path, "csv-sep"))
    list(book.subjects())
    assert book.skipped.nameless_rows == (6,), "the sep line is 1, the headings 2"


def test_a_plain_list_of_names(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text('Company\nAcme Co., Ltd.\n"Beta; GmbH"\n', encoding="utf-8")
    assert [one.name for one in open_book(path).subjects()] == ["Acme Co., Ltd.", "Beta; GmbH"]


def test_cells_over_several_lines_and_short_rows(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_text('\n\nname,address,note\n"Acme","1 Road\nTown",x\nBeta\nGamma,,,,\n', encoding="utf-8")
    subjects = list(open_book(path).subjects())
    assert [(one.name, one.row) for one in subjects] == [("Acme", 1), ("Beta", 2), ("Gamma", 3)]
    assert subjects[0].addresses == ("1 Road\nTown",)
    assert subjects[1].input == {"name": "Beta", "address": "", "note": ""}


def refused(path: Path, kind: type[BrightlineError], says: str, **columns: str) -> str:
    """Open and read to the end; give back what the refusal says."""
    with pytest.raises(kind) as raised:
        list(open_book(path, columns).subjects())
    said = str(raised.value)
    assert says in said, said
    assert str(path) in said
    assert "Remedy: " in said
    return said


UNREADABLE, BAD = UnreadableFileError, BookError
GB, FRENCH = "名称,国家\n海康威视,中国\n".encode("gb18030"), "name\nSociété Générale\n".encode("cp1252")
GERMAN = "name\nAcme\nMüller\n".encode("cp1252")
UNCLOSED = "row 2: a quotation mark is not closed"
CSV_REFUSED: dict[str, tuple[bytes, type[BrightlineError], str]] = {
    "empty": (b"", UNREADABLE, "the file is empty"),
    "blank": (b"\n \n\n", UNREADABLE, "the file is empty"),
    "only headings": (b"name,country\n", BAD, "no row has a name"),
    "gb18030": (GB, UNREADABLE, "row 1: not valid UTF-8"),
    "gb18030 remedy": (GB, UNREADABLE, "iconv -f GB18030"),
    "cp1252": (GERMAN, UNREADABLE, "row 3: not valid UTF-8"),
    "cp1252 remedy": (FRENCH, UNREADABLE, "iconv -f WINDOWS-1252"),
    "utf-16 without mark": ("name\nAcme\n".encode("utf-16-le"), UNREADABLE, "NUL character"),
    "utf-32": ("name\nAcme\n".encode("utf-32"), UNREADABLE, "UTF-32"),
    "half a utf-16": ("name\nAcme\n".encode("utf-16")[:-1], UNREADABLE, "not valid UTF-16"),
    "nul": (b"name\nAc\0me\n", UNREADABLE, "row 2: a NUL character"),
    "no name column": (b"amount,date\n1,2\n", BAD, "the headings are: amount, date"),
    "too many cells": (b"name,country\nA,CN\nB,DE,x\n", BAD, "row 3: 3 cells, but there are only 2"),
    "unclosed quote": (b'name,country\n"Acme,CN\nBeta,DE\n', BAD, UNCLOSED),
    "unclosed quote, long": (b'name,country\n"Acme,CN\n' + b"Beta,DE\n" * 50_000, BAD, UNCLOSED),
    "text after quote": (b'name,country\nB,DE\n"A" Ltd,CN\n', BAD, "row 3: text follows a closing"),
    "endless cell": (b"name,x\nA," + b"x" * 100_001 + b"\n", BAD, "row 2: a cell has 100,001 char"),
    "endless line": (b"name,x\nA," + b"x" * 10_000_001, BAD, UNCLOSED),
    "formula": (b"name,country\nAcme,CN\n=1+1,CN\n", BAD, "row 3, column A: a formula"),
    "special category": (b"name,ethnicity\nAcme,x\n", SpecialCategoryError, "column B"),
    "same heading": (b"name,country,Country\nA,CN,CN\n", BAD, "two columns have the heading"),
    "pdf": (b"%PDF-1.7\n", UNREADABLE, "a PDF"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", UNREADABLE, "an old Excel file"),
    "gzip": (b"\x1f\x8b\x08\x00", UNREADABLE, "a gzip archive"),
    "web page": (b"<!doctype html><p>", UNREADABLE, "a web page"),
}


@pytest.mark.parametrize("case", CSV_REFUSED)
def test_refused(case: str, tmp_path: Path) -> None:
    data, kind, says = CSV_REFUSED[case]
    path = tmp_path / "book.csv"
    path.write_bytes(data)
    refused(path, kind, says)
    assert path.read_bytes() == data


JSON_REFUSED: dict[str, tuple[str, type[BrightlineError], str]] = {
    "nested": ('{"name": "A", "x": {"y": 1}}', BookError, "row 1: the value of 'x' is nested"),
    "list": ('{"name": "A"}\n{"name": ["B"]}', BookError, "row 2: the value of 'name' is nested"),
    "key twice": ('{"name": "A", "name": "B"}', BookError, "row 1: the key 'name' stands twice"),
    "cut off": ('{"name": "A"}\n{"name": "B', UnreadableFileError, "row 2: not JSON"),
    "array": ('[{"name": "A"}]', BookError, "row 1: the line is not an object"),
    "pretty": ('{\n"name": "A"\n}', UnreadableFileError, "one object over many lines"),
    "deep": ('{"name": ' + "[" * 100_000, UnreadableFileError, "not JSON"),
    "half a surrogate": ('{"name": "\\ud800"}', BookError, "surrogate"),
    "nul": ('{"name": "A\\u0000"}', BookError, "row 1: a cell has a NUL"),
    "special category": ('{"name": "A"}\n{"name": "B", "religion": "x"}', SpecialCategoryError, "'religion'"),
    "no name": ('{"amount": 1}', BookError, "the headings are: amount"),
    "not an object": ('{"name": "A"}\n3', BookError, "row 2: the line is not an object"),
}


@pytest.mark.parametrize("case", JSON_REFUSED)
def test_json_lines_refused(case: str, tmp_path: Path) -> None:
    text, kind, says = JSON_REFUSED[case]
    path = tmp_path / "book.jsonl"
    path.write_text(text, encoding="utf-8")
    refused(path, kind, says)


def test_json_numbers_stay_as_written(tmp_path: Path) -> None:
    path = tmp_path / "book.jsonl"
    path.write_text('{"name": "A", "company no": 912345678901234567890, "x": 1.10, "y": null, "z": true}\n')
    (one,) = open_book(path).subjects()
    assert one.input == {
        "name": "A",
        "company no": "912345678901234567890",
        "x": "1.10",
        "y": "",
        "z": "true",
    }


def test_a_missing_file_a_folder_and_wrong_names(tmp_path: Path) -> None:
    refused(tmp_path / "absent.csv", UnreadableFileError, "no such file")
    refused(tmp_path, UnreadableFileError, "a folder")
    for name in ("book.xlsx", "book.parquet"):
        (tmp_path / name).write_text("name\nAcme\n", encoding="utf-8")
        refused(tmp_path / name, UnreadableFileError, "but the content is not that")


def test_truncated(tmp_path: Path) -> None:
    for form in ("xlsx", "parquet"):
        path = written(tmp_path, form)
        whole = path.read_bytes()
        for kept in (len(whole) // 2, len(whole) - 10):
            path.write_bytes(whole[:kept])
            refused(path, UnreadableFileError, "")


def test_parquet_nested_and_bytes(tmp_path: Path) -> None:
    path = tmp_path / "book.parquet"
    for values, says in (([[1, 2]], "nested"), ([{"a": 1}], "nested"), ([b"x"], "bytes")):
        pq.write_table(pa.table({"name": ["A"], "x": values}), path)
        assert "column x" in refused(path, BookError, says)


def test_parquet_categories_dates_and_nulls(tmp_path: Path) -> None:
    path = tmp_path / "book.parquet"
    born = pa.array([None, 0], pa.date32())
    pq.write_table(
        pa.table({"name": pa.array(["A", "B"]).dictionary_encode(), "dob": born, "n": [1.0, None]}), path
    )
    first, second = open_book(path).subjects()
    assert (first.birth_date, second.birth_date) == (None, "1970-01-01")
    assert (first.input["n"], second.input["n"]) == ("1", "")


def test_a_spreadsheet_with_a_title_an_offset_and_other_sheets(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Read me").write(0, 0, "About this file")
        sheet = book.add_worksheet("Data")
        sheet.write(1, 2, "Suppliers of 2026")
        sheet.write_row(3, 2, ["Supplier", "Country", "Since"])
        sheet.write_row(4, 2, ["Acme", "CN", 2019])
        book.add_worksheet("Old").write_column(0, 0, ["Name", "Beta"])
        book.add_worksheet("Empty")
        hidden = book.add_worksheet("Hidden")
        hidden.write_column(0, 0, ["Name", "Gamma"])
        hidden.hide()
    opened = open_book(path)
    (one,) = opened.subjects()
    assert one.input == {"Supplier": "Acme", "Country": "CN", "Since": "2019"}
    assert one.row == 1
    assert opened.rows == 1
    assert [note.split("'")[1] for note in opened.notes] == ["Read me", "Old"]


def test_a_formula_for_a_name_in_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Country", "Name"])
        sheet.write_row(1, 0, ["CN", "Acme"])
        sheet.write_formula(2, 1, '=UPPER("beta")', None, "BETA")
    assert "row 3, column B" in refused(path, BookError, "a formula instead of a name")
    workbook(path, [["Name", "Note"], ["Acme", "x"]])
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Name", "Sum"])
        sheet.write(1, 0, "Acme")
        sheet.write_formula(1, 1, "=1+1", None, 2)
    (one,) = open_book(path).subjects()
    assert one.input["Sum"] == "2", "formulas elsewhere are taken by their result"


def test_bombs(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    refused(path, UnsafeFileError, "zip bomb")
    workbook(path, [["Name"], ["Acme"]])
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Name", "Country"])
        sheet.write(1_048_575, 16_383, "far away")
    refused(path, UnsafeFileError, "spans 1,048,576 rows by 16,384 columns")


def test_an_xlsx_that_is_another_zip(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")
        archive.writestr("b.txt", "x")
    refused(path, UnreadableFileError, "not an XLSX spreadsheet")


def test_entities_in_a_spreadsheet_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", [["Name"], ["Acme"]])
    evil = tmp_path / "evil.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(evil, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/workbook.xml":
                data = data.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "b">]>', 1)
            target.writestr(name, data)
    refused(evil, UnsafeFileError, "declares a document type")


def test_maps(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_text("Who,Where\nAcme,CN\n", encoding="utf-8")
    (one,) = open_book(path, {"name": "Who", "country": "Where"}).subjects()
    assert (one.name, one.countries) == ("Acme", ("cn",))
    refused(path, UnknownValueError, "did you mean 'Where'", name="Wher")


def test_a_million_empty_rows_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_bytes(b"name,country,note\n" + b",,\n" * 1_000_000)
    refused(path, BookError, "1,000,000 empty rows")


def test_a_book_is_read_as_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    with path.open("w", encoding="utf-8") as stream:
        stream.write("name,country\n")
        stream.writelines(f"Company number {number},China\n" for number in range(200_000))
    tracemalloc.start()
    subjects = open_book(path).subjects()
    for _ in range(50_000):
        next(subjects)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * 2**20


def test_a_file_that_changes_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_text("name\nAcme\n", encoding="utf-8")
    book = open_book(path)
    path.write_bytes(b"name\nM\xfcller\n")
    with pytest.raises(UnreadableFileError, match="not valid UTF-8"):
        list(book.subjects())
    path.unlink()
    with pytest.raises(UnreadableFileError, match="no such file"):
        list(book.subjects())


REAL: dict[str, tuple[int, dict[str, tuple[str, ...]]]] = {
    "ownership/holdings/nbim_EQ_2019_Country.csv": (
        9202,
        {"name": ("Name",), "country": ("Country", "Incorporation Country")},
    ),
    "eval/zh_en_listed_companies_a.csv": (
        1921,
        {"name": ("股票全称",), "other_name": ("股票名称", "英文全称")},
    ),
    "eval/un_people_treated.csv": (
        683,
        {"name": ("full_name",), "last_name": ("last_name",), "country": ("nationality",)},
    ),
    "eval/negatives_people_global.csv": (
        1000,
        {"first_name": ("first_name",), "birth_date": ("date_of_birth",)},
    ),
    "ownership/facilities/osh_list_2.csv": (
        83,
        {"name": ("name",), "country": ("country",), "address": ("address",)},
    ),
    "ownership/securities/HKG.csv": (
        1621,
        {"name": ("name",), "ticker": ("symbol",), "isin": ("isin",)},
    ),
}


@pytest.mark.real
@pytest.mark.parametrize("name", REAL)
def test_real_books_need_no_map(name: str, shared: Path) -> None:
    count, columns = REAL[name]
    book: Book = open_book(shared / "data" / name)
    subjects = list(book.subjects())
    assert len(subjects) == count
    assert columns.items() <= dict(book.columns).items()
    assert book.rows == count + book.skipped.empty + book.skipped.nameless
    assert book.notes == ()


@pytest.mark.real
def test_real_details(shared: Path) -> None:
    first = next(open_book(shared / "data/eval/zh_en_listed_companies_a.csv").subjects())
    assert (first.name, first.other_names) == ("平安银行股份有限公司", ("平安银行", "Ping An Bank Co., Ltd."))
    holdings = open_book(shared / "data/ownership/holdings/nbim_EQ_2019_Country.csv").subjects()
    two = next(one for one in holdings if one.input["Country"] != one.input["Incorporation Country"])
    assert len(two.countries) == 2
    people = list(open_book(shared / "data/eval/un_people_treated.csv").subjects())
    assert sum(one.birth_date is not None for one in people) > 600


def test_an_empty_mapping_is_the_default() -> None:
    assert open_book.__defaults__ == (MappingProxyType({}),)
