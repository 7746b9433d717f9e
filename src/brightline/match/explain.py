"""Why a hit is a hit, in words that a reviewer can file, and what would settle it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from brightline.model import Party, Schema, Scheme
from brightline.model.countries import country_name
from brightline.model.screening import Subject
from brightline.names import NameParts, analyse
from brightline.names.text import has_han

_BIRTH_WORDS = {
    "day": "the date of birth agrees",
    "year": "the year of birth agrees, the day is not the same or not known",
    "near": "the years of birth are one apart, which proves nothing",
    "differs": "the date of birth differs",
}


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What was found beside the names: ``None`` or 0 where one side does not say."""

    country: int
    birth: str | None
    number: bool | None


def explain(
    subject: Subject, party: Party, listed_name: str, evidence: dict[str, float], verdicts: Verdicts
) -> tuple[str, ...]:
    """The reasons for a score, the most telling first, and last what to ask for.

    Args:
        subject: Who was screened.
        party: The listed party.
        listed_name: The name of the party that decided.
        evidence: Of that pair of names, by kind.
        verdicts: What was found beside the names.
    """
    reasons = [
        *map(_sentence, _numbers_in_registers(verdicts)),
        *name_reasons(subject, party, listed_name, evidence),
        *map(_sentence, _around(subject, party, verdicts)),
    ]
    return (*reasons, _sentence(_to_settle(subject, party)))


def name_reasons(
    subject: Subject, party: Party, listed_name: str, evidence: dict[str, float]
) -> tuple[str, ...]:
    """The reasons that the names alone give."""
    given = _closest(subject, listed_name)
    return tuple(
        _sentence(reason)
        for reason in (*_names(given, listed_name, party, evidence), *_parts(evidence, party))
    )


def _sentence(reason: str) -> str:
    return reason[0].upper() + reason[1:]


def _closest(subject: Subject, listed_name: str) -> str:
    """Which of the subject's names was compared: the one in the same script, else the first."""
    names = (subject.name, *subject.other_names)
    return next((name for name in names if has_han(name) == has_han(listed_name)), subject.name)


def _numbers_in_registers(verdicts: Verdicts) -> Iterator[str]:
    if verdicts.number:
        yield "the same identifier in a register that gives each number once"


def _names(given: str, listed: str, party: Party, evidence: dict[str, float]) -> Iterator[str]:
    left, right = analyse(given, party.schema), analyse(listed, party.schema)
    if given.casefold() == listed.casefold():
        yield f"the same name, letter for letter: {listed}"
    elif has_han(given) and has_han(listed) and left.han == right.han:
        yield f"the same Chinese characters: {right.han}"
    elif set(left.words) == set(right.words):
        yield f"the same words as {listed}, spelling and order aside"
    else:
        yield from _telling_words(given, listed, left, right, evidence)
    if has_han(given) != has_han(listed):
        yield f"compared by sound across scripts: {given} with {listed}"


def _telling_words(
    given: str, listed: str, left: NameParts, right: NameParts, evidence: dict[str, float]
) -> Iterator[str]:
    """Which telling words agree, and which only one side has."""
    if evidence["acronym"]:
        yield f"one name is the initials of the other: {given}, {listed}"
        return
    if evidence["compact"] >= 1 and left.core:
        yield f"the same telling words once blanks and hyphens are set aside: {listed}"
        return
    ours, theirs = left.core, right.core
    shared = [word for word in ours if word in theirs]
    if shared:
        yield f"shares {_quoted(shared)} with {listed}"
    else:
        yield f"spelt or sounds like {listed}"
    only_ours = [word for word in ours if word not in theirs]
    only_theirs = [word for word in theirs if word not in ours]
    if only_ours and only_theirs:
        yield f"{_quoted(only_ours)} compared with {_quoted(only_theirs)}"
    elif only_theirs:
        yield f"the listed name also has {_quoted(only_theirs)}"
    elif only_ours:
        yield f"the name given also has {_quoted(only_ours)}"


def _quoted(words: list[str]) -> str:
    return ", ".join(f"“{word}”" for word in dict.fromkeys(words))


def _parts(evidence: dict[str, float], party: Party) -> Iterator[str]:
    if party.schema is Schema.PERSON:
        return
    if evidence["place"]:
        yield "the same place in the name" if evidence["place"] > 0 else "different places in the names"
    if evidence["business"] > 0:
        yield "the same line of business"
    elif evidence["business"] < 0:
        yield "different lines of business"
    if evidence["number"] == 1:
        yield "the same number in the name"
    elif evidence["number"] == -1:
        yield "different numbers in the names"
    elif evidence["number"] < 0:
        yield "only one of the names has a number"
    if evidence["form"]:
        yield "the same legal form" if evidence["form"] > 0 else "another legal form"


def _around(subject: Subject, party: Party, verdicts: Verdicts) -> Iterator[str]:
    if verdicts.country > 0:
        shared = [code for code in subject.countries if code in party.countries]
        yield f"the country agrees ({', '.join(map(country_name, shared))})"
    elif verdicts.country < 0:
        ours, theirs = (", ".join(map(country_name, codes)) for codes in (subject.countries, party.countries))
        yield f"the country differs: {ours} given, {theirs} listed"
    if verdicts.birth:
        yield _BIRTH_WORDS[verdicts.birth]


def _to_settle(subject: Subject, party: Party) -> str:
    """The fact that would tell best whether it is the same party, and is not given yet."""
    if party.schema is Schema.PERSON:
        if party.birth_dates and not subject.birth_date:
            return f"to settle it, ask for the date of birth (listed: {', '.join(party.birth_dates)})"
        return "to settle it, compare place of birth, nationality and identity documents"
    if party.schema is Schema.VESSEL:
        return "to settle it, compare the IMO number"
    if "cn" in party.countries and not _has(subject, Scheme.USCC):
        return "to settle it, ask for the unified social credit code and the registered address"
    if not subject.identifiers:
        return "to settle it, ask for the registration number or LEI and the registered address"
    return "to settle it, compare the registered address and the register's extract"


def _has(subject: Subject, scheme: Scheme) -> bool:
    return any(one.scheme is scheme for one in subject.identifiers)
