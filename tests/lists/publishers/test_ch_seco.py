"""The Swiss list, on a sample made by hand from its schema: no real bytes have been read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from brightline.errors import LayoutError, UnreadableFileError, UnsafeFileError
from brightline.lists.intake import open_source, source_from_bytes
from brightline.lists.publisher import ParsedEdition, Part
from brightline.lists.publishers.ch_seco import PUBLISHER
from brightline.model import Direction, Effect, Schema, Scheme

from .seen import shown

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "ch_seco" / "consolidated-list.xml"
PROGRAMME = "Ordinance on measures against Belarus: Annex 13"


def parsed(targets: str) -> ParsedEdition:
    text = f'<swiss-sanctions-list date="2026-01-02">{targets}</swiss-sanctions-list>'
    return PUBLISHER.parse({"list": source_from_bytes("ch.xml", text.encode())})


def target(parts: str, number: str = "1") -> str:
    return (
        f'<target ssid="{number}"><individual><identity main="true"><name name-type="primary-name">{parts}'
        "</name></identity></individual></target>"
    )


@pytest.fixture(scope="module")
def sample() -> ParsedEdition:
    return PUBLISHER.parse({"list": open_source(SAMPLE)})


def test_the_list_is_recognised() -> None:
    assert PUBLISHER.recognise(open_source(SAMPLE)) == Part("ch_seco")
    assert PUBLISHER.recognise(source_from_bytes("x", b"<sanctions-list/>")) is None


def test_counts(sample: ParsedEdition) -> None:
    assert (sample.records, len(sample.parties), sample.published) == (4, 3, "2026-08-20")
    assert sample.counts == {PROGRAMME: 2, "": 2}
    assert sample.newest_entry == "2022-03-16"
    assert [(one.what, one.why) for one in sample.left_out] == [
        ("target 400", "removed, and no name remains"),
        (
            "1 statement(s) about ethnicity, tribe, religion, health, body or gender",
            "brightline keeps no such data about a person",
        ),
    ]


def test_names_of_the_main_identity_come_first_and_history_is_not_read(sample: ParsedEdition) -> None:
    assert shown(sample.parties[0]) == [
        ("Aliaksandr Ivanavich Example", "primary"),
        ("Александр Иванович ПРИМЕР", "original_script"),
        ("Aliaksandr Ivanavich Exampel", "alias"),
        ("A. Old", "former"),
        ("Batka", "weak"),
    ]
    first = sample.parties[0].names[0]
    assert (first.given, first.family) == ("Aliaksandr", "Example")


def test_a_person(sample: ParsedEdition) -> None:
    one = sample.parties[0]
    assert (one.id, one.schema, one.countries) == ("ch-seco:100", Schema.PERSON, ("by",))
    assert one.birth_dates == ("1954-08-30", "1950", "1951")
    assert one.birth_places == ("Kopys, Vitebsk, Belarus",)
    assert one.addresses[0].full == "1 Example Street, 220000, Minsk, Belarus"
    assert (one.addresses[0].city, one.addresses[0].country) == ("Minsk", "by")
    assert [(number.scheme, number.value, number.country) for number in one.identifiers] == [
        (Scheme.OTHER, "BLR.001", None),
        (Scheme.PASSPORT, "MP123", "by"),
    ]
    assert one.notes == ("Responsible for examples.",)


def test_a_listing_lasts_from_its_first_change(sample: ParsedEdition) -> None:
    listing = sample.parties[0].listings[0]
    assert (listing.effect, listing.direction) == (Effect.ASSET_FREEZE, Direction.DEALINGS_WITH)
    assert (listing.listed_on, listing.removed_on, listing.program) == ("2022-03-16", None, PROGRAMME)


def test_a_removed_target_is_a_listing_that_has_ended(sample: ParsedEdition) -> None:
    bank = sample.parties[1]
    listing = bank.listings[0]
    assert (bank.schema, listing.listed_on, listing.removed_on) == (
        Schema.ORGANIZATION,
        "2021-01-05",
        "2024-02-01",
    )
    assert not listing.in_force("2026-01-01")
    assert bank.identifiers[0].value == "9123456"


def test_an_object_is_a_vessel_or_an_aircraft(sample: ParsedEdition) -> None:
    assert sample.parties[2].schema is Schema.AIRPLANE
    ship = target('<name-part name-part-type="whole-name"><value>STAR</value></name-part>')
    ship = ship.replace("<individual>", '<object object-type="vessel">').replace("</individual>", "</object>")
    assert parsed(ship).parties[0].schema is Schema.VESSEL


def part(kind: str, value: str, *variants: tuple[str, str, str]) -> str:
    spelled = "".join(
        f'<spelling-variant lang="{language}" script="{script}">{text}</spelling-variant>'
        for language, script, text in variants
    )
    return f'<name-part name-part-type="{kind}"><value>{value}</value>{spelled}</name-part>'


@pytest.mark.parametrize(
    ("parts", "names"),
    [
        ([("family-name", "Doe"), ("given-name", "Jane"), ("title", "Dr.")], ["Jane Doe"]),
        (
            [("whole-name", "Acme", ("eng", "LATN", "Akme"), ("eng", "LATN", "Acmé"))],
            ["Acme", "Akme", "Acmé"],
        ),
        ([("family-name", "Doe", ("ara", "ARAB", "دو")), ("given-name", "Jane")], ["Jane Doe", "دو"]),
    ],
)
def test_names_in_parts(parts: list[Any], names: list[str]) -> None:
    one = parsed(target("".join(part(*each) for each in parts))).parties[0]
    assert [name.text for name in one.names] == names


PART = '<name-part name-part-type="whole-name"><value>A</value></name-part>'


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("<swiss-sanctions-list/>", LayoutError),
        (f"<swiss-sanctions-list>{target(PART, '')}</swiss-sanctions-list>", LayoutError),
        (f"<swiss-sanctions-list>{target(PART)}{target(PART)}</swiss-sanctions-list>", LayoutError),
        (f"<swiss-sanctions-list>{target(PART)}", UnreadableFileError),
        ("<!DOCTYPE x><swiss-sanctions-list/>", UnsafeFileError),
    ],
)
def test_a_broken_file_is_refused(text: str, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"ch\.xml"):
        PUBLISHER.parse({"list": source_from_bytes("ch.xml", text.encode())})


def test_a_target_without_a_name_is_said_and_no_part_is_refused() -> None:
    found = parsed(f'<target ssid="1"><entity/></target>{target(PART, "2")}')
    assert [(one.what, one.why) for one in found.left_out] == [("target 1", "it has no name")]
    with pytest.raises(LayoutError, match="the list itself is missing"):
        PUBLISHER.parse({})
