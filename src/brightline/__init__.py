"""brightline: who a company would deal with, and what law and its own policy say about it.

The public functions are imported on first use, so that ``import brightline`` costs nothing.

Example:
    >>> import brightline
    >>> brightline.compare("海康威視", "海康威视", kind="company").score > 0.9
    True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brightline.match.compare import Comparison

__version__ = "0.1.0"
__all__ = ["__version__", "compare"]


def compare(a: str, b: str, kind: str | None = None) -> Comparison:
    """How alike two names are, from 0 to 1, with the reasons in words: what a screen gives for names alone.

    Args:
        a: A name, in any script.
        b: Another.
        kind: ``person``, ``company``, ``organization``, ``public body``, ``vessel``, ``airplane`` or
            ``legal entity``, in any case; every reading is tried where it is not given.

    Raises:
        brightline.errors.UnknownValueError: There is no such kind.
    """
    from brightline.match.compare import compare as compare_names
    from brightline.model.party import schema_named

    return compare_names(a, b, schema_named(kind) if kind else None)
