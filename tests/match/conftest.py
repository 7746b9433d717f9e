"""A small index made by hand: listed parties of several kinds, with enough others for words to be rare."""

from __future__ import annotations

import pytest

from brightline.match.index import Index, build_index
from brightline.model import (
    Direction,
    Effect,
    Identifier,
    Listing,
    Name,
    NameKind,
    Party,
    Schema,
    Scheme,
)

_OTHERS = (
    "Baltic Grain Terminal LLC",
    "Caspian Drilling Services Ltd",
    "Golden Horn Shipping Company",
    "Orient Textile Trading FZE",
    "Northern Timber Export JSC",
    "Alborz Petrochemical Industries",
    "Sahara Minerals Group",
    "Pacific Bright Electronics Co., Ltd.",
    "Danube Machinery Works",
    "Volga Optical Instruments",
)


def listing(removed_on: str | None = None) -> Listing:
    return Listing(
        list="sample",
        record_id="1",
        program="Sample",
        authority="Sample authority",
        effect=Effect.LICENCE_REQUIREMENT,
        direction=Direction.EXPORTS_TO,
        listed_on="2019-10-09",
        removed_on=removed_on,
    )


def party(
    id: str,  # noqa: A002  the field's name
    *names: str,
    schema: Schema = Schema.COMPANY,
    countries: tuple[str, ...] = (),
    births: tuple[str, ...] = (),
    identifiers: tuple[Identifier, ...] = (),
    weak: tuple[str, ...] = (),
    removed_on: str | None = None,
) -> Party:
    return Party(
        id=id,
        schema=schema,
        names=(*map(Name, names), *(Name(one, NameKind.WEAK) for one in weak)),
        countries=countries,
        birth_dates=births,
        identifiers=identifiers,
        listings=(listing(removed_on),),
    )


PARTIES = (
    party("hik", "Hangzhou Hikvision Digital Technology Co., Ltd.", "海康威视", countries=("cn",)),
    party("dahua", "Zhejiang Dahua Technology Co., Ltd.", countries=("cn",)),
    party("daqo", "Xinjiang Daqo New Energy, Co. Ltd", countries=("cn",)),
    party("xpcc7", "Xinjiang Production and Construction Corps 7th Division", schema=Schema.PUBLIC_BODY),
    party(
        "chen",
        "CHEN, Quanguo",
        schema=Schema.PERSON,
        countries=("cn",),
        births=("1955",),
        weak=("The Secretary",),
    ),
    party("omar", "Mohammed Omar Haqqani", schema=Schema.PERSON, births=("1970-03-01",)),
    party("iris", "IRIS", schema=Schema.VESSEL, identifiers=(Identifier(Scheme.IMO, "9187629"),)),
    party("old", "Formerly Listed Widgets Ltd", removed_on="2020-01-01"),
    *(party(f"other{number}", name) for number, name in enumerate(_OTHERS)),
)


@pytest.fixture(scope="session")
def index() -> Index:
    return build_index(PARTIES)
