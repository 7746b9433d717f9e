from __future__ import annotations

import csv
import gzip
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from brightline.report.rows import schema

from .conftest import Command

BOOK = "Company;Country;Remark\nHikvision;China;=1+1\nSiemens AG;Germany;\n;;\n海康威視;;a\n"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.csv"
    path.write_text(BOOK, encoding="utf-8")
    return path


def test_a_listed_name_is_found_and_the_status_says_so(brightline: Command) -> None:
    run = brightline("screen", "--name", "Hikvision", "--country", "cn", "--format", "jsonl")
    assert run.status == 2
    [answer] = run.lines
    jsonschema.validate(answer, schema())
    best = answer["hits"][0]
    assert best["party"]["id"] == "starter:hikvision"
    listing = next(one for one in best["listings"] if one["program"] == "BIS Entity List")
    assert (listing["listed_on"], listing["citation"], listing["effect"], listing["direction"]) == (
        "2019-10-09",
        "84 FR 54002",
        "licence_requirement",
        "exports_to",
    )
    assert answer["lists"]["starter"]["records"] == 246


def test_an_unlisted_name_is_not_found(brightline: Command) -> None:
    run = brightline("screen", "--name", "Siemens AG", "--type", "company", "--format", "jsonl")
    assert run.status == 0
    assert run.lines[0]["hits"] == []


def test_several_names_are_several_rows(brightline: Command) -> None:
    run = brightline("screen", "--name", "Hikvision", "--name", "Siemens", "--format", "jsonl")
    assert [(line["row"], line["input"]["name"]) for line in run.lines] == [(1, "Hikvision"), (2, "Siemens")]


def test_the_table_says_what_a_hit_is(brightline: Command) -> None:
    run = brightline("screen", "--name", "Hikvision")
    assert run.status == 2
    assert "Hikvision" in run.out
    assert "A hit is a candidate to verify; no hit is no clearance." in run.out


def test_every_line_of_a_book_keeps_the_contract(brightline: Command, book: Path) -> None:
    run = brightline("screen", book, "--format", "jsonl")
    assert run.status == 2
    for line in run.lines:
        jsonschema.validate(line, schema())
    assert [line["row"] for line in run.lines] == [1, 2, 4]
    assert [bool(line["hits"]) for line in run.lines] == [True, False, True]
    assert run.lines[0]["input"] == {"Company": "Hikvision", "Country": "China", "Remark": "=1+1"}


@pytest.mark.parametrize("ending", ["jsonl", "csv", "xlsx", "parquet", "html", "txt"])
def test_the_ending_says_the_format(brightline: Command, book: Path, ending: str, tmp_path: Path) -> None:
    out = tmp_path / f"answer.{ending}"
    run = brightline("screen", book, "-o", out)
    if ending == "txt":
        assert run.status == 1
        assert "use one of" in run.err
        assert not out.exists()
    else:
        assert run.status == 2
        assert out.stat().st_size > 300
        assert "3 screened: 2 with hits" in run.err


def test_the_answer_never_replaces_the_book(brightline: Command, book: Path) -> None:
    run = brightline("screen", book, "-o", book)
    assert run.status == 1
    assert "would replace the book" in run.err
    assert book.read_text(encoding="utf-8") == BOOK


def test_a_format_may_be_named_beside_the_file(brightline: Command, book: Path, tmp_path: Path) -> None:
    run = brightline("screen", book, "--format", "table", "-o", tmp_path / "answer.txt")
    assert run.status == 2
    assert "Hikvision" in (tmp_path / "answer.txt").read_text(encoding="utf-8")


def test_a_formula_in_the_book_stays_text_in_the_answer(brightline: Command, book: Path) -> None:
    rows = list(csv.reader(brightline("screen", book, "--format", "csv").out.splitlines()))
    cells = [cell for row in rows for cell in row]
    assert "'=1+1" in cells
    assert "=1+1" not in cells


