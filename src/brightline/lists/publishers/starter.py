"""The starter list: parties linked to repression and forced labour, typed from public sources with citations.

It lies in ``brightline/data/starter`` in a format of our own, in which a team may also write its own list.
One file is one part of a list; ``_about.yaml`` holds the code tables that the parts share. A part:

.. code-block:: yaml

    format: brightline-parties 1     # these four lines come first
    part: police                     # tells the parts of one list apart
    list: starter                    # another id makes it another list
    title: Public-security bodies
    parties:
    - id: xuar-psb                   # unique in the list; the party's id is "starter:xuar-psb"
      type: police                   # see TYPES in starter_party.py
      names: {en: Primary name, zh: 名称, alias: [...], weak: [...], former: [...]}
      country: cn                    # ISO 3166-1 alpha-2
      place: {city: Urumqi, province: Xinjiang}    # never for people
      xuar: true                     # in Xinjiang; for people, that their office concerns it
      position: ...                  # people only
      sectors: [public_security]
      identifiers: {uscc: [...], ticker: [...], isin: [...], lei: [...], registration: [...]}
      ties:
      - {kind: subsidiary_of, to: other-id, percent: 51, confidence: medium, note: ...}
      listings:
      - {list: us.uflpa, from: '2022-06-21', to: '2024-11-01', citation: ..., seen: '2026-07-24', ...}
      confidence: high               # of the facts, as _about.yaml explains
      notes: [a sentence, or the code of a remark]
      sources: [https://...]

The fields of a listing are those that ``starter_party.py`` reads. A list of one's own needs no
``_about.yaml``: it may use the codes of the starter list, and add its own under ``lists:``, ``bases:``,
``remarks:`` and so on.
Facts (names, dates, numbers, citations, pages) are the sources'; the sentences are ours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from brightline.errors import LayoutError, UnreadableFileError, UnsafeFileError
from brightline.lists.intake import SourceFile, source_from_bytes
from brightline.lists.publisher import LeftOut, ListAbout, ParsedEdition, Part, Publisher
from brightline.lists.publishers.starter_fields import Fields
from brightline.lists.publishers.starter_party import Tables, party_of, ties_of
from brightline.model import Direction, Effect, Listing, Party, Tie

_FORMAT = "brightline-parties 1"
_ABOUT = "about"
_HEAD = re.compile(
    rf"\A(?:\ufeff)?(?:\s*#[^\n]*\n)*format: {_FORMAT}\s*\npart: ([a-z0-9_]+)\s*\nlist: ([a-z0-9_]+)\s*\n"
)
_PART_KEYS = frozenset({"format", "part", "list", "title", "compiled", "parties"})
_TABLE_KEYS = frozenset({"lists", "requirements", "reviews", "bases", "remarks", "documents"})
_ABOUT_KEYS = frozenset({"warnings", "coverage", "not_checked", "corrections"})


@dataclass(frozen=True, slots=True)
class Starter:
    """Reads lists in our own format; without a part ``about`` the starter list's code tables hold."""

    id: str = "starter"
    parser_version: int = 1
    lists: tuple[ListAbout, ...] = (
        ListAbout(
            id="starter",
            title="Starter list of parties linked to repression and forced labour",
            authority="brightline, typed from the official lists",
            effect=Effect.NOTICE,
            direction=Direction.DEALINGS_WITH,
            format="YAML",
            licence="facts; sentences Apache-2.0",
            url="",
        ),
    )

    def recognise(self, file: SourceFile) -> Part | None:
        """A file of our format, by its first lines; its list is the one that they name."""
        found = _HEAD.match(file.head)
        return Part(found[2], found[1]) if found else None

    def parse(self, parts: Mapping[str, SourceFile]) -> ParsedEdition:
        """The parties of the parts, in the parts' order.

        Raises:
            LayoutError: A field is unknown, missing or of the wrong kind, or an id is used twice; the party
                is named.
            SpecialCategoryError: A field holds a special category of personal data.
            UnreadableFileError: A part is not YAML.
        """
        documents = {role: _document(part) for role, part in sorted(parts.items())}
        about = documents.get(_ABOUT) or _document(package_parts()[_ABOUT])
        tables = Tables.of(about, *(one for role, one in documents.items() if role != _ABOUT))
        list_id = next(iter(documents.values())).text("list")
        entries = [entry for one in documents.values() for entry in one.children("parties")]
        parties = tuple(party_of(entry, list_id, tables) for entry in entries)
        _refuse_same_ids(parties, entries)
        ties = _once(tie for entry in entries for tie in ties_of(entry, list_id))
        known = {party.id for party in parties}
        # An id with a colon of its own points into another list.
        kept = tuple(
            tie for tie in ties if tie.origin in known and (tie.target in known or _elsewhere(tie, list_id))
        )
        listings = [listing for party in parties for listing in party.listings]
        return ParsedEdition(
            list_id=list_id,
            parties=parties,
            ties=kept,
            records=len(parties),
            counts=_counts(listings),
            published=next(
                (date for one in documents.values() if (date := one.date_or_none("compiled"))), None
            ),
            newest_entry=max((one.listed_on for one in listings if one.listed_on), default=None),
            left_out=tuple(_dangling(tie) for tie in ties if tie not in kept),
        )


