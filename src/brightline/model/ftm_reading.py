"""FollowTheMoney entities of others as parties and ties of ours."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from brightline.errors import LayoutError, SpecialCategoryError, UnreadableFileError, UnsafeFileError
from brightline.model.ftm_parts import Document, Entity, first, listing_of, party_of, tie_of
from brightline.model.ftm_terms import ftm_id
from brightline.model.party import Party, Schema
from brightline.model.special_categories import special_category
from brightline.model.tie import Tie, TieKind

_PARTIES = frozenset(Schema)
# Entities that tell something of a party, and the property that says of which.
_ATTACHED = {
    "Sanction": "entity",
    "Identification": "holder",
    "Passport": "holder",
    "CryptoWallet": "holder",
    "Security": "issuer",
}
_TIES = {
    "Ownership": ("owner", "asset", TieKind.OWNS),
    "Control": ("controller", "controlled", TieKind.CONTROLS),
    "Directorship": ("director", "organization", TieKind.DIRECTS),
    "Membership": ("member", "organization", TieKind.PART_OF),
    "Representation": ("agent", "client", TieKind.LINKED_TO),
    "Succession": ("predecessor", "successor", TieKind.LINKED_TO),
    "UnknownLink": ("subject", "object", TieKind.LINKED_TO),
}
# How a nested export hangs entities under a party, and which property of theirs then points back at it.
_NESTED_UNDER = {
    "sanctions": "entity",
    "identification": "holder",
    "cryptoWallets": "holder",
    "securities": "issuer",
    "ownershipOwner": "owner",
    "ownershipAsset": "asset",
    "directorshipDirector": "director",
    "directorshipOrganization": "organization",
    "membershipMember": "member",
    "membershipOrganization": "organization",
    "unknownLinkFrom": "subject",
    "unknownLinkTo": "object",
    "controlledEntities": "controller",
    "controllingEntities": "controlled",
}
# People come in as a list names them, or as owners and officers; not as members, donors or relatives.
_BRINGS_PEOPLE = frozenset({"Ownership", "Directorship", "Control"})
_ROLES_BRING_PEOPLE = frozenset({TieKind.OWNS, TieKind.CONTROLS, TieKind.DIRECTS, TieKind.INVESTS_IN})
_NO_PERSON = "a person whom no list in the file names, and who is neither owner nor officer of a company"


# Nested exports go one or two levels deep.
_DEEPEST = 10
# The same few hundred names come again with every entity.
_special = lru_cache(maxsize=4096)(special_category)


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Entities or properties that became part of no party and no tie, and why."""

    where: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class FtmContent:
    """What entities say, in our words.

    Attributes:
        parties: In the order of the entities.
        ties: Between them.
        left_out: What was not taken, with reasons.
        counts: Entities by schema.
    """

    parties: tuple[Party, ...]
    ties: tuple[Tie, ...]
    left_out: tuple[NotTaken, ...]
    counts: Mapping[str, int]


@dataclass(slots=True)
class _Sorted:
    """Entities by what they are to us, fragments of one id merged."""

    parties: dict[str, Entity] = field(default_factory=dict)
    addresses: dict[str, Entity] = field(default_factory=dict)
    attached: dict[str, Entity] = field(default_factory=dict)
    ties: dict[str, Entity] = field(default_factory=dict)
    others: dict[str, Entity] = field(default_factory=dict)

    def shelf(self, schema: str) -> dict[str, Entity]:
        if schema in _PARTIES:
            return self.parties
        if schema == "Address":
            return self.addresses
        if schema in _ATTACHED:
            return self.attached
        return self.ties if schema in _TIES else self.others


def read_lines(text: str, *, file: str | None = None) -> Iterator[tuple[int, Mapping[str, object]]]:
    """The entities of JSON lines, each with its line number; empty lines are passed over.

    Raises:
        UnreadableFileError: A line is not JSON; it is named.
        UnsafeFileError: A line is nested without bound.
        LayoutError: A line is JSON but no entity; it is named.
    """
    for row, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            raw: object = json.loads(line)
            if "\\ud" in line.lower():
                # Half of a surrogate pair passes in JSON, but is no character and could not be written again.
                json.dumps(raw, ensure_ascii=False).encode()
        except RecursionError as problem:
            raise _too_deep(file, row) from problem
        except ValueError as problem:
            raise UnreadableFileError(
                f"not JSON: {problem}",
                remedy="a FollowTheMoney file has one JSON object a line; export or download it again",
                file=file,
                row=row,
            ) from problem
        if not isinstance(raw, dict):
            raise _not_an_entity(file, row)
        yield row, raw


