"""The EU's file: attributes, languages, unknown countries, missing references, the excerpts, Xinjiang."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest

from brightline.errors import LayoutError, UnreadableFileError, UnsafeFileError
from brightline.lists.intake import open_source, source_from_bytes
from brightline.lists.publisher import ParsedEdition, Part
from brightline.lists.publishers.eu_fsf import PUBLISHER
from brightline.model import Direction, Effect, Schema, Scheme

from .seen import named, shown, texts_of

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "eu_fsf" / "xmlFullSanctionsList_1_1.xml"
ROOT = '<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-05-01T00:00:00">'


def parsed(*entities: str) -> ParsedEdition:
    text = f"{ROOT}{''.join(entities)}</export>"
    return PUBLISHER.parse({"list": source_from_bytes("eu.xml", text.encode())})


def entity(names: str, number: str = "1") -> str:
    return (
        f'<sanctionEntity logicalId="{number}"><subjectType classificationCode="P"/>{names}</sanctionEntity>'
    )


def alias(text: str, language: str = "", strong: str = "true") -> str:
    return f'<nameAlias wholeName="{text}" nameLanguage="{language}" strong="{strong}"/>'


@pytest.fixture(scope="module")
def sample() -> ParsedEdition:
    return PUBLISHER.parse({"list": open_source(SAMPLE)})


def test_the_file_is_recognised_by_its_namespace() -> None:
    assert PUBLISHER.recognise(open_source(SAMPLE)) == Part("eu_fsf")
    for text in ("<export><sanctionEntity/></export>", "eu_reference_number: EU.6262.38\n"):
        assert PUBLISHER.recognise(source_from_bytes("x", text.encode())) is None


def test_an_enterprise(sample: ParsedEdition) -> None:
    one = sample.parties[0]
    assert (one.id, one.schema, one.countries) == ("eu-fsf:501", Schema.ORGANIZATION, ("cn",))
    assert [(name.text, name.kind.value, name.language) for name in one.names] == [
        ("Example Bureau", "primary", None),
        ("Příkladný úřad", "alias", "cs"),
        ("例公安局", "original_script", "zh"),
        ("Примерно бюро", "alias", "bg"),
        ("EB", "weak", None),
    ]
    assert one.addresses[0].full == "106 Example Road, 830000, Urumqi, Xinjiang, China"
    assert [(number.scheme, number.value, number.country) for number in one.identifiers] == [
        (Scheme.EU, "EU.9001.01", None),
        (Scheme.REGISTRATION, "91650000X", None),
        (Scheme.BIC, "EXMPCNBJ", "cn"),
    ]


def test_listings(sample: ParsedEdition) -> None:
    first, second = (one.listings[0] for one in sample.parties)
    assert (first.effect, first.direction) == (Effect.ASSET_FREEZE, Direction.DEALINGS_WITH)
    assert (first.record_id, first.program, first.listed_on) == ("EU.9001.01", "HR", "2021-03-22")
    assert (first.citation, first.url) == ("2021/2151 (OJ L436)", "https://example.org/eli?a=1&b=2")
    assert (second.record_id, second.listed_on) == ("502", "2002-02-21")
    assert (sample.published, sample.newest_entry) == ("2024-12-11", "2021-03-22")


def test_a_person_without_a_reference_number(sample: ParsedEdition) -> None:
    one = sample.parties[1]
    assert (one.id, one.schema) == ("eu-fsf:502", Schema.PERSON)
    assert (one.names[0].given, one.names[0].family, one.names[0].language) == ("John Van", "Doe", "en")
    assert one.positions == ("General", "Former Minister")
    assert one.birth_dates == ("1937-04", "1940", "1941", "1942")
    assert one.birth_places == ("al-Awja, Iraq",)
    assert one.countries == ("iq",)
    assert {(number.scheme, number.value) for number in one.identifiers} == {
        (Scheme.UN, "QDi.901"),
        (Scheme.PASSPORT, "AD001095"),
    }
    assert one.notes == ("Speaks Arabic.", "Date of birth: circa")
    assert [left.what[:14] for left in sample.left_out] == ["1 statement(s)"]


@pytest.mark.parametrize(
    ("names", "first"),
    [
        (alias("Nom", "FR") + alias("Name", "EN"), ("Name", "primary")),
        (alias("Weak", "", "false") + alias("Nom", "FR"), ("Weak", "weak")),
        (alias("Nom", "FR") + alias("Namn", "SV"), ("Nom", "primary")),
        (alias("Имя", "RU") + alias("Name"), ("Name", "primary")),
    ],
)
def test_which_name_is_shown(names: str, first: tuple[str, str]) -> None:
    assert shown(parsed(entity(names)).parties[0])[0] == first


def test_the_same_name_in_two_languages_is_one() -> None:
    found = parsed(entity(alias("Acme") + alias("Acme", "FR") + alias("Acmé", "FR")))
    assert [name.text for name in found.parties[0].names] == ["Acme", "Acmé"]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (f"{ROOT}</export>", LayoutError),
        (f"{ROOT}{entity('')}</export>", LayoutError),
        (f"{ROOT}{entity(alias('A'), '')}</export>", LayoutError),
        (f"{ROOT}{entity(alias('A'))}{entity(alias('B'))}</export>", LayoutError),
        (f"{ROOT}{entity(alias('A'))}", UnreadableFileError),
        (f"<!DOCTYPE x>{ROOT}</export>", UnsafeFileError),
    ],
)
def test_a_broken_file_is_refused(text: str, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"eu\.xml"):
        PUBLISHER.parse({"list": source_from_bytes("eu.xml", text.encode())})


def test_no_part_is_refused() -> None:
    with pytest.raises(LayoutError, match="the list itself is missing"):
        PUBLISHER.parse({})


# --- the real excerpts, and the five Xinjiang entries as others extracted them ------------------------


@pytest.mark.real
@pytest.mark.parametrize(
    ("edition", "published", "names"),
    [
        (
            "2018-12-21-excerpt",
            "2018-12-21",
            {"Robert Gabriel Mugabe": 1, "İslami Büyük Doğu Akıncılar Cephesi": 8},
        ),
        ("2024-12-11-excerpt", "2024-12-11", {"Saddam Hussein Al-Tikriti": 3}),
    ],
)
def test_the_real_excerpts(real_lists: Path, edition: str, published: str, names: dict[str, int]) -> None:
    file = open_source(real_lists / "eu-fsf" / edition / "xmlFullSanctionsList_1_1-excerpt.xml")
    assert PUBLISHER.recognise(file) == Part("eu_fsf")
    found = PUBLISHER.parse({"list": file})
    assert (found.records, found.published) == (len(names), published)
    assert {one.name: len(one.names) for one in found.parties} == names
    assert found.left_out == ()


@pytest.mark.real
def test_real_details(real_lists: Path) -> None:
    folder = real_lists / "eu-fsf"
    old = PUBLISHER.parse(
        {"list": open_source(folder / "2018-12-21-excerpt" / "xmlFullSanctionsList_1_1-excerpt.xml")}
    )
    mugabe, front = old.parties
    assert (mugabe.birth_dates, mugabe.birth_places, mugabe.countries) == (("1924-02-21",), (), ())
    assert {name.language for name in front.names} == {None, "bg", "pt", "cs", "el", "de"}
    new = PUBLISHER.parse(
        {"list": open_source(folder / "2024-12-11-excerpt" / "xmlFullSanctionsList_1_1-excerpt.xml")}
    )
    assert (new.parties[0].id, new.parties[0].listings[0].record_id) == ("eu-fsf:13", "13")
    assert new.parties[0].birth_places == ("al-Awja, near Tikrit, Iraq",)


_LISTS = {
    "regulations": "regulation", "name_aliases": "nameAlias", "addresses": "address", "remarks": "remark",
    "birthdates": "birthdate", "citizenships": "citizenship", "identifications": "identification",
    "regulation_summaries": "regulationSummary",
}  # fmt: skip


def _element(tag: str, value: object) -> str:
    """The derived record's keys are the attributes' names in snake case; lists and tables are children."""
    if not isinstance(value, Mapping):
        return f"<{tag}>{value}</{tag}>"
    attributes, children = [], []
    for key, given in value.items():
        head, *rest = str(key).split("_")
        name = head + "".join(part.capitalize() for part in rest)
        if isinstance(given, list):
            children += [_element(_LISTS[str(key)], one) for one in given]
        elif isinstance(given, Mapping):
            children.append(_element(name, given))
        else:
            attributes.append(f" {name.replace('IsoIso', 'Iso')}={quoteattr(str(given))}")
    return f"<{tag}{''.join(attributes)}>{''.join(children)}</{tag}>"


@pytest.mark.real
def test_the_five_xinjiang_entries(real_lists: Path) -> None:
    folder = real_lists / "eu-fsf" / "2026-05-01-xinjiang-derived"
    entities = [_element("sanctionEntity", texts_of(path)) for path in sorted(folder.glob("eu-*.yaml"))]
    found = parsed(*entities)
    assert [one.listings[0].record_id for one in found.parties] == [
        "EU.6251.70",
        "EU.6252.69",
        "EU.6253.68",
        "EU.6254.67",
        "EU.6262.38",
    ]
    assert {one.listings[0].listed_on for one in found.parties} == {"2021-03-22"}
    assert {one.countries for one in found.parties} == {("cn",)}
    assert ("朱海仑", "original_script") in shown(named(found, "ZHU Hailun"))
    assert named(found, "ZHU Hailun").birth_dates == ("1958-01",)
    bureau = named(found, "Xinjiang Production and Construction Corps Public Security Bureau")
    assert len(bureau.names) == 18
    assert len({name.language for name in bureau.names}) == 18
    assert ("新疆生产建设兵团公安局", "original_script") in shown(bureau)
    assert bureau.schema is Schema.ORGANIZATION
