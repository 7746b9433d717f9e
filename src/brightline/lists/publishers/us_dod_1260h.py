"""Chinese military companies under section 1260H, from the notice in the Federal Register.

The US Department of Defense names them once a year (Pub. L. 116-283, s. 1260H). The text of the notice is at
``https://www.federalregister.gov/documents/full_text/text/YYYY/MM/DD/NUMBER.txt``: a heading for each company
with its subsidiaries in parentheses, then its grounds in paragraphs with a bullet, then the companies that
are taken off.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import LeftOut, ListAbout, ParsedEdition, Part, Publisher
from brightline.lists.reading.aliases import one_line, tidy, unrepeated
from brightline.lists.reading.several import several
from brightline.model import Direction, Effect, Listing, Name, NameKind, Party, Schema, Tie, TieKind
from brightline.model.dates import partial_date
from brightline.model.identity import content_id

LIST_ID = "us_dod_1260h"
_PAGE = "https://www.federalregister.gov/agencies/defense-department"
_AUTHORITY = "US Department of Defense"
_REGISTER = re.compile(r"\[Federal Register Volume \d+|Federal Register\s*/\s*Vol\. \d+")
_SUBJECT = re.compile(r"Chinese\s+military\s+compan", re.IGNORECASE)
_BULLETS = re.compile(r"<bullet>|\[bullet\]|•")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
# The notice's own page breaks, and heads of printed pages.
_PAGE_BREAK = re.compile(r"\[\[Page \d+\]\]|\d+\s+Federal Register\s*/\s*Vol\.[^\n]*|VerDate Sep[^\n]*")
_BEGINS = re.compile(r"in\s+accordance\s+with\s+section\s+1260H[^:•.]{0,80}:")
_REMOVES = re.compile(r"(?:[^.•]|\.(?=\S))*\bshould\s+be\s+removed\b[^:]*:?")
_ENDS = re.compile(r"\bThe list of entities\b|\bDated:|\[FR Doc\.|\bBILLING CODE\b")
_DAY = re.compile(r"\((?:[A-Z][a-z]+day, )?(?P<day>[A-Z][a-z]+ \d{1,2}, \d{4})\)")
_PAGES = re.compile(r"\[Pages? (?P<page>\d+)")
_VOLUME = re.compile(r"Volume (?P<volume>\d+)|Vol\. (?P<printed>\d+)")
_SUBSIDIARIES = re.compile(r"^and\s+(?:\S+\s+)*?subsidiar(?:y|ies)\s*:\s*", re.IGNORECASE)
_FORMERLY = re.compile(r"^(?:formerly(?: known as)?|f/k/a)\s+", re.IGNORECASE)
_ALSO = re.compile(r"^(?:also known as|a\.?k\.?a\.?)\s+", re.IGNORECASE)
# In parentheses at the end, and still the name: "China Communications Construction Group (Limited)".
_PART_OF_NAME = frozenset({"limited", "ltd", "ltd.", "group", "holdings"})
# What follows in law from being named here.
_EFFECT = (
    "Pub. L. 118-31, s. 805: the Department of Defense may not contract with the entity from 2026-06-30, nor "
    "buy its goods and services through others from 2027-06-30"
)


@dataclass(frozen=True, slots=True)
class _Heading:
    names: tuple[Name, ...]
    subsidiaries: tuple[_Heading, ...] = ()
    grounds: tuple[str, ...] = ()


class ChineseMilitaryCompanies:
    """Use it for companies that the US military names as China's own or as contributors to it.

    A record is a company with a heading of its own; each subsidiary named in the heading is a party as well,
    tied to it. The notice lists everybody anew each year, so that it does not say since when somebody is
    listed. Companies that it takes off are left out.
    """

    id = LIST_ID
    parser_version = 1
    lists: tuple[ListAbout, ...] = (
        ListAbout(
            id=LIST_ID,
            title="Entities Identified as Chinese Military Companies (section 1260H)",
            authority=_AUTHORITY,
            effect=Effect.PROCUREMENT_BAN,
            direction=Direction.PURCHASES_FROM,
            format="text of a Federal Register notice",
            licence="US Government work, no copyright (17 U.S.C. 105)",
            url=_PAGE,
        ),
    )

    def recognise(self, file: SourceFile) -> Part | None:
        """By the head of a Federal Register text that speaks of section 1260H."""
        head = file.head
        is_notice = _REGISTER.search(head) and "1260H" in head and _SUBJECT.search(head)
        return Part(LIST_ID) if is_notice else None

    def parse(self, parts: Mapping[str, SourceFile]) -> ParsedEdition:
        """See :meth:`brightline.lists.publisher.Publisher.parse`."""
        if "list" not in parts:
            raise LayoutError("the notice itself is missing", remedy="give its text", id=LIST_ID)
        file = parts["list"]
        text = _plain(file.text())
        listed, removed = _sections(file, text)
        headings = tuple(_headings(file, listed))
        day, citation = _published(text), _citation(text)
        parties, ties = _parties(headings, citation)
        return ParsedEdition(
            list_id=LIST_ID,
            parties=parties,
            records=len(headings),
            counts={"companies": len(headings), "subsidiaries": len(ties)},
            ties=ties,
            published=day,
            newest_entry=day,
            left_out=tuple(_left_out(listed, removed)),
        )


PUBLISHER: Publisher = ChineseMilitaryCompanies()


def _plain(text: str) -> str:
    """The text with real bullets, without tags and page breaks; line breaks stay for the head's sake."""
    text = _TAG.sub("", _BULLETS.sub("•", text))
    return _PAGE_BREAK.sub(" ", _BULLETS.sub("•", html.unescape(text)))


