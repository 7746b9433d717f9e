"""The UK Sanctions List: XML and CSV give the same parties; measures, dates, the excerpt, Xinjiang."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from brightline.errors import LayoutError, UnreadableFileError
from brightline.lists.intake import open_source, source_from_bytes
from brightline.lists.publisher import ParsedEdition, Part
from brightline.lists.publishers.gb_uksl import PUBLISHER
from brightline.lists.publishers.gb_uksl.party import birth_date
from brightline.model import Direction, Effect, Schema, Scheme, TieKind

from .seen import named, shown, texts_of

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "gb_uksl"
XML = SAMPLES / "UK-Sanctions-List.xml"
CSV = SAMPLES / "UK-Sanctions-List.csv"


def xml_of(*designations: str) -> ParsedEdition:
    text = f"<Designations><DateGenerated>01/02/2026</DateGenerated>{''.join(designations)}</Designations>"
    return PUBLISHER.parse({"list": source_from_bytes("uk.xml", text.encode())})


def designation(kind: str = "Entity", measures: str = "Asset freeze", unique: str = "X1") -> str:
    return (
        f"<Designation><UniqueID>{unique}</UniqueID><Names><Name><Name6>Acme</Name6>"
        "<NameType>Primary Name</NameType></Name></Names><RegimeName>R</RegimeName>"
        f"<IndividualEntityShip>{kind}</IndividualEntityShip>"
        f"<SanctionsImposed>{measures}</SanctionsImposed></Designation>"
    )


@pytest.fixture(scope="module")
def sample() -> ParsedEdition:
    return PUBLISHER.parse({"list": open_source(XML)})


@pytest.mark.parametrize("path", [XML, CSV])
def test_both_forms_are_recognised(path: Path) -> None:
    assert PUBLISHER.recognise(open_source(path)) == Part("gb_uksl")


@pytest.mark.parametrize(
    "text", ["unique_id: GHR0075\n", "<Designation/>", "name,regime\nx,y\n", "Name 6,x\n"]
)
def test_other_files_are_not_claimed(text: str) -> None:
    assert PUBLISHER.recognise(source_from_bytes("x", text.encode())) is None


def test_the_csv_gives_the_same_parties_as_the_xml(sample: ParsedEdition) -> None:
    other = PUBLISHER.parse({"list": open_source(CSV)})
    assert (other.records, other.counts, other.published) == (3, sample.counts, sample.published)
    assert other.published == "2026-09-02"
    assert other.ties == sample.ties
    for ours, theirs in zip(other.parties, sample.parties, strict=True):
        assert sorted(shown(ours)) == sorted(shown(theirs))
        assert sorted(ours.notes) == sorted(theirs.notes)
        assert replace(ours, names=(), notes=()) == replace(theirs, names=(), notes=())


def test_names_whatever_the_casing_of_their_type(sample: ParsedEdition) -> None:
    assert shown(sample.parties[0]) == [
        ("Example Public Security Bureau", "primary"),
        ("Example Bingtuan ju", "alias"),
        ("EPSB", "weak"),
        ("例公安局", "original_script"),
    ]
    doe = sample.parties[1]
    assert shown(doe) == [("JOHN VAN DOE", "primary"), ("JON DOE", "alias")]
    assert (doe.names[0].given, doe.names[0].family) == ("JOHN VAN", "DOE")


def test_an_entity(sample: ParsedEdition) -> None:
    one = sample.parties[0]
    assert (one.id, one.schema, one.countries) == ("gb-uksl:GHR9001", Schema.ORGANIZATION, ("cn",))
    assert one.addresses[0].full == "1 Guangming Road, Urumqi, 830000, China"
    assert [(number.scheme, number.value, number.label) for number in one.identifiers] == [
        (Scheme.OTHER, "14079", "OFSI Group ID"),
        (Scheme.REGISTRATION, "91650000X", None),
    ]
    assert one.notes == (
        "Director: A. Example.",
        "Runs example centres.",
        "PhoneNumber: +86 000",
        "TypeOfEntity: Government body",
    )
    listing = one.listings[0]
    assert (listing.effect, listing.direction) == (Effect.ASSET_FREEZE, Direction.DEALINGS_WITH)
    assert listing.terms == "Asset freeze; Director Disqualification Sanction"
    assert (listing.listed_on, listing.notes) == ("2021-03-22", ("Last updated: 2026-08-04",))
    assert listing.authority == "Foreign, Commonwealth and Development Office, United Kingdom"


def test_a_person(sample: ParsedEdition) -> None:
    one = sample.parties[1]
    assert one.birth_dates == ("1945", "1946-03", "1947-03-02")
    assert (one.birth_places, one.positions) == (("Kabul, Afghanistan",), ("Education Attache",))
    assert {(number.scheme, number.value) for number in one.identifiers} == {
        (Scheme.UN, "TAi.902"),
        (Scheme.PASSPORT, "SE 012820"),
    }
    assert one.notes == ("Speaks Dari.",)
    assert (one.listings[0].effect, one.listings[0].direction) == (Effect.NOTICE, Direction.NONE)
    assert one.listings[0].authority.startswith("United Nations Security Council")
    assert [left.what[:14] for left in sample.left_out] == ["1 statement(s)"]


def test_a_ship_and_ties_by_name(sample: ParsedEdition) -> None:
    ship = sample.parties[2]
    assert (ship.schema, ship.identifiers[0].scheme, ship.identifiers[0].value) == (
        Schema.VESSEL,
        Scheme.IMO,
        "9123456",
    )
    assert ship.notes == ("CurrentBelievedFlagOfShip: Gabon",)
    assert ship.listings[0].effect is Effect.SECTORAL_RESTRICTION
    assert [(tie.origin, tie.kind, tie.target_name) for tie in sample.ties] == [
        ("gb-uksl:GHR9001", TieKind.OWNS, "Example Prison Farm"),
        ("gb-uksl:GHR9001", TieKind.LINKED_TO, "Example Corps"),
        ("gb-uksl:RUS9003", TieKind.LINKED_TO, "Example Shipping SA"),
    ]


@pytest.mark.parametrize(
    ("kind", "measures", "effect", "direction"),
    [
        ("Entity", "Travel Ban|Asset freeze", Effect.ASSET_FREEZE, Direction.DEALINGS_WITH),
        ("Entity", "Trust Services Sanctions", Effect.SECTORAL_RESTRICTION, Direction.DEALINGS_WITH),
        ("Entity", "Targeted Arms Embargo|Travel Ban", Effect.LICENCE_REQUIREMENT, Direction.EXPORTS_TO),
        ("Individual", "Travel Ban", Effect.NOTICE, Direction.NONE),
        ("Entity", "Something new", Effect.ASSET_FREEZE, Direction.DEALINGS_WITH),
        ("Entity", "", Effect.ASSET_FREEZE, Direction.DEALINGS_WITH),
        ("Ship", "", Effect.SECTORAL_RESTRICTION, Direction.DEALINGS_WITH),
    ],
)
def test_the_gravest_measure_is_the_effect(
    kind: str, measures: str, effect: Effect, direction: Direction
) -> None:
    listing = xml_of(designation(kind, measures)).parties[0].listings[0]
    assert (listing.effect, listing.direction) == (effect, direction)
    assert (listing.terms or "").split("; ") == measures.split("|")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("dd/mm/1945", "1945"),
        ("DD/MM/1945", "1945"),
        ("dd/03/1945", "1945-03"),
        ("02/03/1945", "1945-03-02"),
        ("30/02/1945", "1945"),
        ("1945", "1945"),
        ("about 1945", None),
    ],
)
def test_birth_dates(text: str, day: str | None) -> None:
    assert birth_date(text) == day


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("<Designations></Designations>", LayoutError),
        ("<Other><Designation/></Other>", LayoutError),
        ("<Designations><Designation><UniqueID>X</UniqueID></Designation></Designations>", LayoutError),
        (f"<Designations>{designation()}{designation()}</Designations>", LayoutError),
        ("<Designations><Designation>", UnreadableFileError),
        ("Unique ID,Name 6\nX,Y\n", LayoutError),
        (
            "Report Date: 1\nUnique ID,Name 6,Name type,Regime Name,Sanctions Imposed\nX,Y\n",
            UnreadableFileError,
        ),
    ],
)
def test_a_broken_file_is_refused(text: str, error: type[Exception]) -> None:
    with pytest.raises(error, match="uk"):
        PUBLISHER.parse({"list": source_from_bytes("uk", text.encode())})


def test_a_repeated_id_is_named() -> None:
    with pytest.raises(LayoutError, match="X1: a unique id that stands twice"):
        xml_of(designation(), designation())


def test_no_part_is_refused() -> None:
    with pytest.raises(LayoutError, match="the list itself is missing"):
        PUBLISHER.parse({})


# --- the real excerpt, and the five Xinjiang designations as others extracted them --------------------


@pytest.mark.real
def test_the_real_excerpt(real_lists: Path) -> None:
    file = open_source(real_lists / "gb-uksl" / "2026-09-02-excerpt" / "UK-Sanctions-List-excerpt.xml")
    assert PUBLISHER.recognise(file) == Part("gb_uksl")
    found = PUBLISHER.parse({"list": file})
    assert (found.records, found.published, found.newest_entry) == (2, "2026-09-02", "2012-06-29")
    exchange, akhund = found.parties
    assert [name.text for name in exchange.names] == [
        "HAJI KHAIRULLAH HAJI SATTAR MONEY EXCHANGE",
        "Haji Alim Hawala",
        "Haji Hakim Hawala",
    ]
    assert exchange.countries == ("af", "ae")
    assert (akhund.name, akhund.birth_dates) == ("MOHAMMAD HASSAN AKHUND", ("1945", "1946"))
    assert akhund.listings[0].terms == "Asset freeze; Travel Ban"


_TAGS = {
    "unique_id": "UniqueID",
    "ofsi_group_id": "OFSIGroupID",
    "uk_statement_of_reasons": "UKStatementofReasons",
}


def _element(key: str, value: object) -> str:
    """The derived record's keys are the elements' names in snake case."""
    tag = _TAGS.get(key, "".join(part.capitalize() for part in key.split("_")))
    if isinstance(value, Mapping):
        return f"<{tag}>{''.join(_element(str(one), given) for one, given in value.items())}</{tag}>"
    if isinstance(value, list):
        one = {"Names": "Name", "Addresses": "Address"}[tag]
        return "".join(_element(one.lower(), item) for item in value)
    text = str(value).replace("&", "&amp;").replace("<", "&lt;")
    if key in {"last_updated", "date_designated"}:
        text = "/".join(reversed(text.split("-")))
    return f"<{tag}>{text}</{tag}>"


@pytest.mark.real
def test_the_five_xinjiang_designations(real_lists: Path) -> None:
    folder = real_lists / "gb-uksl" / "2026-08-22-xinjiang-derived"
    bodies = []
    for path in sorted(folder.glob("ghr*.yaml")):
        raw = texts_of(path)
        bodies.append(
            f"<Designation>{''.join(_element(key, value) for key, value in raw.items())}</Designation>"
        )
    found = xml_of(*bodies)
    assert [(one.id, one.name) for one in found.parties] == [
        ("gb-uksl:GHR0075", "MINGGUO CHEN"),
        ("gb-uksl:GHR0076", "MINGSHAN WANG"),
        ("gb-uksl:GHR0077", "JUNZHENG WANG"),
        ("gb-uksl:GHR0078", "HAILUN ZHU"),
        ("gb-uksl:GHR0079", "Xinjiang Production and Construction Corps Public Security Bureau"),
    ]
    assert shown(found.parties[4])[1:] == [
        ("Xinjiang shengchan jianshe bingtuan gong'an ju", "alias"),
        ("XPCC PSB", "alias"),
    ]
    assert {one.listings[0].listed_on for one in found.parties} == {"2021-03-22"}
    assert {one.listings[0].effect for one in found.parties} == {Effect.ASSET_FREEZE}
    assert all(one.countries == ("cn",) for one in found.parties[:4])
    zhu = named(found, "HAILUN ZHU")
    assert zhu.listings[0].terms == "Asset freeze; Travel Ban; Director Disqualification Sanction"
    assert zhu.schema is Schema.PERSON
