"""The Swiss list of sanctioned persons, entities and objects (SECO, SESAM), as XML.

**Never run on the publisher's bytes**: written from the list's public schema, and tested only on a sample
made by hand. Before it is relied on, import a real file and compare the counts with SECO's own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import LeftOut, ListAbout, ParsedEdition, Part, Publisher
from brightline.lists.publishers.ch_seco.names import names_of
from brightline.lists.publishers.ch_seco.target import LIST_ID, PAGE, Context, Target
from brightline.lists.reading import personal_remarks
from brightline.lists.reading.aliases import one_line
from brightline.model import Address, Direction, Effect
from brightline.model.countries import country_code
from brightline.model.dates import partial_date

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOT = re.compile(r"<swiss-sanctions-list\b")
_ENGLISH = "eng"


class SwissSanctionsList:
    """Use it for asset freezes in Switzerland.

    The whole list keeps targets that were removed; they are parties whose listing has ended. A target is
    known by its ``ssid``. Deletions and the history inside a target are not read as its present state.
    """

    id = LIST_ID
    parser_version = 1
    lists: tuple[ListAbout, ...] = (
        ListAbout(
            id=LIST_ID,
            title="Swiss sanctions list (SESAM)",
            authority="State Secretariat for Economic Affairs (SECO), Switzerland",
            effect=Effect.ASSET_FREEZE,
            direction=Direction.DEALINGS_WITH,
            format="XML",
            licence="terms of use of the Swiss federal administration's site",
            url="https://www.sesam.search.admin.ch/sesam-search-web/pages/downloadXmlGesamtliste.xhtml?lang=en&action=downloadXmlGesamtlisteAction",
        ),
    )

    def recognise(self, file: SourceFile) -> Part | None:
        """By the root element."""
        return Part(LIST_ID) if _ROOT.search(file.head) else None

    def parse(self, parts: Mapping[str, SourceFile]) -> ParsedEdition:
        """See :meth:`brightline.lists.publisher.Publisher.parse`."""
        if "list" not in parts:
            raise LayoutError("the list itself is missing", remedy=f"download it from {PAGE}", id=LIST_ID)
        file = parts["list"]
        root = file.xml()
        context = Context(
            dict(_programmes(root)),
            {one.get("ssid") or "": _place(one) for one in root.iterchildren("place")},
        )
        targets = [Target(element) for element in root.iterchildren("target")]
        _check(file, targets)
        whole = [target for target in targets if _named(target)]
        read = [(target, *target.party(context)) for target in whole]
        days = (target.listed_on for target in targets)
        return ParsedEdition(
            list_id=LIST_ID,
            parties=tuple(party for _, party, _ in read),
            records=len(targets),
            counts=dict(Counter(target.programme(context) for target in targets)),
            published=partial_date(root.get("date")),
            newest_entry=max(filter(None, days), default=None),
            left_out=(
                *_nameless(targets),
                *(one for target, _, count in read for one in _withheld(target, count)),
            ),
        )


PUBLISHER: Publisher = SwissSanctionsList()


def _programmes(root: _Element) -> Iterator[tuple[str, str]]:
    """The number of each sanctions set, with its programme's name and its own, in English if there is one."""
    for programme in root.iterchildren("sanctions-program"):
        name = _in_english(programme, "program-name") or _in_english(programme, "program-key")
        for one in programme.iterchildren("sanctions-set"):
            number = one.get("ssid") or ""
            same = [other for other in programme.iterchildren("sanctions-set") if other.get("ssid") == number]
            set_name = _english_of(same)
            yield number, f"{name}: {set_name}" if name and set_name else name or set_name


def _in_english(programme: _Element, tag: str) -> str:
    return _english_of(list(programme.iterchildren(tag)))


def _english_of(elements: list[_Element]) -> str:
    english = [one for one in elements if one.get("lang") == _ENGLISH]
    return next((one_line(one.text or "") for one in (*english, *elements)), "")


def _place(element: _Element) -> Address:
    country = element.find("country")
    code = country_code(country.get("iso-code")) if country is not None else None
    city, region = (one_line(element.findtext(tag) or "") for tag in ("location", "area"))
    shown = one_line(country.text or "") if country is not None else ""
    return Address(
        ", ".join(filter(None, (city, region, shown))), city=city or None, region=region or None, country=code
    )


def _named(target: Target) -> bool:
    return target.bearer is not None and bool(names_of(target.bearer))


def _nameless(targets: list[Target]) -> Iterator[LeftOut]:
    for target in targets:
        if not _named(target):
            why = "removed, and no name remains" if target.removed else "it has no name"
            yield LeftOut(f"line {target.line}", f"target {target.number}", why)


def _withheld(target: Target, count: int) -> tuple[LeftOut, ...]:
    return personal_remarks.left_out(f"line {target.line}, target {target.number}", count)


def _check(file: SourceFile, targets: list[Target]) -> None:
    remedy = "download the whole list from SECO again; if it has changed, a newer brightline is needed"
    if not targets:
        raise LayoutError("no target in it", remedy=remedy, file=file.name)
    seen: set[str] = set()
    for target in targets:
        if not target.number or target.number in seen:
            problem = "a target without a number" if not target.number else "a number that stands twice"
            raise LayoutError(
                problem, remedy=remedy, file=file.name, row=target.line, id=target.number or None
            )
        seen.add(target.number)
