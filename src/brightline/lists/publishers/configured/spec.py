"""What a configuration may say, and the check of it: each error names the key, with the likeliest meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TypeVar

from brightline.errors import SpecialCategoryError, UnknownValueError, UnreadableFileError
from brightline.model import Direction, Effect, Schema
from brightline.model.special_categories import special_category

FIELDS = ("name", "alias", "country", "address", "reason", "listed_on", "citation", "url")
_CONSTANTS = ("country", "reason", "listed_on", "citation", "url", "program", "schema", "confidence")
_NEEDED = (
    "id", "title", "authority", "url", "licence", "effect", "direction", "format", "marker", "columns",
)  # fmt: skip
_OPTIONAL = ("table", "delimiter", "constants")
_CONFIDENCES = ("high", "medium", "low")
_ID = re.compile(r"[a-z][a-z0-9_]*")
# DESIGN: people enter the data only as the publisher of a sanctions list names them.
_SCHEMAS = tuple(schema for schema in Schema if schema is not Schema.PERSON)

_E = TypeVar("_E", bound=StrEnum)


class Format(StrEnum):
    """In which form a list comes."""

    CSV = "csv"
    HTML = "html"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Column:
    """Where a field stands: its heading, what divides several values, and the form of a day."""

    heading: str
    separator: str | None = None
    date_format: str | None = None


@dataclass(frozen=True, slots=True)
class Spec:
    """One configured list, checked.

    Attributes:
        file: The configuration's own file, for errors.
        id: Of the list and of its publisher.
        title: The publisher's title.
        authority: Who publishes it.
        url: Where.
        licence: Under which it may be used.
        effect: What a listing means; ``notice`` for research.
        direction: Which way of dealing it concerns.
        format: Of the file.
        marker: Headings by which a file is recognised.
        columns: Where each field stands.
        table: Which table or sheet: its number from 1, or the text of its heading; else the first that fits.
        delimiter: Of a CSV file.
        constants: What is the same for every row.
        schema: What kind of party the rows name.
    """

    file: str
    id: str
    title: str
    authority: str
    url: str
    licence: str
    effect: Effect
    direction: Direction
    format: Format
    marker: tuple[str, ...]
    columns: Mapping[str, Column]
    table: int | str | None = None
    delimiter: str = ","
    constants: Mapping[str, str] = field(default_factory=dict)
    schema: Schema = Schema.ORGANIZATION


def read_spec(path: Path) -> Spec:
    """Read and check a configuration.

    Raises:
        SpecialCategoryError: It maps a column of a special category of personal data.
        UnknownValueError: A key or value is missing, unknown or of the wrong kind.
        UnreadableFileError: The file cannot be read, or is no YAML.
    """
    name = str(path)
    raw = _mapping(name, "the file", _loaded(path))
    _known(name, "key", raw, (*_NEEDED, *_OPTIONAL))
    for key in _NEEDED:
        if key not in raw:
            _wrong(
                name, key, f"the key {key!r} is missing", f"add it: all of {', '.join(_NEEDED)} are needed"
            )
    constants = _constants(name, raw.get("constants"))
    schema = constants.pop("schema", Schema.ORGANIZATION.value)
    if schema == Schema.PERSON.value:
        _wrong(
            name,
            "constants.schema",
            "a configured list may not name people, who enter only from a sanctions list",
            f"use one of: {', '.join(_SCHEMAS)}",
        )
    return Spec(
        file=name,
        id=_id(name, _text(name, "id", raw["id"])),
        title=_text(name, "title", raw["title"]),
        authority=_text(name, "authority", raw["authority"]),
        url=_text(name, "url", raw["url"]),
        licence=_text(name, "licence", raw["licence"]),
        effect=_one_of(name, "effect", raw["effect"], Effect),
        direction=_one_of(name, "direction", raw["direction"], Direction),
        format=_one_of(name, "format", raw["format"], Format),
        marker=_texts(name, "marker", raw["marker"]),
        columns=_columns(name, raw["columns"]),
        table=_table(name, raw.get("table")),
        delimiter=_text(name, "delimiter", raw.get("delimiter", ",")),
        constants=constants,
        schema=_one_of(name, "constants.schema", schema, Schema),
    )


def _loaded(path: Path) -> object:
    import yaml

    try:
        loaded: object = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except yaml.MarkedYAMLError as problem:
        row = problem.problem_mark.line + 1 if problem.problem_mark else None
        raise UnreadableFileError(
            f"not valid YAML: {problem.problem}", remedy="correct it", file=str(path), row=row
        ) from problem
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        raise UnreadableFileError(
            f"cannot be read: {problem}", remedy="check the path; save it as UTF-8", file=str(path)
        ) from problem
    return loaded


def _columns(name: str, value: object) -> dict[str, Column]:
    raw = _mapping(name, "columns", value)
    _known(name, "field", raw, FIELDS)
    if "name" not in raw:
        _wrong(name, "columns.name", "no column holds the name", "add columns.name")
    found = {one: _column(name, f"columns.{one}", given) for one, given in raw.items()}
    for one, column in found.items():
        refuse_special(column.heading, name)
        if column.separator and one not in {"alias", "address"}:
            _wrong(name, f"columns.{one}", "only alias and address may hold several", "remove the separator")
        if column.date_format and one != "listed_on":
            _wrong(name, f"columns.{one}", "only listed_on is a day", "remove the format")
    return found


def _column(name: str, key: str, value: object) -> Column:
    if isinstance(value, str):
        return Column(value)
    raw = _mapping(name, key, value)
    _known(name, f"key of {key}", raw, ("column", "separator", "format"))
    if "column" not in raw:
        _wrong(name, key, "it names no column", "add column: the heading as the file has it")
    column = Column(
        _text(name, f"{key}.column", raw["column"]),
        _text(name, f"{key}.separator", raw["separator"]) if "separator" in raw else None,
        _text(name, f"{key}.format", raw["format"]) if "format" in raw else None,
    )
    if column.date_format and not _is_date_format(column.date_format):
        _wrong(
            name,
            f"{key}.format",
            f"{column.date_format!r} is no form of a date",
            "use one such as '%d %B %Y'",
        )
    return column


def _is_date_format(text: str) -> bool:
    try:
        return datetime(2001, 2, 3).strftime(text) != text and "%" in text  # noqa: DTZ001  no moment in time
    except ValueError:
        return False


def _constants(name: str, value: object) -> dict[str, str]:
    raw = {} if value is None else _mapping(name, "constants", value)
    _known(name, "constant", raw, _CONSTANTS)
    found = {one: _text(name, f"constants.{one}", given) for one, given in raw.items()}
    if found.get("confidence", "high") not in _CONFIDENCES:
        _unknown(name, "confidence", found["confidence"], _CONFIDENCES)
    return found


def _table(name: str, value: object) -> int | str | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
        return value if isinstance(value, int) else None
    return _text(name, "table", value)


def _id(name: str, text: str) -> str:
    if not _ID.fullmatch(text):
        _wrong(name, "id", f"{text!r} cannot be an id", "use lower-case letters, digits and underscores")
    return text


def _one_of(name: str, key: str, value: object, kinds: type[_E]) -> _E:
    text = _text(name, key, value)
    values = {kind.value: kind for kind in kinds}
    if text not in values:
        _unknown(name, key, text, values)
    return values[text]


def _mapping(name: str, key: str, value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        _wrong(name, key, "it is no table of keys and values", "write it as 'key: value' lines")
    return {str(one): given for one, given in value.items()}


def _text(name: str, key: str, value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int)) or not str(value).strip(" "):
        _wrong(name, key, "it is no text", "give a text, in quotation marks where it looks like a date")
    return str(value)


def _texts(name: str, key: str, value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    if not values:
        _wrong(name, key, "it is empty", "give one heading at least")
    return tuple(_text(name, key, one) for one in values)


def _known(name: str, what: str, raw: Mapping[str, object], known: Collection[str]) -> None:
    for key in raw:
        refuse_special(key, name)
        if key not in known:
            _unknown(name, what, key, known)


def refuse_special(heading: str, file: str, row: int | None = None) -> None:
    """Refuse a heading of a special category of personal data.

    Raises:
        SpecialCategoryError: It is one.
    """
    if category := special_category(heading):
        raise SpecialCategoryError(
            f"the column {heading!r} holds a special category of personal data ({category}), which "
            "brightline never takes in",
            remedy="remove the column",
            file=file,
            row=row,
            id=heading,
        )


def _unknown(name: str, what: str, given: str, known: Collection[str]) -> NoReturn:
    near = difflib.get_close_matches(given, list(known), n=1, cutoff=0.5)
    remedy = f"did you mean {near[0]!r}" if near else f"use one of: {', '.join(known)}"
    raise UnknownValueError(f"there is no {what} {given!r}", remedy=remedy, file=name, id=given)


def _wrong(name: str, key: str, problem: str, remedy: str) -> NoReturn:
    raise UnknownValueError(problem, remedy=remedy, file=name, id=key)
