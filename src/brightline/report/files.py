"""Answers as files that programs read: JSON lines, CSV and Parquet, written as they come."""

from __future__ import annotations

import csv
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from brightline.errors import UnknownValueError
from brightline.model.screening import EditionUsed, Screened
from brightline.report.atomic import written_whole
from brightline.report.formulas import neutralised
from brightline.report.rows import NUMBERS, Json, as_json, editions_as_json, flattened

# Rows of a Parquet row group: large enough to compress, small enough to hold.
_GROUP = 20_000


class Writer(Protocol):
    """Writes answers to a file, whole or not at all."""

    def __call__(
        self, path: Path, screened: Iterable[Screened], lists: Mapping[str, EditionUsed], *, made_on: str
    ) -> None:
        """Write every answer.

        Args:
            path: Where to; an existing file is replaced once all is written, else stays as it is.
            screened: The answers, taken one by one.
            lists: What they rest on.
            made_on: The day of the report, a full ISO date.

        Raises:
            InputError: The path cannot be written to.
        """
        ...


def json_lines(screened: Iterable[Screened], lists: Mapping[str, EditionUsed]) -> Iterator[str]:
    """Each answer as one line of JSON with its line break, as :func:`~brightline.report.rows.schema` says."""
    # The same lists stand in every line: they are turned into text once.
    end = f', "lists": {_dumped(editions_as_json(lists))}}}\n'
    for one in screened:
        yield _dumped({key: value for key, value in as_json(one, {}).items() if key != "lists"})[:-1] + end


def _dumped(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def csv_lines(
    screened: Iterable[Screened], lists: Mapping[str, EditionUsed], *, made_on: str
) -> Iterator[str]:
    """Answers as CSV: a line of headings, then one for each hit, and one for each counterparty without any.

    Text that a spreadsheet program would take for a formula is preceded by an apostrophe.
    """
    flat, everyone = flattened(screened, lists, made_on)
    writer = csv.writer(_Line(), lineterminator="\r\n")
    rows = (row for one in everyone for row in flat.rows(one))
    for row in itertools.chain((flat.columns,), rows):
        yield writer.writerow([neutralised(cell) if isinstance(cell, str) else cell for cell in row])


class _Line:
    """A file for the csv module that hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def write_jsonl(
    path: Path, screened: Iterable[Screened], lists: Mapping[str, EditionUsed], *, made_on: str
) -> None:
    """Write JSON lines, the complete form for programs; see :class:`Writer`."""
    del made_on  # each line says of each list when it was published and fetched
    with written_whole(path) as part, part.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(json_lines(screened, lists))


def write_csv(
    path: Path, screened: Iterable[Screened], lists: Mapping[str, EditionUsed], *, made_on: str
) -> None:
    """Write CSV for spreadsheet programs and simple tools; see :class:`Writer`.

    With a byte order mark, without which Excel shows Chinese and accents as garbage.
    """
    with written_whole(path) as part, part.open("w", encoding="utf-8-sig", newline="") as stream:
        stream.writelines(csv_lines(screened, lists, made_on=made_on))


def write_parquet(
    path: Path, screened: Iterable[Screened], lists: Mapping[str, EditionUsed], *, made_on: str
) -> None:
    """Write Parquet, for analysis: the rows of the CSV, text exactly as given; see :class:`Writer`.

    The editions stand, as in JSON lines, in the file's own metadata under ``brightline.lists``.
    """
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    flat, everyone = flattened(screened, lists, made_on)
    kinds = {"row": pa.int64(), "hit": pa.int32(), "score": pa.float64()}
    layout = pa.schema(
        [(name, kinds[name] if name in NUMBERS else pa.string()) for name in flat.columns],
        metadata={"brightline.lists": _dumped(editions_as_json(lists)), "brightline.made_on": made_on},
    )
    rows = (row for one in everyone for row in flat.rows(one))
    with written_whole(path) as part, ParquetWriter(part, layout) as writer:
        while group := list(itertools.islice(rows, _GROUP)):
            columns = zip(*group, strict=True)
            arrays = [pa.array(column, field.type) for column, field in zip(columns, layout, strict=True)]
            writer.write_batch(pa.record_batch(arrays, schema=layout))


def writer_for(path: Path) -> Writer:
    """The writer that a path's ending asks for.

    Raises:
        UnknownValueError: No format has that ending.
    """
    from brightline.report.html import write_html
    from brightline.report.xlsx import write_xlsx

    writers: dict[str, Writer] = {
        ".jsonl": write_jsonl,
        ".csv": write_csv,
        ".xlsx": write_xlsx,
        ".parquet": write_parquet,
        ".html": write_html,
    }
    try:
        return writers[path.suffix.lower()]
    except KeyError:
        raise UnknownValueError(
            f"there is no format for the ending {path.suffix!r}",
            remedy=f"end the name in one of {', '.join(writers)}",
            file=str(path),
        ) from None