def package_parts() -> dict[str, SourceFile]:
    """The parts of the starter list that comes with brightline, by role."""
    folder = files("brightline").joinpath("data", "starter")
    found = {}
    for path in sorted(folder.iterdir(), key=lambda one: one.name):
        if path.name.endswith(".yaml"):
            part = source_from_bytes(path.name, path.read_bytes())
            found[path.name.removesuffix(".yaml").lstrip("_")] = part
    return found


def _document(file: SourceFile) -> Fields:
    import yaml

    try:
        # The C reader is ten times as fast; it is missing only where PyYAML was built without libyaml.
        raw: object = yaml.load(file.text(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except (yaml.YAMLError, ValueError) as problem:  # ValueError: a date that no calendar has
        mark = getattr(problem, "problem_mark", None)
        raise UnreadableFileError(
            f"not valid YAML: {getattr(problem, 'problem', None) or problem}",
            remedy="correct the line; texts with a colon or hash need quotes",
            file=file.name,
            row=mark.line + 1 if mark else None,
        ) from problem
    except RecursionError as problem:
        raise UnsafeFileError(
            "nested without bound, as an attack would be", remedy="do not use this file", file=file.name
        ) from problem
    whole = Fields.of(raw, file.name)
    whole.only(_PART_KEYS | _TABLE_KEYS | _ABOUT_KEYS)
    if whole.text("format") != _FORMAT:
        raise LayoutError(
            "the file's format is one that this version does not know",
            remedy=f"write 'format: {_FORMAT}', or install a newer brightline",
            file=file.name,
        )
    return whole


def _refuse_same_ids(parties: Iterable[Party], entries: Iterable[Fields]) -> None:
    seen: set[str] = set()
    for party, entry in zip(parties, entries, strict=True):
        if party.id in seen:
            raise entry.error("another party has this id too", "give each party an id of its own")
        seen.add(party.id)


def _once(ties: Iterable[Tie]) -> tuple[Tie, ...]:
    """Without the second of two that say the same, once from either side ("parent of", "subsidiary of")."""
    return tuple({(tie.origin, tie.target, tie.kind): tie for tie in reversed(tuple(ties))}.values())[::-1]


def _elsewhere(tie: Tie, list_id: str) -> bool:
    own = f"{list_id}:"
    return not all(end.startswith(own) for end in (tie.origin, tie.target or own))


def _counts(listings: Iterable[Listing]) -> dict[str, int]:
    # Up to the programme or sub-list: "OFAC SDN List: GLOMAG" counts as "OFAC SDN List".
    return dict(Counter(listing.program.split(": ")[0] for listing in listings))


def _dangling(tie: Tie) -> LeftOut:
    return LeftOut(tie.origin, f"a tie to {tie.target}", "no party of this list has that id")


PUBLISHER: Publisher = Starter()
