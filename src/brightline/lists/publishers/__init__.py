"""Every publisher that brightline knows, one module or folder each."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import cast

from brightline.lists.publisher import ListAbout, Publisher

# In the order in which they are asked whether a file is theirs. ``own_csv`` recognises nothing by itself.
_MODULES = ("us_csl", "us_ofac", "us_uflpa", "us_bis_dpl", "un_sc", "starter", "ftm", "own_csv")


@cache
def all_publishers() -> tuple[Publisher, ...]:
    """Every publisher, ready to recognise and parse."""
    modules = (import_module(f"{__name__}.{name}") for name in _MODULES)
    return tuple(cast("Publisher", module.PUBLISHER) for module in modules)


@cache
def about_lists() -> dict[str, ListAbout]:
    """What is known of every list, by its id."""
    return {one.id: one for publisher in all_publishers() for one in publisher.lists}