def test_the_threshold_decides_what_is_a_hit(brightline: Command) -> None:
    name = ("screen", "--name", "Zhejiang Dauha Tech", "--format", "jsonl")
    assert brightline(*name).status == 2
    assert brightline(*name, "--threshold", "0.99").status == 0


def test_an_earlier_day_has_the_listings_of_that_day(brightline: Command) -> None:
    name = ("screen", "--name", "Hangzhou Hikvision Digital Technology Co., Ltd.", "--format", "jsonl")
    before = brightline(*name, "--as-of", "2019-10-08")
    after = brightline(*name, "--as-of", "2019-10-09")
    programs = [
        {listing["program"] for hit in run.lines[0]["hits"] for listing in hit["listings"]}
        for run in (before, after)
    ]
    assert "BIS Entity List" not in programs[0]
    assert "BIS Entity List" in programs[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "either a BOOK or --name"),
        (("--name", "a", "book.csv"), "either a BOOK or --name"),
        (("book.csv", "--country", "cn"), "go with --name"),
        (("--name", "x", "--country", "Ruritania"), "no such country"),
        (("--name", "x", "--type", "alien"), "no such type"),
        (("--name", "x", "--birth-date", "yesterday"), "not a date"),
        (("--name", " "), "the name is empty"),
        (("--name", "x", "--threshold", "2"), "from 0 to 1"),
        (("--name", "x", "--lists", "startre"), "did you mean starter"),
        (("--name", "x", "--as-of", "2019"), "full date"),
        (("--name", "x", "--format", "xlsx"), "-o"),
        (("--name", "x", "--colour", "red"), "No such option"),
        (("nowhere.csv",), "nowhere.csv"),
    ],
)
def test_what_cannot_be_done_is_one_clear_error(
    brightline: Command, arguments: tuple[str, ...], said: str
) -> None:
    run = brightline("screen", *arguments)
    assert run.status == 1
    assert said in run.err
    assert "Traceback" not in run.err
    assert run.out == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"City;Country\nParis;France\n", "name"),
        (b"Name,Ethnicity\nA,b\n", "Ethnicity"),
        ("姓名,民族\n某,某\n".encode(), "民族"),
        (b"Name,Country\n" + b",\n" * 1000, "no row has a name"),
        (b"Name\n=HYPERLINK(1)\n", "formula"),
        ("Name\nSociété Générale\n".encode("cp1252"), "UTF-8"),
        (b'Name\n"Acme\n', "quot"),
        (b"PK\x03\x04 not really a spreadsheet", "archive"),
        (gzip.compress(b"Name\nAcme\n"), ""),
    ],
)
def test_a_book_that_cannot_be_screened_is_refused_and_nothing_changes(
    brightline: Command, content: bytes, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "book.csv"
    path.write_bytes(content)
    out = tmp_path / "answer.csv"
    out.write_text("the answer before", encoding="utf-8")
    run = brightline("screen", path, "-o", out)
    assert run.status == 1
    assert str(path) in run.err
    assert said in run.err
    assert "Remedy: " in run.err
    assert out.read_text(encoding="utf-8") == "the answer before"


def test_a_column_may_be_mapped(brightline: Command, tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_text("Wer,Wo\nHikvision,China\n", encoding="utf-8")
    assert "Wer" in brightline("screen", path).err
    run = brightline("screen", path, "--map", "name=Wer", "--map", "country=Wo", "--format", "jsonl")
    assert run.status == 2
    assert any("country agrees" in reason for reason in run.lines[0]["hits"][0]["why"])
    assert brightline("screen", path, "--map", "name").status == 1


def test_a_pipe_gets_lines_and_no_bar(shared_home: Path, book: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "brightline", "screen", str(book), "--format", "jsonl"],
        env={"BRIGHTLINE_HOME": str(shared_home), "PATH": "", "SYSTEMROOT": ""},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert len([json.loads(line) for line in done.stdout.splitlines()]) == 3
    assert b"screening" not in done.stderr
