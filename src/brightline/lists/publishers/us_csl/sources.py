"""The thirteen lists inside the Consolidated Screening List: who decides each, and what it does in law."""

from __future__ import annotations

import re
from dataclasses import dataclass

from brightline.model import Direction, Effect

_BIS = "Bureau of Industry and Security, US Department of Commerce"
_OFAC = "Office of Foreign Assets Control, US Department of the Treasury"
_DDTC = "Directorate of Defense Trade Controls, US Department of State"
_ISN = "Bureau of International Security and Nonproliferation, US Department of State"

# The title ends in its mark, before or after the word List; the authority follows a dash.
_SOURCE = re.compile(
    r"(?P<title>.+?\((?P<code>[A-Z-]+)(?: List)?\)(?: List)?)(?:\s+-\s+(?P<authority>.+))?", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Source:
    """One list inside the Consolidated Screening List.

    Attributes:
        code: The publisher's short mark (``EL``); the whole text where the parser does not know the list.
        title: As published, without the authority (``Entity List (EL)``).
        authority: Who decides it.
        effect: What a listing does in law.
        direction: Which way of dealing it restricts.
        topics: FollowTheMoney topics of a party on it.
        notes: What the effect alone does not say.
    """

    code: str
    title: str
    authority: str
    effect: Effect
    direction: Direction
    topics: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Kind:
    authority: str
    effect: Effect
    direction: Direction
    topics: tuple[str, ...]
    notes: tuple[str, ...] = ()


_KINDS = {
    # 15 CFR 744.11 and Supplement No. 4 to part 744.
    "EL": _Kind(_BIS, Effect.LICENCE_REQUIREMENT, Direction.EXPORTS_TO, ("export.control",)),
    # 15 CFR 744.21 and Supplement No. 7 to part 744.
    "MEU": _Kind(_BIS, Effect.LICENCE_REQUIREMENT, Direction.EXPORTS_TO, ("export.control",)),
    # 15 CFR 744.15 and Supplement No. 6 to part 744.
    "UVL": _Kind(_BIS, Effect.UNVERIFIED_END_USER, Direction.EXPORTS_TO, ("export.risk",)),
    # 15 CFR 764.3(a)(2).
    "DPL": _Kind(_BIS, Effect.DENIAL_OF_EXPORT_PRIVILEGES, Direction.EXPORTS_TO, ("export.control",)),
    "SDN": _Kind(_OFAC, Effect.ASSET_FREEZE, Direction.DEALINGS_WITH, ("sanction",)),
    # Executive Order 13662 and its directives.
    "SSI": _Kind(_OFAC, Effect.SECTORAL_RESTRICTION, Direction.DEALINGS_WITH, ("sanction",)),
    # Executive Order 13959 as amended by 14032.
    "CMIC": _Kind(_OFAC, Effect.INVESTMENT_BAN, Direction.SECURITIES_OF, ("sanction", "invest.ban")),
    "CAP": _Kind(_OFAC, Effect.ACCOUNT_RESTRICTION, Direction.DEALINGS_WITH, ("sanction",)),
    "NS-MBS": _Kind(_OFAC, Effect.SECTORAL_RESTRICTION, Direction.DEALINGS_WITH, ("sanction",)),
    # Executive Order 13608, sections 1 and 4: dealings barred without blocking. No effect of ours says
    # exactly that: a freeze would claim blocked property, a notice would claim nothing.
    "FSE": _Kind(
        _OFAC,
        Effect.SECTORAL_RESTRICTION,
        Direction.DEALINGS_WITH,
        ("sanction",),
        ("US persons may not deal with the evader; its property is not blocked (E.O. 13608)",),
    ),
    # General License 4 under 31 CFR parts 594, 595 and 597, section (b): banks reject, they do not block.
    "PLC": _Kind(
        _OFAC,
        Effect.ACCOUNT_RESTRICTION,
        Direction.DEALINGS_WITH,
        ("sanction",),
        ("US financial institutions reject transactions with the person; property is not blocked",),
    ),
    "ISN": _Kind(_ISN, Effect.NONPROLIFERATION_MEASURE, Direction.DEALINGS_WITH, ("sanction",)),
    # 22 CFR 127.7.
    "DTC": _Kind(_DDTC, Effect.DEBARMENT, Direction.EXPORTS_TO, ("debarment",)),
}
# "Menu-Based Sanctions" stands with and without the "Non-SDN" mark in its code.
_KINDS["MBS"] = _KINDS["NS-MBS"]


def source_of(text: str) -> Source:
    """What a row's ``source`` cell names; a list that the parser does not know becomes a notice.

    Example:
        >>> source_of("Entity List (EL) - Bureau of Industry and Security").effect.value
        'licence_requirement'
    """
    found = _SOURCE.fullmatch(text)
    kind = _KINDS.get(found["code"]) if found else None
    if found is None or kind is None:
        authority = text.rsplit(" - ", 1)[-1] or "not stated"
        note = "a list that this version does not know: read the publisher's own terms"
        return Source(text, text, authority, Effect.NOTICE, Direction.NONE, notes=(note,))
    return Source(
        found["code"], found["title"], kind.authority, kind.effect, kind.direction, kind.topics, kind.notes
    )
