"""Typed access to the fields of a hand-written record: each mistake is named with its file and record."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal, overload

from brightline.errors import LayoutError, SpecialCategoryError
from brightline.model.dates import partial_date
from brightline.model.special_categories import special_category


@dataclass(frozen=True, slots=True)
class Fields:
    """One mapping of a file, with what is needed to name it in an error."""

    held: Mapping[str, object]
    file: str
    name: str | None = None

    @classmethod
    def of(cls, raw: object, file: str, name: str | None = None) -> Fields:
        """Take a mapping; anything else is refused."""
        if not isinstance(raw, dict) or not all(isinstance(key, str) for key in raw):
            raise LayoutError("a mapping of fields is expected", remedy=_SEE, file=file, id=name)
        return cls(raw, file, name)

    def error(self, problem: str, remedy: str) -> LayoutError:
        """An error about this record."""
        return LayoutError(problem, remedy=remedy, file=self.file, id=self.name)

    def only(self, known: Collection[str]) -> None:
        """Refuse fields that are not known, so that a misspelt one is not silently without effect.

        Raises:
            LayoutError: A field is unknown.
            SpecialCategoryError: A field holds a special category of personal data.
        """
        for key in self.held:
            if key in known:
                continue
            if category := special_category(key):
                raise SpecialCategoryError(
                    f"the field {key!r} holds a special category of personal data ({category}), "
                    "which brightline never takes in",
                    remedy="remove the field from the whole file",
                    file=self.file,
                    id=self.name,
                )
            near = difflib.get_close_matches(key, known, n=1)
            raise self.error(
                f"unknown field {key!r}",
                f"did you mean {str(near[0])!r}" if near else f"known are {_listed(known)}",
            )

    @overload
    def text(self, key: str, *, required: Literal[True] = True) -> str: ...
    @overload
    def text(self, key: str, *, required: Literal[False]) -> str | None: ...
    def text(self, key: str, *, required: bool = True) -> str | None:
        """One text; a number or a date that YAML made of it becomes text again."""
        value = self.held.get(key)
        if value is None and not required:
            return None
        if isinstance(value, str | int | float | dt.date) and (text := str(value).strip()):
            return text
        raise self.error(
            f"the field {key!r} is missing" if value is None else f"the field {key!r} is no text", _SEE
        )

    def date_or_none(self, key: str) -> str | None:
        """One partial ISO date, if it is there."""
        text = self.text(key, required=False)
        if text is None:
            return None
        if (date := partial_date(text)) != text:
            raise self.error(
                f"the field {key!r} is no date: {text[:40]!r}", "write it as 2019-10-09, 2019-10 or 2019"
            )
        return date

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, or one."""
        value = self.held.get(key)
        if value is None:
            return ()
        values = value if isinstance(value, list) else [value]
        return tuple(Fields({key: one}, self.file, self.name).text(key) for one in values)

    def flag(self, key: str) -> bool:
        """Yes or no; no where it is absent."""
        value = self.held.get(key, False)
        if not isinstance(value, bool):
            raise self.error(f"the field {key!r} is neither true nor false", _SEE)
        return value

    def child(self, key: str) -> Fields:
        """A mapping within this one; empty where it is absent."""
        return Fields.of(self.held.get(key) or {}, self.file, self.name)

    def children(self, key: str) -> tuple[Fields, ...]:
        """The mappings of a list; each bears its own id, if it has one, in errors."""
        value = self.held.get(key) or []
        if not isinstance(value, list):
            raise self.error(f"the field {key!r} is no list", _SEE)
        return tuple(Fields.of(one, self.file, _id_of(one) or self.name) for one in value)

    def choice(self, key: str, choices: Mapping[str, str], what: str) -> str | None:
        """The meaning of a code, if one is given."""
        code = self.text(key, required=False)
        if code is None:
            return None
        if code not in choices:
            near = difflib.get_close_matches(code, choices, n=1)
            remedy = f"did you mean {str(near[0])!r}" if near else f"known are {_listed(choices)}"
            raise self.error(f"unknown {what} {code[:40]!r}", remedy)
        return choices[code]


_SEE = "see the documentation of the format, and the starter list for examples"


def _id_of(raw: object) -> str | None:
    found = raw.get("id") if isinstance(raw, dict) else None
    return found if isinstance(found, str) else None


def _listed(known: Collection[str]) -> str:
    return ", ".join(sorted(known))
