"""Every publisher that brightline knows, one module or folder each."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import cast

from brightline.lists.publisher import ListAbout, Publisher

# In the order of the documentation; of two that publish the same list, the first describes it. ``own_csv``
# recognises nothing by itself.
_MODULES = (
    "us_csl",
    "us_ofac",
    "us_ofac_xml",
    "us_bis_ecfr",
    "us_bis_dpl",
    "us_uflpa",
    "us_cbp_wro",
    "us_ddtc_debarred",
    "us_state_isn",
    "us_dod_1260h",
    "us_fcc_covered",
    "un_sc",
    "eu_fsf",
    "gb_uksl",
    "ca_sema",
    "au_dfat",
    "ch_seco",
    "jp_meti_eul",
    "jp_mof_asset_freeze",
    "no_nbim_exclusions",
    "starter",
    "ftm",
    "own_csv",
)


@cache
def all_publishers() -> tuple[Publisher, ...]:
    """Every publisher, ready to recognise and parse."""
    found: list[Publisher] = []
    for name in _MODULES:
        module = import_module(f"{__name__}.{name}")
        # One file of the eCFR holds three lists: a publisher each.
        found += cast("tuple[Publisher, ...]", getattr(module, "PUBLISHERS", (module.PUBLISHER,)))
    return tuple(found)


@cache
def about_lists() -> dict[str, ListAbout]:
    """What is known of every list, by its id."""
    lists: dict[str, ListAbout] = {}
    for publisher in all_publishers():
        for one in publisher.lists:
            lists.setdefault(one.id, one)
    return lists
