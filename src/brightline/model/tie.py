"""A directed tie between two parties, as a source states it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TieKind(StrEnum):
    """What binds the first party to the second, read from left to right: ``from owns to``."""

    OWNS = "owns"
    CONTROLS = "controls"
    PART_OF = "part_of"
    DIRECTS = "directs"
    INVESTS_IN = "invests_in"
    SUPPLIES = "supplies"
    BUYS_FROM = "buys_from"
    HOSTS_DATA_FOR = "hosts_data_for"
    PARTNERS = "partners"
    CONTRACTS_WITH = "contracts_with"
    LINKED_TO = "linked_to"


@dataclass(frozen=True, slots=True)
class Tie:
    """One statement that two parties are tied; unknown shares stay unknown.

    Attributes:
        origin: Id of the party that the tie starts from.
        target: Id of the other party, or ``None`` where the source gives only a name.
        target_name: The name that the source gives, where it gives no id.
        kind: What the tie is.
        share_low: Lowest share of ownership stated, as a fraction from 0 to 1.
        share_high: Highest share stated; equal to ``share_low`` where it is exact.
        since: Partial ISO date from which it holds.
        until: Partial ISO date on which it ended.
        source: The list or document, with the record.
        confidence: ``high``, ``medium`` or ``low``, as the source states it.
        note: What the source says besides.
    """

    origin: str
    target: str | None
    kind: TieKind
    target_name: str | None = None
    share_low: float | None = None
    share_high: float | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None
    confidence: str = "high"
    note: str | None = None