def from_entities(
    entities: Iterable[Mapping[str, object] | tuple[int, Mapping[str, object]]],
    *,
    list_id: str = "ftm",
    file: str | None = None,
) -> FtmContent:
    """Read entities, in any order, plain or nested, as parties with their listings, and ties.

    People are taken only if a Sanction names them or they are owners or officers; others are left out and
    counted. Ties whose ends are not both taken are left out too.

    Args:
        entities: As :func:`read_lines` gives them, or without line numbers.
        list_id: The list to which a Sanction belongs that does not say it in our way.
        file: To name in errors.

    Raises:
        LayoutError: Something is not an entity (no id, schema or properties).
        SpecialCategoryError: An entity has a property that holds a special category of personal data.
        UnsafeFileError: Entities are nested without bound.
    """
    shelves, counts = _Sorted(), Counter[str]()
    for place, given in enumerate(entities, start=1):
        row, raw = given if isinstance(given, tuple) else (place, given)
        for entity in _entities(raw, file, row):
            _refuse_special(entity, file, row)
            counts[entity.schema] += 1
            _merge(shelves.shelf(entity.schema), entity)
    return _content(shelves, counts, list_id)


def _entities(raw: Mapping[str, object], file: str | None, row: int, depth: int = 0) -> Iterator[Entity]:
    """One entity of a line, and those nested in it."""
    if depth > _DEEPEST:
        raise _too_deep(file, row)
    id_, schema, given = raw.get("id"), raw.get("schema"), raw.get("properties")
    if not (isinstance(id_, str) and id_ and isinstance(schema, str) and isinstance(given, dict)):
        raise _not_an_entity(file, row)
    properties: dict[str, list[str]] = {}
    for name, values in given.items():
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, dict):
                for entity in _entities(value, file, row, depth + 1):
                    if entity.key == value.get("id") and (back := _NESTED_UNDER.get(name)):
                        entity.properties.setdefault(back, [id_])
                    yield entity
                value = value.get("id")  # noqa: PLW2901  a nested entity stands for a reference to it
            if value is not None and str(value).strip():
                properties.setdefault(name, []).append(str(value).strip())
    referents = raw.get("referents")
    caption = raw.get("caption")
    yield Entity(
        id=_original(id_, referents if isinstance(referents, list) else []),
        key=id_,
        schema=schema,
        properties=properties,
        caption=caption if isinstance(caption, str) else None,
    )


def _original(id_: str, referents: list[object]) -> str:
    """The id that :func:`ftm_id` rewrote, where the entity is one of ours."""
    return next((one for one in referents if isinstance(one, str) and ftm_id(one) == id_), id_)


def _refuse_special(entity: Entity, file: str | None, row: int) -> None:
    found = {name: category for name in entity.properties if (category := _special(name))}
    if not found:
        return
    deleted = ", ".join(f".properties.{name}" for name in found)
    properties = " and ".join(f"{name!r} ({category})" for name, category in found.items())
    raise SpecialCategoryError(
        f"this {entity.schema} has the property {properties}; brightline never takes in such data on people",
        remedy=f"remove the property from the whole file and import it again, for instance with "
        f"jq -c 'del({deleted})'",
        file=file,
        row=row,
        id=entity.key,
    )


def _too_deep(file: str | None, row: int) -> UnsafeFileError:
    return UnsafeFileError(
        "nested without bound, as an attack would be", remedy="do not use this file", file=file, row=row
    )


def _not_an_entity(file: str | None, row: int) -> LayoutError:
    return LayoutError(
        "not a FollowTheMoney entity: a JSON object with 'id', 'schema' and 'properties' is expected",
        remedy="export the data as FollowTheMoney JSON lines",
        file=file,
        row=row,
    )


def _merge(shelf: dict[str, Entity], entity: Entity) -> None:
    """Exports may spread one entity over several lines; later values come after earlier ones."""
    if (held := shelf.setdefault(entity.key, entity)) is entity:
        return
    for name, values in entity.properties.items():
        known = held.properties.setdefault(name, [])
        known += [value for value in values if value not in known]
    if entity.schema == Schema.PERSON:
        # A fragment that says no more than LegalEntity must not let a person pass for an organization.
        shelf[entity.key] = replace(held, schema=entity.schema)


