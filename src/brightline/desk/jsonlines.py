"""Books as JSON lines: one flat object a line, its keys the headings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from brightline.desk.encoding import examine_text
from brightline.desk.table import MAX_CELL, Table, check_cells, reading
from brightline.errors import BookError, UnreadableFileError

# As for delimited text: a hundred of the longest cells.
_MAX_LINE = 100 * MAX_CELL
# JSON can write half a character, which no file can hold.
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def json_lines_table(path: Path) -> Table:
    """Open a file of JSON lines, reading it once through: a key may first appear in the last line.

    Raises:
        UnreadableFileError: Not text in UTF-8, or a line that is not JSON (cut off, for instance).
        BookError: A line that is no flat object, or has a key twice.
    """
    with reading(path):
        encoding = examine_text(path).encoding
        headings: dict[str, None] = {}
        count = 0
        for _, record in _records(path, encoding):
            count += 1
            headings.update(dict.fromkeys(record))

    def rows() -> Iterator[tuple[int, Sequence[str]]]:
        with reading(path):
            for row, record in _records(path, encoding):
                cells = tuple(record.get(heading, "") for heading in headings)
                check_cells(str(path), row, cells)
                yield row, cells

    return Table("jsonl", tuple(headings), 0, count, rows)


def _records(path: Path, encoding: str) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding=encoding) as stream:
        row = 0
        while line := stream.readline(_MAX_LINE + 1):
            row += 1
            if len(line) > _MAX_LINE:
                _refuse(
                    path, row, f"the line is longer than {_MAX_LINE:,} characters", "write one object a line"
                )
            if line.strip():
                yield row, _record(path, row, line)


def _record(path: Path, row: int, line: str) -> dict[str, str]:
    def flat(pairs: list[tuple[str, object]]) -> dict[str, str]:
        record: dict[str, str] = {}
        for key, value in pairs:
            if key in record:
                _refuse(path, row, f"the key {key!r} stands twice", "give each value its own key")
            if isinstance(value, dict | list):
                _refuse(
                    path, row, f"the value of {key!r} is nested", "write one value a key, as text or a number"
                )
            record[key] = _text(value)
        return record

    try:
        # Numbers are kept as written: the digits of a register number must not pass through a float.
        record = json.loads(line, object_pairs_hook=flat, parse_int=str, parse_float=str)
    except (json.JSONDecodeError, RecursionError) as problem:
        _refuse_json(path, row, line, problem)
    if not isinstance(record, dict):
        _refuse(
            path, row, "the line is not an object", 'write each row as {"name": ...} in a line of its own'
        )
    if "\\u" in line and _SURROGATE.search("".join((*record, *record.values()))):
        _refuse(path, row, "half of a surrogate pair (\\ud800 to \\udfff)", "write the character whole")
    return record


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _refuse(path: Path, row: int, problem: str, remedy: str) -> NoReturn:
    raise BookError(problem, remedy=remedy, file=str(path), row=row)


def _refuse_json(path: Path, row: int, line: str, problem: Exception) -> NoReturn:
    if line.lstrip().startswith("["):
        remedy = "this looks like a JSON array: write one object a line, without the brackets and commas"
    elif line.strip() == "{":
        remedy = "this looks like one object over many lines: write each object in one line"
    else:
        remedy = "the file is damaged or cut off here: export it again"
    said = problem.msg if isinstance(problem, json.JSONDecodeError) else "nested without bound"
    raise UnreadableFileError(f"not JSON: {said}", remedy=remedy, file=str(path), row=row) from problem
