"""How a name may be read where its bearer's kind is not known: as a person's, or as an organization's."""

from __future__ import annotations

from brightline.model import Schema
from brightline.names import NameParts, analyse

# Kinds of party as bits: two may be the same if they share one. A body of unknown kind may be a person.
PERSONS = 1
ORGANIZATIONS = 2
ANY_GROUP = 15
_GROUPS = {
    Schema.PERSON: PERSONS,
    Schema.COMPANY: ORGANIZATIONS,
    Schema.ORGANIZATION: ORGANIZATIONS,
    Schema.PUBLIC_BODY: ORGANIZATIONS,
    Schema.LEGAL_ENTITY: PERSONS | ORGANIZATIONS,
    Schema.VESSEL: 4,
    Schema.AIRPLANE: 8,
}
# Whoever has one of these is an organization: neither a person nor a ship, though they may be its namesakes.
_FORMS_OF_ORGANIZATIONS = frozenset(("limited", "joint_stock", "partnership", "state"))


def group_of(schema: Schema | None) -> int:
    """The kind bits of a schema; every bit for an unknown one."""
    return _GROUPS[schema] if schema else ANY_GROUP


def readings(text: str, schema: Schema | None) -> list[tuple[int, NameParts]]:
    """The ways to read a name, each with the kinds of party that it is then compared with.

    A known kind has one. A legal form tells an organization. Otherwise it is read as a person's and as an
    organization's, which is one reading where both give the same words.
    """
    kinds = group_of(schema)
    if schema is not None and schema is not Schema.LEGAL_ENTITY:
        return [(kinds, analyse(text, schema))]
    organization = analyse(text, None)
    if organization.form in _FORMS_OF_ORGANIZATIONS:
        return [(kinds & ORGANIZATIONS, organization)]
    person = analyse(text, Schema.PERSON)
    if organization == person:
        return [(kinds, organization)]
    return [(kinds & ~PERSONS, organization), (PERSONS, person)]
