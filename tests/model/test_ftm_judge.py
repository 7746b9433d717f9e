"""The ``followthemoney`` package as judge of what we write. Slow to import, so only here."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import HealthCheck, given, settings

from brightline.lists.publishers.starter import PUBLISHER, package_parts
from brightline.model import Party, Schema, Tie
from brightline.model.ftm import FtmEntity, tie_entities, to_entities
from brightline.model.special_categories import special_category

from .ftm_examples import parties, ties

with warnings.catch_warnings():
    # Its dependencies warn of their own deprecations when imported.
    warnings.simplefilter("ignore")
    ftm = pytest.importorskip("followthemoney")


def _complaints(entity: FtmEntity) -> list[str]:
    """What the judge has against an entity: an unknown schema or property, or a value that it would drop."""
    schema = ftm.model.get(entity["schema"])
    if schema is None:
        return [f"no schema {entity['schema']}"]
    found = []
    for name, values in entity["properties"].items():
        prop = schema.get(name)
        if prop is None or prop.stub:
            found.append(f"{schema.name} has no {name}")
            continue
        for value in values:
            if not prop.type.validate(value, format=prop.format):
                found.append(f"{schema.name}.{name} is not valid: {value!r}")
            if prop.type.clean(value, format=prop.format) is None:
                found.append(f"{schema.name}.{name} is dropped: {value!r}")
    missing = [name for name in schema.required if name not in entity["properties"]]
    found += [f"{schema.name} lacks {name}" for name in missing]
    if not ftm.types.registry.entity.validate(entity["id"]):
        found.append(f"not an id: {entity['id']!r}")
    proxy = ftm.model.get_proxy(dict(entity), cleaned=False)
    kept = {name: len(proxy.get(name, quiet=True)) for name in entity["properties"]}
    written = {name: len(values) for name, values in entity["properties"].items()}
    return found + [f"{schema.name}.{name} lost a value" for name in kept if kept[name] != written[name]]


def test_the_judge_can_object() -> None:
    assert _complaints({"id": "a", "schema": "Nothing", "properties": {}})
    assert _complaints({"id": "a", "schema": "Company", "properties": {"name": ["A"], "nope": ["x"]}})
    assert _complaints({"id": "a", "schema": "Company", "properties": {"name": ["A"], "leiCode": ["BAD"]}})
    assert _complaints({"id": "a:b", "schema": "Company", "properties": {"name": ["A"]}})
    assert _complaints({"id": "a", "schema": "Ownership", "properties": {"owner": ["b"]}})
    assert not _complaints({"id": "a", "schema": "Company", "properties": {"name": ["A"]}})


def test_the_whole_starter_list_is_accepted() -> None:
    edition = PUBLISHER.parse(package_parts())
    schemata = {party.id: party.schema for party in edition.parties}
    entities = [one for party in edition.parties for one in to_entities(party)]
    entities += tie_entities(edition.ties, schemata)
    assert len({one["id"] for one in entities}) == len(entities)
    assert [complaint for one in entities for complaint in _complaints(one)] == []
    assert len([one for one in entities if one["schema"] == "Sanction"]) == 324


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(parties())
def test_any_party_is_accepted(party: Party) -> None:
    assert [complaint for one in to_entities(party) for complaint in _complaints(one)] == []


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(ties())
def test_any_tie_is_accepted_and_fits_its_ends(tie: Tie) -> None:
    for target in Schema:
        (entity,) = tie_entities([tie], {tie.origin: Schema.COMPANY, "b:2": target})
        assert _complaints(entity) == []
        edge = ftm.model.get(entity["schema"])
        start, end = edge.source_prop.range, edge.target_prop.range
        if entity["schema"] != "UnknownLink":
            assert ftm.model.get("Company").is_a(start.name)
            assert ftm.model.get(str(target)).is_a(end.name)


def test_of_all_the_properties_there_are_only_those_on_people_s_beliefs_and_origin_are_refused() -> None:
    refused = {
        f"{schema.name}.{name}"
        for schema in ftm.model
        for name, prop in schema.properties.items()
        if prop.schema is schema and special_category(name)
    }
    assert refused == {"Person.ethnicity", "Person.religion", "Person.political", "Occupancy.politicalGroup"}
