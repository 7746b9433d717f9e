"""Answers made by hand: a listed company with two listings, a person, and a row without hits."""

from __future__ import annotations

import pytest

from brightline.model import Direction, Effect, Listing, Name, Party, Schema
from brightline.model.screening import EditionUsed, Hit, Screened, Subject

MADE_ON = "2026-11-22"

_ENTITY_LIST = Listing(
    list="us_csl",
    record_id="us-csl:1",
    program="Entity List (EL)",
    authority="Bureau of Industry and Security",
    effect=Effect.LICENCE_REQUIREMENT,
    direction=Direction.EXPORTS_TO,
    terms="For all items subject to the EAR.",
    listed_on="2019-10-09",
    citation="84 FR 54002",
    url="https://www.bis.gov/entity-list",
    covers="and all subordinates",
)
_FREEZE = Listing(
    list="us_ofac_sdn",
    record_id="us-ofac:29159",
    program="GLOMAG",
    authority="Office of Foreign Assets Control",
    effect=Effect.ASSET_FREEZE,
    direction=Direction.DEALINGS_WITH,
    url="javascript:alert(1)",
    confidence="medium",
)


def party(name: str, *listings: Listing, schema: Schema = Schema.COMPANY) -> Party:
    return Party(id="us-csl:1", schema=schema, names=(Name(name),), countries=("cn",), listings=listings)


def answer(row: int, name: str, *hits: Hit, **columns: str) -> Screened:
    return Screened(Subject(row=row, name=name, input={"Name": name, **columns}), hits)


@pytest.fixture
def hit() -> Hit:
    listed = party("Hangzhou Hikvision Digital Technology Co., Ltd.", _ENTITY_LIST, _FREEZE)
    return Hit(
        listed, 0.99968, "海康威视", listed.listings, ("The same name, letter for letter.", "CN agrees.")
    )


@pytest.fixture
def screened(hit: Hit) -> list[Screened]:
    return [
        answer(1, "海康威視", hit, Country="中国"),
        answer(2, "<script>alert('x')</script> & Söhne", hit, hit, Country="DE"),
        answer(4, "Siemens AG", Country="Germany"),
    ]


@pytest.fixture
def lists() -> dict[str, EditionUsed]:
    return {
        "us_csl": EditionUsed(
            "us_csl",
            "Consolidated Screening List",
            "2026-07-31-abc",
            "2026-07-31",
            "2026-08-01T10:00:00Z",
            14000,
        ),
        "us_ofac_sdn": EditionUsed(
            "us_ofac_sdn",
            "SDN List",
            "e2",
            None,
            "2026-11-21T10:00:00Z",
            9,
            ("The list is stale.", "Fetch <it>."),
        ),
    }
