"""FollowTheMoney entities as JSON lines: OpenSanctions data, Aleph exports, and what brightline writes.

An OpenSanctions file may join many lists; all of it becomes the list ``ftm``, and each listing keeps the
authority and programme of its own. Two such files cannot stand side by side: the later edition replaces the
earlier. Source of the format: https://followthemoney.tech.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import LeftOut, ListAbout, ParsedEdition, Part, Publisher
from brightline.model import Direction, Effect, Listing, Party
from brightline.model.ftm import from_entities, read_lines

_LIST = "ftm"
_NEEDED = ('"id"', '"schema"', '"properties"')


@dataclass(frozen=True, slots=True)
class Ftm:
    """Reads one file of entities. People whom it neither lists nor names as owner or officer stay out."""

    id: str = "ftm"
    parser_version: int = 1
    lists: tuple[ListAbout, ...] = (
        ListAbout(
            id=_LIST,
            title="FollowTheMoney entities",
            authority="as each listing says",
            effect=Effect.NOTICE,
            direction=Direction.DEALINGS_WITH,
            format="JSON lines",
            licence="as the file's maker says (OpenSanctions: CC BY-NC 4.0)",
            url="https://followthemoney.tech",
        ),
    )

    def recognise(self, file: SourceFile) -> Part | None:
        """JSON lines, the first of which is an entity: an object with an id, a schema and properties."""
        first = file.head.lstrip("\ufeff \t\r\n").partition("\n")[0]
        if not (first.startswith("{") and all(name in first for name in _NEEDED)):
            return None
        # A first entity longer than the head cannot be read here; that it has the keys must do.
        cut_off = "\n" not in file.head and len(file.data) > len(file.head.encode())
        return Part(_LIST) if cut_off or _is_entity(first) else None

    def parse(self, parts: Mapping[str, SourceFile]) -> ParsedEdition:
        """The parties and ties of one file.

        Raises:
            LayoutError: A line is not an entity.
            SpecialCategoryError: A person has a property that holds a special category of personal data.
            UnreadableFileError: A line is not JSON.
        """
        file = next(iter(parts.values()), None)
        if file is None:
            raise LayoutError("no file of entities was given", remedy="give one", id=_LIST)
        content = from_entities(read_lines(file.text(), file=file.name), list_id=_LIST, file=file.name)
        parties = tuple(_in_this_list(party) for party in content.parties)
        dates = [one.listed_on for party in parties for one in party.listings if one.listed_on]
        return ParsedEdition(
            list_id=_LIST,
            parties=parties,
            ties=content.ties,
            records=sum(content.counts.values()),
            counts=content.counts,
            newest_entry=max(dates, default=None),
            left_out=tuple(LeftOut(one.where, one.what, one.why) for one in content.left_out),
        )


def _is_entity(line: str) -> bool:
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError):
        return False
    kinds = (("id", str), ("schema", str), ("properties", dict))
    return isinstance(raw, dict) and all(isinstance(raw.get(name), kind) for name, kind in kinds)


def _in_this_list(party: Party) -> Party:
    return replace(party, listings=tuple(_listings(party)))


def _listings(party: Party) -> Iterator[Listing]:
    """Of this list, whichever list they came from: answers name the edition that they rest on."""
    for listing in party.listings:
        if listing.list == _LIST:
            yield listing
        else:
            origin = f"Exported from the list {listing.list}."
            yield replace(listing, list=_LIST, notes=(*listing.notes, origin))


PUBLISHER: Publisher = Ftm()
