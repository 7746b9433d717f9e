"""Books as Parquet files, read batch by batch."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from brightline.desk.table import Table, check_cells, reading
from brightline.errors import BookError, UnreadableFileError

if TYPE_CHECKING:
    import pyarrow as pa

# Rows held at a time: even with a hundred columns of long cells a few tens of MB.
_BATCH = 8_192


def parquet_table(path: Path) -> Table:
    """Open a Parquet file; its column names are the headings.

    Raises:
        UnreadableFileError: Truncated or damaged.
        BookError: A column is nested or holds bytes.
    """
    from pyarrow.parquet import ParquetFile

    with reading(path), _whole(path), ParquetFile(path) as file:
        schema, count = file.schema_arrow, file.metadata.num_rows
    for column in schema:
        _refuse_nested(path, column)

    def rows() -> Iterator[tuple[int, Sequence[str]]]:
        numbers = itertools.count(1)
        with reading(path), _whole(path), ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=_BATCH):
                columns = [[_text(value) for value in column.to_pylist()] for column in batch.columns]
                for cells in zip(*columns, strict=True):
                    row = next(numbers)
                    check_cells(str(path), row, cells)
                    yield row, cells

    return Table("parquet", tuple(schema.names), 0, count, rows)


@contextmanager
def _whole(path: Path) -> Iterator[None]:
    import pyarrow as pa

    try:
        yield
    except pa.ArrowException as problem:
        raise UnreadableFileError(
            f"not a readable Parquet file ({str(problem).splitlines()[0]})",
            remedy="it is damaged or cut off: export it again",
            file=str(path),
        ) from problem


def _refuse_nested(path: Path, column: pa.Field) -> None:
    from pyarrow import types

    kind = column.type.value_type if types.is_dictionary(column.type) else column.type
    if types.is_nested(kind):
        said = "nested values"
    elif types.is_binary(kind) or types.is_large_binary(kind) or types.is_fixed_size_binary(kind):
        said = "bytes"
    else:
        return
    raise BookError(
        f"the column holds {said} ({column.type})",
        remedy="write it as one column of text for each value, or leave it out",
        file=str(path),
        id=f"column {column.name}",
    )


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
