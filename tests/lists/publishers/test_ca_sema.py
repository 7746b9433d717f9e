"""The Canadian list: two languages, aliases that spell one part of a name, newer elements, the real file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from brightline.errors import LayoutError, UnreadableFileError, UnsafeFileError
from brightline.lists.intake import SourceFile, open_source, source_from_bytes
from brightline.lists.publisher import ParsedEdition, Part
from brightline.lists.publishers.ca_sema import PUBLISHER
from brightline.model import Direction, Effect, NameKind, Schema, Scheme

from .seen import named, shown, texts_of

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "ca_sema"


def given(*records: str) -> SourceFile:
    return source_from_bytes("sema.xml", f"<data-set>{''.join(records)}</data-set>".encode())


def parsed(*records: str) -> ParsedEdition:
    return PUBLISHER.parse({"list": given(*records)})


def person(given_name: str, family: str, aliases: str) -> str:
    return (
        f"<record><Country>Ukraine</Country><GivenName>{given_name}</GivenName><LastName>{family}</LastName>"
        f"<Aliases>{aliases}</Aliases><Schedule>1</Schedule><Item>1</Item></record>"
    )


@pytest.fixture(scope="module")
def sample() -> ParsedEdition:
    return PUBLISHER.parse({"list": open_source(SAMPLES / "sema-lmes.xml")})


@pytest.mark.parametrize("name", ["sema-lmes.xml", "sema-lmes-2026.xml"])
def test_both_layouts_are_recognised(name: str) -> None:
    assert PUBLISHER.recognise(open_source(SAMPLES / name)) == Part("ca_sema")


@pytest.mark.parametrize(
    "text", ["<data-set><row/></data-set>", "<CONSOLIDATED_LIST/>", "country: China / Chine\n", "<record/>"]
)
def test_other_files_are_not_claimed(text: str) -> None:
    assert PUBLISHER.recognise(source_from_bytes("x.xml", text.encode())) is None


def test_names_in_two_languages_and_aliases(sample: ParsedEdition) -> None:
    assert shown(sample.parties[0]) == [
        ("Example Bank of Syria (EBS)", "primary"),
        ("Banque exemple de Syrie", "alias"),
        ("Example Holdings, Ltd.", "alias"),
        ("EBS", "alias"),
        ("BES", "alias"),
        ("Exbank", "alias"),
    ]
    assert shown(sample.parties[3]) == [("MEC Steel Mills (Hmaw Bi/Pyi/Ywama)", "primary")]


def test_a_person(sample: ParsedEdition) -> None:
    one = sample.parties[1]
    assert one.schema is Schema.PERSON
    assert (one.names[0].given, one.names[0].family) == ("Andrey Igorevich", "EXEMPLOV")
    assert [name.text for name in one.names] == [
        "Andrey Igorevich EXEMPLOV",
        "Andrei Igorevich EXEMPLOV",
        "Andrey Igorevich EXEMPLAVSKY",
        "Andrei Igorevych EXEMPLOV",
        "Batya",
        "Ivan PETROV",
    ]
    assert (one.birth_dates, one.positions) == (("1953-09-22",), ("General/général",))
    assert one.notes == ("Aliases as published: Andrei, EXEMPLAVSKY, Andrei Igorevych, Batya, Ivan PETROV",)


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("PODLIPAYEVA", "Svetlana Nikolayevna PODLIPAYEVA"),
        ("Sviatlana", "Sviatlana Nikolayevna PODLIPAEVA"),
        ("Motorola", "Motorola"),
        ("Svetlana STRELKOVA", "Svetlana STRELKOVA"),
    ],
)
def test_an_alias_of_one_word_is_put_in_its_part(alias: str, name: str) -> None:
    found = parsed(person("Svetlana Nikolayevna", "PODLIPAEVA", alias)).parties[0]
    assert found.names[1].text == name


def test_the_country_of_the_measures_is_the_partys_but_for_ukraine(sample: ParsedEdition) -> None:
    assert [one.countries for one in sample.parties] == [("sy",), (), (), ("mm",)]


def test_listings(sample: ParsedEdition) -> None:
    first, second, third, fourth = (one.listings[0] for one in sample.parties)
    assert (first.effect, first.direction) == (Effect.ASSET_FREEZE, Direction.DEALINGS_WITH)
    assert first.citation == "Special Economic Measures Act, Syria, schedule 1, item 7"
    assert second.citation == "Special Economic Measures Act, Ukraine, schedule 1, Part 2, item 3"
    assert (third.citation or "").startswith("Justice for Victims of Corrupt Foreign Officials Act, ")
    assert (third.citation or "").endswith(", item 12")
    assert fourth.citation == "Special Economic Measures Act, Burma, item 16"
    assert first.record_id == sample.parties[0].id


def test_two_days_of_birth(sample: ParsedEdition) -> None:
    assert sample.parties[2].birth_dates == ("1960-01-02", "1961-01-02")


def test_newer_elements() -> None:
    found = PUBLISHER.parse({"list": open_source(SAMPLES / "sema-lmes-2026.xml")})
    bureau, ship = found.parties
    assert (bureau.schema, bureau.countries, bureau.listings[0].listed_on) == (
        Schema.ORGANIZATION,
        ("cn",),
        "2021-03-21",
    )
    assert (ship.schema, ship.identifiers[0].scheme, ship.identifiers[0].value) == (
        Schema.VESSEL,
        Scheme.IMO,
        "9123456",
    )
    assert (ship.birth_dates, ship.notes) == ((), ("Built: 2004",))
    assert found.newest_entry == "2025-06-13"
    assert [one.what for one in found.left_out] == ["element Flag"]


def test_a_name_in_the_place_of_the_imo_number_is_an_alias() -> None:
    record = (
        "<record><Country>Russia</Country><EntityOrShip>STAR</EntityOrShip>"
        "<ShipIMONumber>EX STAR</ShipIMONumber></record>"
    )
    assert shown(parsed(record).parties[0]) == [("STAR", "primary"), ("EX STAR", "alias")]


def test_an_id_does_not_hang_on_schedule_item_or_aliases() -> None:
    first = parsed(person("Jane", "DOE", "")).parties[0]
    later = parsed(person("Jane", "DOE ", "X").replace("<Item>1", "<Item>99")).parties[0]
    assert first.id == later.id
    twice = [one.id for one in parsed(person("Jane", "DOE", ""), person("Jane", "DOE", "")).parties]
    assert twice == [first.id, f"{first.id}-2"]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("<data-set></data-set>", LayoutError),
        ("<set><record><Country>x</Country></record></set>", LayoutError),
        ("<data-set><record><Country>Syria</Country></record></data-set>", LayoutError),
        ("<data-set><record><Entity>x</Entity></record></data-set>", LayoutError),
        ("<data-set><record><Country>Syria</Country>", UnreadableFileError),
        ("<!DOCTYPE x [<!ENTITY a 'b'>]><data-set/>", UnsafeFileError),
    ],
)
def test_a_broken_file_is_refused(text: str, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"sema\.xml"):
        PUBLISHER.parse({"list": source_from_bytes("sema.xml", text.encode())})


def test_no_part_is_refused() -> None:
    with pytest.raises(LayoutError, match="the list itself is missing"):
        PUBLISHER.parse({})


# --- the real file -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real(real_lists: Path) -> ParsedEdition:
    file = open_source(real_lists / "ca-sema" / "2020-04" / "sema-lmes.xml")
    assert PUBLISHER.recognise(file) == Part("ca_sema")
    return PUBLISHER.parse({"list": file})


@pytest.mark.real
def test_real_counts(real: ParsedEdition) -> None:
    assert real.records == len(real.parties) == len({one.id for one in real.parties}) == 1369
    assert not [one.id for one in real.parties if one.id.endswith("-2")]
    assert (real.left_out, real.newest_entry) == ((), None)
    assert Counter(one.schema for one in real.parties) == {Schema.PERSON: 985, Schema.ORGANIZATION: 384}
    assert real.counts["Syria"] == 281
    assert real.counts["Burma"] == 89
    assert len(real.counts) == 10
    assert sum(bool(one.birth_dates) for one in real.parties) == 212
    kinds = Counter(name.kind for one in real.parties for name in one.names)
    assert kinds == {NameKind.PRIMARY: 1369, NameKind.ALIAS: 201}


@pytest.mark.real
def test_real_names(real: ParsedEdition) -> None:
    guards = named(real, "Islamic Revolutionary Guard Corps")
    assert shown(guards)[1] == ("Corps des Gardiens de la Révolution islamique", "alias")
    assert ("IRGC", "alias") in shown(guards)
    akimov = named(real, "Andrey Igorevich AKIMOV")
    assert [name.text for name in akimov.names] == ["Andrey Igorevich AKIMOV", "Andrei Igorevich AKIMOV"]
    every = [name.text for one in real.parties for name in one.names]
    assert not [text for text in every if text != " ".join(text.split()) or "/" in text.split("(")[0]]


@pytest.mark.real
def test_the_chinese_listings_of_2021_as_others_extracted_them(real_lists: Path) -> None:
    """No official file since 2021 is at hand: the 13 derived records, put back into the newer elements."""
    folder = real_lists / "ca-sema" / "2026-08-22-china-derived"
    elements = {
        "country": "Country", "last_name": "LastName", "given_name": "GivenName",
        "entity_or_ship": "EntityOrShip", "schedule": "Schedule", "item": "Item",
        "date_of_listing": "DateOfListing", "date_of_birth_or_ship_build_date": "DateOfBirthOrShipBuildDate",
    }  # fmt: skip
    records = []
    for path in sorted(folder.glob("*.yaml")):
        raw = texts_of(path)
        assert not raw.keys() - elements.keys()
        texts = "".join(f"<{elements[key]}>{text}</{elements[key]}>" for key, text in raw.items())
        records.append(f"<record>{texts}</record>")
    found = parsed(*records)
    assert (found.records, found.counts) == (13, {"China": 13})
    assert Counter(one.schema for one in found.parties) == {Schema.PERSON: 12, Schema.ORGANIZATION: 1}
    bureau = named(found, "Xinjiang Production and Construction Corps Public Security Bureau")
    assert bureau.listings[0].listed_on == "2021-03-21"
    assert bureau.listings[0].citation == "Special Economic Measures Act, China, schedule Part 2, item 1"
    assert named(found, "Hailun Zhu").countries == ("cn",)
    assert named(found, "Hongbo Zhang").birth_dates == ("1965-03",)