def _sections(file: SourceFile, text: str) -> tuple[str, str]:
    """The part with the listed companies, and that with the removed ones (empty where there is none)."""
    first_bullet = text.find("•")
    begins = [found for found in _BEGINS.finditer(text) if found.end() <= first_bullet]
    if not begins:
        raise LayoutError(
            "the notice has no list that begins 'in accordance with section 1260H:'",
            remedy="give the notice that names the companies; if this is it, its form has changed",
            file=file.name,
        )
    body = text[begins[-1].end() :]
    last_bullet = body.rfind("•")
    removes = _REMOVES.search(body, body.find("•"))
    ends = _ENDS.search(body, removes.end() if removes else last_bullet)
    if ends is None:
        raise LayoutError("the notice is cut off: it has no end", remedy="download it again", file=file.name)
    if removes is None:
        return body[: ends.start()], ""
    return body[: removes.start()], one_line(body[removes.end() : ends.start()])


def _headings(file: SourceFile, listed: str) -> Iterator[_Heading]:
    """The companies: a heading, then grounds behind bullets, each ending in its section in brackets."""
    heading, *grounds = map(one_line, listed.split("•"))
    found: list[str] = []
    for place, piece in enumerate(grounds, start=1):
        end = piece.rfind(").") + 2
        if end < 2:
            raise LayoutError(
                f"a ground that does not end in its section of the law: {piece[:80]!r}",
                remedy="check the notice; if it is whole, its form has changed and the parser must follow",
                file=file.name,
                id=heading,
            )
        found.append(piece[:end])
        following = piece[end:].strip()
        if following or place == len(grounds):
            yield replace(_heading(heading), grounds=tuple(found))
            heading, found = following, []


def _left_out(listed: str, removed: str) -> Iterator[LeftOut]:
    if text := one_line(listed[listed.rfind(").") + 2 :]):
        yield LeftOut("end of the list", text, "no grounds follow it, so it is no company")
    if removed:
        yield LeftOut("removals", removed, "the notice takes them off the list")


def _heading(text: str) -> _Heading:
    """Read ``Name (Alias) (formerly X) (and Alias subsidiaries: A, B (C), and D)``."""
    names: list[Name] = []
    subsidiaries: tuple[_Heading, ...] = ()
    while (start := _last_group(text)) is not None:
        inside = text.rstrip(" .")[start + 1 : -1].strip()
        if inside.casefold() in _PART_OF_NAME:
            break
        if found := _SUBSIDIARIES.match(inside):
            # One notice has "Co., Ltd. . Kiekert USA Inc.", where a comma was meant.
            listed = re.sub(r"\.\s+\.\s+", "., ", inside[found.end() :])
            subsidiaries = tuple(map(_heading, several(listed)))
        elif found := _FORMERLY.match(inside):
            names.insert(0, Name(tidy(inside[found.end() :]), NameKind.FORMER))
        else:
            names.insert(0, Name(tidy(_ALSO.sub("", inside)), NameKind.ALIAS))
        text = text[:start].rstrip()
    return _Heading(unrepeated((Name(tidy(text)), *names)), subsidiaries)


def _last_group(text: str) -> int | None:
    """Where the parenthesis that ends a text begins; ``None`` where it ends in none."""
    text = text.rstrip(" .")
    if not text.endswith(")"):
        return None
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(text[place], 0)
        if depth == 0:
            return place or None
    return None


def _parties(
    headings: tuple[_Heading, ...], citation: str | None
) -> tuple[tuple[Party, ...], tuple[Tie, ...]]:
    parties: dict[str, Party] = {}
    ties: list[Tie] = []
    for heading in headings:
        parent = _party(heading, citation, ("cn",))
        _add(parties, parent)
        for one in heading.subsidiaries:
            body = _party(replace(one, grounds=heading.grounds), citation, ())
            _add(parties, body)
            source = f"{LIST_ID} {parent.id}"
            note = "named in its heading as a subsidiary"
            ties.append(
                Tie(parent.id, body.id, TieKind.CONTROLS, target_name=body.name, source=source, note=note)
            )
    return tuple(parties.values()), tuple(ties)


def _add(parties: dict[str, Party], party: Party) -> None:
    """A company may have a heading of its own and stand under another's: then it is one party."""
    known = parties.get(party.id)
    if known:
        countries = tuple(dict.fromkeys((*known.countries, *party.countries)))
        names = unrepeated((*known.names, *party.names))
        party = replace(known, names=names, countries=countries)
    parties[party.id] = party


def _party(heading: _Heading, citation: str | None, countries: tuple[str, ...]) -> Party:
    party_id = content_id("us-dod-1260h", heading.names[0].text)
    return Party(
        id=party_id,
        schema=Schema.ORGANIZATION,
        names=heading.names,
        countries=countries,
        topics=("debarment",),
        listings=(
            Listing(
                list=LIST_ID,
                record_id=party_id,
                program="Section 1260H list",
                authority=_AUTHORITY,
                effect=Effect.PROCUREMENT_BAN,
                direction=Direction.PURCHASES_FROM,
                terms=_EFFECT,
                citation=citation,
                url=_PAGE,
                notes=heading.grounds,
            ),
        ),
        sources=(_PAGE,),
    )


def _published(text: str) -> str | None:
    found = _DAY.search(text)
    return partial_date(found["day"]) if found else None


def _citation(text: str) -> str | None:
    page, volume = _PAGES.search(text), _VOLUME.search(text)
    if page is None or volume is None:
        return None
    return f"{volume['volume'] or volume['printed']} FR {page['page']}"
