"""What a list says of a party, in the publisher's own legal terms."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Effect(StrEnum):
    """What a listing does in law. A party may bear several, one listing each."""

    ASSET_FREEZE = "asset_freeze"
    LICENCE_REQUIREMENT = "licence_requirement"
    DENIAL_OF_EXPORT_PRIVILEGES = "denial_of_export_privileges"
    IMPORT_BAN = "import_ban"
    INVESTMENT_BAN = "investment_ban"
    SECTORAL_RESTRICTION = "sectoral_restriction"
    ACCOUNT_RESTRICTION = "account_restriction"
    DEBARMENT = "debarment"
    PROCUREMENT_BAN = "procurement_ban"
    EQUIPMENT_AUTHORISATION_BAN = "equipment_authorisation_ban"
    NONPROLIFERATION_MEASURE = "nonproliferation_measure"
    UNVERIFIED_END_USER = "unverified_end_user"
    NOTICE = "notice"
    OWN_LIST = "own_list"


class Direction(StrEnum):
    """Which way of dealing a listing restricts.

    The Entity List restricts exports *to* a party; the UFLPA Entity List imports *from* it;
    the NS-CMIC List the purchase of its securities; blocking lists all dealings.
    """

    EXPORTS_TO = "exports_to"
    IMPORTS_FROM = "imports_from"
    DEALINGS_WITH = "dealings_with"
    SECURITIES_OF = "securities_of"
    PURCHASES_FROM = "purchases_from"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Listing:
    """One entry of one list about one party.

    Attributes:
        list: Id of the list (``us_csl``); the key under which editions and answers name it.
        record_id: The publisher's own id of the record where it has one, else the party's derived id.
        program: The programme or sub-list in the publisher's words (``GLOMAG``, ``Entity List (EL)``).
        authority: Who decided the listing.
        effect: What it does in law.
        direction: Which way of dealing it restricts.
        terms: The publisher's own legal terms: licence requirement, review policy, exceptions.
        listed_on: First day in force, partial ISO date, where the source says it.
        removed_on: First day no longer in force (expiry or removal), where the source says it.
        citation: Federal Register page, regulation, resolution.
        url: The publisher's page.
        covers: Wording that extends the entry beyond the named party ("and subsidiaries").
        confidence: ``high`` for an official list; the starter list marks its own.
        notes: What the publisher says of this entry and has no field of its own.
    """

    list: str
    record_id: str
    program: str
    authority: str
    effect: Effect
    direction: Direction
    terms: str | None = None
    listed_on: str | None = None
    removed_on: str | None = None
    citation: str | None = None
    url: str | None = None
    covers: str | None = None
    confidence: str = "high"
    notes: tuple[str, ...] = ()

    def in_force(self, on: str) -> bool:
        """Whether the listing has begun and not ended on a day, given as a full ISO date.

        A listing without dates is in force. A partial date is read in the listing's favour of being
        in force: ``2021`` as a beginning is its first day, as an end the last.
        """
        begun = self.listed_on is None or self.listed_on <= on
        ended = self.removed_on is not None and self.removed_on + "-12-31"[len(self.removed_on) - 4 :] <= on
        return begun and not ended
