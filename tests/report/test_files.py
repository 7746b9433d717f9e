"""Files that programs read: what stands in them, and that they are written whole or not at all."""

from __future__ import annotations

import csv
import json
import stat
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pyarrow.parquet as pq
import pytest

from brightline.errors import BookError, InputError, UnknownValueError
from brightline.model.screening import EditionUsed, Screened
from brightline.report.atomic import written_whole
from brightline.report.files import json_lines, writer_for
from brightline.report.rows import as_json, schema

Lists = dict[str, EditionUsed]
ENDINGS = (".jsonl", ".csv", ".xlsx", ".parquet", ".html")
MADE_ON = "2026-11-22"


def test_json_lines_are_the_contract(screened: list[Screened], lists: Lists, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    writer_for(path)(path, screened, lists, made_on=MADE_ON)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [as_json(one, lists) for one in screened]
    for line in lines:
        jsonschema.validate(json.loads(line), schema())
    assert "海康威視" in lines[0], "readable as it is, not escaped"
    assert list(json.loads(lines[0])) == ["row", "input", "hits", "lists"]


def test_json_lines_without_lists_or_answers(screened: list[Screened]) -> None:
    assert list(json_lines([], {})) == []
    assert [json.loads(line)["lists"] for line in json_lines(screened, {})] == [{}, {}, {}]


def test_csv_opens_in_excel_and_in_code(screened: list[Screened], lists: Lists, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    writer_for(path)(path, screened, lists, made_on=MADE_ON)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, strict=True))
    assert [(row["row"], row["result"], row["score"]) for row in rows] == [
        ("1", "hit", "0.9996"),
        ("2", "hit", "0.9996"),
        ("2", "hit", "0.9996"),
        ("4", "no hit", ""),
    ]
    assert rows[0]["input: Country"] == "中国"


def test_parquet_keeps_text_exactly_and_its_editions(
    screened: list[Screened], lists: Lists, tmp_path: Path
) -> None:
    path = tmp_path / "out.parquet"
    writer_for(path)(path, screened, lists, made_on=MADE_ON)
    table = pq.read_table(path)
    assert table.column("row").to_pylist() == [1, 2, 2, 4]
    assert table.column("score").to_pylist() == [0.9996, 0.9996, 0.9996, None]
    assert table.column("name").to_pylist()[1] == "<script>alert('x')</script> & Söhne"
    editions = json.loads(table.schema.metadata[b"brightline.lists"])
    assert editions["us_ofac_sdn"]["warnings"] == ["The list is stale.", "Fetch <it>."]


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_answers_make_a_valid_file(ending: str, lists: Lists, tmp_path: Path) -> None:
    path = tmp_path / f"out{ending}"
    writer_for(path)(path, iter(()), lists, made_on=MADE_ON)
    assert path.exists()


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_failure_on_the_way_leaves_the_old_file_whole(
    ending: str, screened: list[Screened], lists: Lists, tmp_path: Path
) -> None:
    path = tmp_path / f"out{ending}"
    path.write_text("the old answer", encoding="utf-8")

    def failing() -> Iterator[Screened]:
        yield from screened
        raise BookError("row 4 is broken", remedy="mend it")

    with pytest.raises(BookError, match="row 4 is broken"):
        writer_for(path)(path, failing(), lists, made_on=MADE_ON)
    assert path.read_text(encoding="utf-8") == "the old answer"
    assert [one.name for one in tmp_path.iterdir()] == [path.name], "nothing is left behind"


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_existing_file_is_replaced(
    ending: str, screened: list[Screened], lists: Lists, tmp_path: Path
) -> None:
    path = tmp_path / f"out{ending}"
    path.write_text("the old answer", encoding="utf-8")
    path.chmod(0o600)
    writer_for(path)(path, screened, lists, made_on=MADE_ON)
    assert b"the old answer" not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600, "as private as before"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_new_file_is_as_open_as_the_user_has_it(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.write_text("x", encoding="utf-8")
    with written_whole(tmp_path / "ours") as part:
        part.write_text("x", encoding="utf-8")
    assert (tmp_path / "ours").stat().st_mode == usual.stat().st_mode


def test_through_a_link_the_file_behind_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    with written_whole(tmp_path / "link.txt") as part:
        part.write_text("new", encoding="utf-8")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text(encoding="utf-8") == "new"


def test_a_path_that_cannot_be_written(screened: list[Screened], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written: no such file or directory"):
        writer_for(Path("x.csv"))(tmp_path / "absent" / "out.csv", screened, {}, made_on=MADE_ON)
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(InputError, match="a folder"):
        writer_for(Path("x.csv"))(tmp_path / "folder.csv", screened, {}, made_on=MADE_ON)


def test_an_unknown_ending_lists_the_known() -> None:
    with pytest.raises(UnknownValueError, match=r"\.jsonl, \.csv, \.xlsx, \.parquet, \.html"):
        writer_for(Path("out.doc"))
