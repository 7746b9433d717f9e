"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from brightline.errors import UnknownValueError


def pairs(values: Sequence[str]) -> Mapping[str, str]:
    """``field=heading`` options as a mapping.

    Raises:
        UnknownValueError: One has no ``=``.
    """
    found = {}
    for value in values:
        field, equals, heading = value.partition("=")
        if not (equals and field.strip() and heading.strip()):
            raise UnknownValueError(
                "not of the form field=heading", remedy='for example --map name="Company name"', id=value
            )
        found[field.strip()] = heading.strip()
    return found


def comma_separated(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> tuple[str, ...]:
    """A comma-separated option as a tuple."""
    return tuple(one.strip() for one in (value or "").split(",") if one.strip())


def full_date(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """A full ISO date, refused otherwise."""
    from datetime import date

    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as problem:
        raise click.BadParameter("use a full date, such as 2021-12-09") from problem