def _content(shelves: _Sorted, counts: Counter[str], list_id: str) -> FtmContent:
    left = Counter[tuple[str, str]]()
    documents: dict[str, list[Entity]] = {}
    for entity in shelves.attached.values():
        named = entity.properties.get(_ATTACHED[entity.schema], [])
        holders = [one for one in named if one in shelves.parties]
        if not holders:
            left[entity.schema, "the party that it belongs to is not in the file"] += 1
        for holder in holders:
            documents.setdefault(holder, []).append(entity)
    taken = _without_other_people(shelves, documents, left)
    for entity in shelves.others.values():
        left[entity.schema, "neither a party nor a listing nor a tie that brightline knows"] += 1
    parties = tuple(
        _party(entity, shelves.addresses, documents.get(key, []), list_id, left)
        for key, entity in taken.items()
    )
    ties = tuple(_ties(shelves.ties.values(), taken, left))
    left_out = tuple(NotTaken(where, f"{count:,}", why) for (where, why), count in sorted(left.items()))
    return FtmContent(parties, ties, left_out, dict(counts))


def _without_other_people(
    shelves: _Sorted, documents: Mapping[str, list[Entity]], left: Counter[tuple[str, str]]
) -> dict[str, Entity]:
    listed = {key for key, held in documents.items() if any(one.schema == "Sanction" for one in held)}
    ties = shelves.ties.values()
    officers = {end for tie in ties for end in _owners_and_officers(tie, shelves.parties)}
    taken = {}
    for key, entity in shelves.parties.items():
        if _is_person(entity) and key not in listed | officers:
            left["Person", _NO_PERSON] += 1
        else:
            taken[key] = entity
    return taken


def _owners_and_officers(tie: Entity, parties: Mapping[str, Entity]) -> Iterator[str]:
    """Who owns, controls or directs a party of the file other than a person, by one tie."""
    start, end, _ = _TIES[tie.schema]
    if tie.schema not in _BRINGS_PEOPLE and first(tie, "role") not in _ROLES_BRING_PEOPLE:
        return
    others = (parties.get(key) for key in tie.properties.get(end, []))
    if any(other and not _is_person(other) for other in others):
        yield from tie.properties.get(start, [])


def _is_person(entity: Entity | None) -> bool:
    return entity is not None and entity.schema == Schema.PERSON


def _party(
    entity: Entity,
    addresses: Mapping[str, Entity],
    documents: list[Entity],
    list_id: str,
    left: Counter[tuple[str, str]],
) -> Party:
    places = [addresses[key] for key in entity.properties.get("addressEntity", []) if key in addresses]
    missing = len(entity.properties.get("addressEntity", [])) - len(places)
    if missing:
        left["Address", "a party refers to it, but it is not in the file"] += missing
    topics = entity.properties.get("topics", [])
    listings = tuple(listing_of(one, topics, list_id) for one in documents if one.schema == "Sanction")
    papers = [Document(one.schema, one.properties) for one in documents if one.schema != "Sanction"]
    party, unread = party_of(entity, [one.properties for one in places], papers, listings)
    for name in unread:
        left[f"{entity.schema}.{name}", "a property that brightline has no field for"] += 1
    return party


def _ties(
    entities: Iterable[Entity], taken: Mapping[str, Entity], left: Counter[tuple[str, str]]
) -> Iterator[Tie]:
    for entity in entities:
        start, end, kind = _TIES[entity.schema]
        pairs = [
            (one, other)
            for one in entity.properties.get(start, [])
            for other in entity.properties.get(end, [])
        ]
        if entity.schema == "Membership" and any(_is_person(taken.get(one)) for one, _ in pairs):
            left["Membership", "membership of a person may tell a belief, an opinion or a union"] += 1
            continue
        whole = [(one, other) for one, other in pairs if one in taken and other in taken]
        if not whole:
            left[entity.schema, "one of its ends was not taken, or is not in the file"] += 1
        for one, other in whole:
            yield tie_of(entity.properties, taken[one].id, taken[other].id, kind, first(entity, "role"))
