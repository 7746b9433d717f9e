"""A publisher small enough to read at a glance: one name a line, the first line its heading and date."""

from __future__ import annotations

from collections.abc import Mapping

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import ListAbout, ParsedEdition, Part
from brightline.model import Direction, Effect, Name, Party, Schema, Tie, TieKind
from brightline.model.identity import content_id

ABOUT = ListAbout(
    id="toy",
    title="Toy list",
    authority="Toy authority",
    effect=Effect.NOTICE,
    direction=Direction.NONE,
    format="lines",
    licence="none",
    url="https://example.org/toy",
)


class Toy:
    """Recognises files that begin with ``TOY``; ``TOY 2024-01-01`` states its date."""

    id = "toy"
    lists = (ABOUT,)
    parser_version = 1

    def recognise(self, file: SourceFile) -> Part | None:
        return Part("toy") if file.head.startswith("TOY") else None

    def parse(self, parts: Mapping[str, SourceFile]) -> ParsedEdition:
        heading, *names = parts["list"].text().splitlines()
        if not heading.startswith("TOY"):
            raise LayoutError("no heading TOY", remedy="check the file", file=parts["list"].name, row=1)
        parties = tuple(
            Party(id=content_id("toy", name), schema=Schema.LEGAL_ENTITY, names=(Name(name),))
            for name in names
        )
        ties = tuple(Tie(one.id, None, TieKind.LINKED_TO, target_name="Somebody") for one in parties[:1])
        return ParsedEdition(
            list_id="toy",
            parties=parties,
            records=len(names),
            counts={"all": len(names)},
            ties=ties,
            published=heading.removeprefix("TOY").strip() or None,
        )
