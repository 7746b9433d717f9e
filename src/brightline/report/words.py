"""What a listing does in law and how old a list is, in plain words; and what every answer must say."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from brightline.model.listing import Direction, Effect, Listing
from brightline.model.party import Schema
from brightline.model.screening import EditionUsed

CAVEAT = "A hit is a candidate to verify; no hit is no clearance."

EFFECTS: Mapping[Effect, str] = {
    Effect.ASSET_FREEZE: "asset freeze",
    Effect.LICENCE_REQUIREMENT: "licence requirement",
    Effect.DENIAL_OF_EXPORT_PRIVILEGES: "denial of export privileges",
    Effect.IMPORT_BAN: "import ban",
    Effect.INVESTMENT_BAN: "investment ban",
    Effect.SECTORAL_RESTRICTION: "sectoral restriction",
    Effect.ACCOUNT_RESTRICTION: "restriction of bank accounts",
    Effect.DEBARMENT: "debarment",
    Effect.PROCUREMENT_BAN: "procurement ban",
    Effect.EQUIPMENT_AUTHORISATION_BAN: "ban on authorising its equipment",
    Effect.NONPROLIFERATION_MEASURE: "nonproliferation measure",
    Effect.UNVERIFIED_END_USER: "end user that could not be verified",
    Effect.NOTICE: "notice",
    Effect.OWN_LIST: "on your own list",
}

# For a terminal, where a line is short: the effect with its usual direction.
SHORT_EFFECTS: Mapping[Effect, str] = {
    Effect.ASSET_FREEZE: "assets frozen",
    Effect.LICENCE_REQUIREMENT: "exports need a licence",
    Effect.DENIAL_OF_EXPORT_PRIVILEGES: "exports denied",
    Effect.IMPORT_BAN: "imports banned",
    Effect.INVESTMENT_BAN: "no buying of its securities",
    Effect.SECTORAL_RESTRICTION: "some dealings restricted",
    Effect.ACCOUNT_RESTRICTION: "accounts restricted",
    Effect.DEBARMENT: "debarred",
    Effect.PROCUREMENT_BAN: "no public purchases",
    Effect.EQUIPMENT_AUTHORISATION_BAN: "equipment not authorised",
    Effect.NONPROLIFERATION_MEASURE: "nonproliferation measure",
    Effect.UNVERIFIED_END_USER: "could not be verified",
    Effect.NOTICE: "notice",
    Effect.OWN_LIST: "on your own list",
}

_DIRECTIONS: Mapping[Direction, str] = {
    Direction.EXPORTS_TO: "for exports to this party",
    Direction.IMPORTS_FROM: "for goods from this party",
    Direction.DEALINGS_WITH: "covering all dealings with this party",
    Direction.SECURITIES_OF: "covering securities of this party",
    Direction.PURCHASES_FROM: "for purchases from this party",
    Direction.NONE: "",
}

SCHEMAS: Mapping[Schema, str] = {
    Schema.PERSON: "person",
    Schema.COMPANY: "company",
    Schema.ORGANIZATION: "organization",
    Schema.PUBLIC_BODY: "public body",
    Schema.LEGAL_ENTITY: "company or body, not said which",
    Schema.VESSEL: "vessel",
    Schema.AIRPLANE: "aircraft",
}


def effect_in_words(listing: Listing) -> str:
    """What a listing does and to which dealings: "licence requirement for exports to this party"."""
    return f"{EFFECTS[listing.effect]} {_DIRECTIONS[listing.direction]}".strip()


def score_in_words(score: float) -> str:
    """A score with two digits, rounded down: 0.997 is not shown as the certainty that 1.00 would be."""
    return f"{rounded_down(score, 2):.2f}"


def rounded_down(score: float, digits: int) -> float:
    """A score with so many digits, never more than it is."""
    scale: int = 10**digits
    # The product of 0.29 and 100 is 28.999999999999996: what is a hair below a whole number is that number.
    return math.floor(round(float(score) * scale, 6)) / scale


def age_in_days(edition: EditionUsed, on: str) -> int | None:
    """How old the newest statement of a list was on a day, given as a full ISO date; ``None`` if unknown.

    Counted from the day of publication where that is known to the day, from the day of fetching where
    nothing is known, and from the first day of a month or year: a list is never made out younger than it is.
    """
    since = edition.published or edition.fetched[:10]
    try:
        begun = date.fromisoformat(since + "-01-01"[len(since) - 4 :])
        return (date.fromisoformat(on[:10]) - begun).days
    except ValueError:
        return None


def age_in_words(edition: EditionUsed, on: str) -> str:
    """The age of a list as a reader says it: "today", "1 day old", "up to 42 days old"."""
    days = age_in_days(edition, on)
    if days is None:
        return "age unknown"
    if days <= 0:
        return "of today" if days == 0 else "dated after this report"
    bound = "up to " if edition.published and len(edition.published) < 10 else ""
    if not edition.published:
        return f"fetched {_days(days)} ago, published earlier"
    return f"{bound}{_days(days)} old"


def _days(days: int) -> str:
    return "1 day" if days == 1 else f"{days:,} days"


def harmless(text: str) -> str:
    """Text that cannot move the cursor, colour a terminal, or turn the reading direction of what follows.

    Control characters become the replacement sign; marks that override the direction of text are dropped.
    Line breaks become blanks.
    """
    if text.isprintable():
        return text
    return "".join(_harmless(one) for one in text)


def _harmless(one: str) -> str:
    kind = unicodedata.category(one)
    if one.isspace():
        return " "
    if kind == "Cc":
        return "\ufffd"
    # Joiners (ZWJ, ZWNJ) belong to the spelling of Persian and Indian names; overrides belong to no name.
    return "" if kind == "Cf" and one not in "\u200c\u200d" else one


def is_web_address(text: str | None) -> bool:
    """Whether a list's URL may become a link: only ``http`` and ``https``, never ``javascript`` or a file."""
    return bool(text and text.lower().startswith(("https://", "http://")) and text.isprintable())


_KANA = re.compile(r"[\u3040-\u30ff]")
_SCRIPTS = (
    ("zh", re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("und-Cyrl", re.compile(r"[\u0400-\u04ff]")),
    ("und-Arab", re.compile(r"[\u0600-\u06ff]")),
    ("und-Deva", re.compile(r"[\u0900-\u097f]")),
    ("und-Thai", re.compile(r"[\u0e00-\u0e7f]")),
)


def language_tag(text: str) -> str | None:
    """A BCP 47 tag for a name in another script, so that it is shown and read aloud rightly; else ``None``.

    Says the language only where the script does (Chinese, Japanese, Korean), else the script alone.
    """
    if _KANA.search(text):
        return "ja"
    return next((tag for tag, script in _SCRIPTS if script.search(text)), None)
