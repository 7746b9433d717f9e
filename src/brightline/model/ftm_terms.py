"""The words that writing and reading FollowTheMoney share: ids, properties of identifiers, shares, labels."""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal, InvalidOperation
from typing import TypedDict

from brightline.model.party import Schema, Scheme


class FtmEntity(TypedDict, total=False):
    """One entity, ready for :func:`json.dumps`."""

    id: str
    schema: str
    caption: str
    referents: list[str]
    properties: dict[str, list[str]]


# Entities are referred to by at most 200 letters, digits, hyphens and points (followthemoney.types.entity).
_LONGEST_ID = 200
_DIGEST = 16
_UNSAFE = re.compile(r"[^0-9A-Za-z.-]")

# The properties that every legal entity has; persons, vessels, aircraft and companies have others besides.
_LEGAL = {
    Scheme.LEI: "leiCode",
    Scheme.USCC: "uscCode",
    Scheme.REGISTRATION: "registrationNumber",
    Scheme.TAX: "taxNumber",
    Scheme.DUNS: "dunsCode",
    Scheme.BIC: "swiftBic",
    Scheme.NATIONAL_ID: "idNumber",
}
_ORGANIZATION = _LEGAL | {Scheme.IMO: "imoNumber"}
SCHEME_PROPERTIES: dict[Schema, dict[Scheme, str]] = {
    Schema.LEGAL_ENTITY: _LEGAL,
    Schema.PERSON: _LEGAL | {Scheme.PASSPORT: "passportNumber"},
    Schema.ORGANIZATION: _ORGANIZATION,
    Schema.PUBLIC_BODY: _ORGANIZATION,
    Schema.COMPANY: _ORGANIZATION | {Scheme.ISIN: "isinCode", Scheme.TICKER: "ticker"},
    Schema.VESSEL: {
        Scheme.IMO: "imoNumber",
        Scheme.MMSI: "mmsi",
        Scheme.CALL_SIGN: "callSign",
        Scheme.REGISTRATION: "registrationNumber",
    },
    Schema.AIRPLANE: {Scheme.AIRCRAFT: "serialNumber", Scheme.REGISTRATION: "registrationNumber"},
}
# DUNS and BIC are the shorter ones (followthemoney.types.identifier; schema/LegalEntity.yaml).
_LONGEST_VALUE = {"dunsCode": 16, "imoNumber": 16, "swiftBic": 16}
_LONGEST_IDENTIFIER = 64

_LEI = re.compile(r"[0-9A-Z]{18}[0-9]{2}")
_BIC = re.compile(r"[A-Z]{6}[0-9A-Z]{2}(?:[0-9A-Z]{3})?")
_IMO = re.compile(r"\d{7}")
# GB 32100-2015: no I, O, S, V, Z; weights are powers of three modulo 31.
_USCC_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def ftm_id(ours: str) -> str:
    """The id under which an id of ours is written: itself where it may be, else always rewritten alike.

    Example:
        >>> ftm_id("us-ofac:20264"), ftm_id("NK-abc")
        ('us-ofac-20264', 'NK-abc')
    """
    safe = _UNSAFE.sub("-", ours).strip(".-")[: _LONGEST_ID - _DIGEST - 1].rstrip(".-")
    if safe and safe in (ours, ours.replace(":", "-", 1)):
        return safe
    return "-".join(filter(None, (safe or "id", _digest(ours))))


def part_id(kind: str, *parts: str | None) -> str:
    """The id of an entity that belongs to a party or tie, made from what it says."""
    return f"{kind}-{_digest(chr(0x1F).join(part or '' for part in parts))}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST]


def identifier_property(schema: Schema, scheme: Scheme, value: str) -> str | None:
    """The property that can hold an identifier; ``None`` where there is none or it refuses the value.

    The format's own readers drop a LEI, USCC, IMO or BIC whose check digits or form are wrong.
    """
    name = SCHEME_PROPERTIES[schema].get(scheme)
    if name is None or len(value) > _LONGEST_VALUE.get(name, _LONGEST_IDENTIFIER):
        return None
    return name if _plausible(scheme, value) else None


def _plausible(scheme: Scheme, value: str) -> bool:
    match scheme:
        case Scheme.LEI:
            return bool(_LEI.fullmatch(value)) and _modulo_97(value) == 1
        case Scheme.USCC:
            return _uscc(value)
        case Scheme.IMO:
            return bool(_IMO.fullmatch(value)) and _imo([int(one) for one in value])
        case Scheme.BIC:
            return bool(_BIC.fullmatch(value))
        case _:
            return True


def _modulo_97(value: str) -> int:
    """The check of ISO 17442 (by ISO 7064): letters as numbers from 10 on."""
    return int("".join(str(int(one, 36)) for one in value)) % 97


def _uscc(value: str) -> bool:
    if len(value) != 18 or not set(value) <= set(_USCC_LETTERS):
        return False
    total = sum(_USCC_LETTERS.index(one) * pow(3, place, 31) for place, one in enumerate(value[:17]))
    return _USCC_LETTERS[-total % 31] == value[17]


def _imo(digits: list[int]) -> bool:
    """Either check digit: of ships (IMO resolution A.1117(30)) or of companies (A.1084)."""
    ship = sum(one * (7 - place) for place, one in enumerate(digits[:6])) % 10
    company = sum(one * weight for one, weight in zip(digits, (8, 6, 4, 2, 9, 7), strict=False))
    return any(digits) and digits[6] in (ship, (11 - company % 11) % 10)


def percentage(low: float | None, high: float | None) -> str | None:
    """A share in per cent as text: ``51``, ``25-50``, ``>=25``, ``<=10``.

    Example:
        >>> percentage(0.51, 0.51), percentage(0.25, 0.5), percentage(0.25, None)
        ('51', '25-50', '>=25')
    """
    if low is not None and high is not None:
        return _per_cent(low) if low == high else f"{_per_cent(low)}-{_per_cent(high)}"
    if low is not None:
        return f">={_per_cent(low)}"
    return f"<={_per_cent(high)}" if high is not None else None


def _per_cent(share: float) -> str:
    text = f"{Decimal(repr(share)) * 100:f}"
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


_NUMBER = r"(\d+(?:[.,]\d+)?)\s*%?"
_SHARE = re.compile(rf"(>=?|<=?|=)?\s*{_NUMBER}(?:\s*(?:-|–|to)\s*{_NUMBER})?", re.IGNORECASE)


def shares(text: str) -> tuple[float | None, float | None] | None:
    """The lowest and highest share that a percentage states; ``None`` where it is not one.

    Takes what :func:`percentage` writes and what registers do (``50 %``, ``25,1``, ``50 - 75%``).
    """
    found = _SHARE.fullmatch(text.strip())
    if found is None:
        return None
    first, second = _fraction(found[2]), _fraction(found[3])
    if first is None or not 0 <= first <= (1 if second is None else second) <= 1:
        return None
    sign = (found[1] or "=")[0]
    if second is not None:
        return (first, second) if sign == "=" else None
    return (first if sign in "=>" else None, first if sign in "=<" else None)


def _fraction(text: str | None) -> float | None:
    try:
        return float(Decimal(text.replace(",", ".")) / 100) if text else None
    except InvalidOperation:
        return None
