"""Numbers in OFAC's remarks: from ``Registration Number 1027700132195 (Russia)`` to an identifier."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from brightline.model import Identifier, Scheme
from brightline.model.countries import country_code

# OFAC's labels as they stand in the SDN and consolidated lists of 2021 to 2025, by what they number.
# Labels that number something else (telephones, post boxes) are not here: those remarks stay notes.
_LABELS: Final = {
    Scheme.PASSPORT: "Passport|Diplomatic Passport|Travel Document Number",
    Scheme.NATIONAL_ID: (
        "National ID No.|Cedula No.|Cedula de Residencia|D.N.I.|C.U.R.P. #|C.U.R.P.|SSN|Personal ID Card|"
        "Citizen's Card Number|Turkish Identification Number|National Foreign ID Number|Kenyan ID No.|I.F.E.|"
        "C.U.I.|Numero de Identidad|LE Number|Electoral Registry No.|Credencial electoral|"
        "Tazkira National ID Card|UAE Identification|Moroccan Personal ID No.|Bosnian Personal ID No.|"
        "Residency Number|Stateless Person ID Card"
    ),
    Scheme.TAX: (
        "Tax ID No.|NIT #|RUC #|RIF #|R.F.C.|V.A.T. Number|C.U.I.T.|Italian Fiscal Code|Fiscal Code|US FEIN|"
        "C.I.F.|RTN|Numero Unico de Identificacao Tributaria (NUIT)|C.N.P.J.|"
        "Paraguayan tax identification number"
    ),
    Scheme.REGISTRATION: (
        "Registration Number|Registration ID|Company Number|UK Company Number|Business Registration Number|"
        "Business Registration Document #|Commercial Registry Number|C.R. No.|Romanian C.R.|"
        "Trade License No.|Folio Mercantil No.|Matricula Mercantil No|Certificate of Incorporation Number|"
        "Chamber of Commerce Number|Government Gazette Number|Economic Register Number (CBLS)|"
        "Enterprise Number|Business Number|Public Registration Number|Central Registration System Number|"
        "Organization Code|Branch Unit Number|Istanbul Chamber of Comm. No.|"
        "Dubai Chamber of Commerce Membership No.|Registered Charity No.|License|File Number"
    ),
    Scheme.USCC: "Unified Social Credit Code (USCC)|United Social Credit Code Certificate (USCCC)",
    Scheme.LEI: "Legal Entity Number",
    Scheme.BIC: "SWIFT/BIC",
    Scheme.IMO: "Vessel Registration Identification IMO|Identification Number IMO|Company Number IMO",
    Scheme.MMSI: "MMSI",
    Scheme.CALL_SIGN: "Other Vessel Call Sign",
    Scheme.ISIN: "ISIN",
    Scheme.TICKER: "Equity Ticker",
    Scheme.DUNS: "D-U-N-S Number",
    Scheme.AIRCRAFT: (
        "Aircraft Manufacturer's Serial Number (MSN)|Aircraft Tail Number|Previous Aircraft Tail Number|"
        "Aircraft Construction Number (also called L/N or S/N or F/N)|Aircraft Mode S Transponder Code|"
        "Aircraft Serial Identification"
    ),
    Scheme.OTHER: (
        "Identification Number|BIK (RU)|Driver's License No.|Birth Certificate Number|Permit Number|"
        "SRE Permit No.|Cartilla de Servicio Militar Nacional|Refugee ID Card|VisaNumberID|"
        "Pilot License Number|Military Registration Number|Vessel Registration Identification|"
        "Afghan Money Service Provider License Number"
    ),
}
_WALLET = re.compile(r"(Digital Currency Address - [A-Z0-9]+) (\S+)")
_DETAILS = re.compile(
    r"(?P<value>.*?)(?:\s*\((?P<country>[^()]*)\))?"
    r"(?P<rest>\s+(?:\(.*\)\s*)?(?:issued|expires|Date of Issue)\b.*)?",
    re.IGNORECASE,
)
# ISO 17442: 18 letters or digits and two check digits. OFAC also puts other numbers under this label.
_LEI = re.compile(r"[0-9A-Z]{18}[0-9]{2}")
_PROSE = re.compile(r"[a-z]{3}|, ")
_MAY_BE_LETTERS_ALONE = frozenset({Scheme.BIC, Scheme.TICKER, Scheme.AIRCRAFT})


def read_identifier(remark: str, *, person: bool) -> tuple[Identifier, bool] | None:
    """The number that one remark states, and whether that is all that the remark says.

    Takes a remark without ``alt.`` in front and without the full stop at its end. Where it says more
    (dates of issue and expiry, a place), the caller keeps the remark as a note as well. ``None`` if the
    remark is not a number with a known label.

    Example:
        >>> read_identifier("Registration Number 1027700132195 (Russia)", person=False)
        (Identifier(scheme=<Scheme.REGISTRATION: 'registration'>, value='1027700132195', country='ru', \
label='Registration Number'), True)
    """
    if found := _WALLET.fullmatch(remark):
        return Identifier(Scheme.WALLET, found[2], label=found[1]), True
    found = _labelled().match(remark)
    if found is None:
        return None
    label = found["label"]
    details = _DETAILS.fullmatch(found["details"])
    if details is None or not _is_number(label, details["value"]):
        return None
    country = country_code(details["country"])
    whole = details["rest"] is None and (country is not None or details["country"] is None)
    number, _, place = details["value"].strip().partition(" (")
    scheme = _scheme(label, number, person=person)
    return Identifier(scheme, number.strip(), country=country, label=label), whole and not place


def _is_number(label: str, value: str) -> bool:
    """Whether the text can be a number: no prose, and a digit where the scheme has digits."""
    number, _, _ = value.partition(" (")
    if _PROSE.search(number):
        return False
    return any(character.isdigit() for character in number) or (
        _schemes()[label] in _MAY_BE_LETTERS_ALONE and bool(number.strip())
    )


def _scheme(label: str, value: str, *, person: bool) -> Scheme:
    scheme = _schemes()[label]
    if person and label == "Identification Number":
        return Scheme.NATIONAL_ID
    if scheme is Scheme.LEI and not _LEI.fullmatch(value):
        return Scheme.OTHER
    return scheme


@cache
def _schemes() -> dict[str, Scheme]:
    return {label: scheme for scheme, labels in _LABELS.items() for label in labels.split("|")}


@cache
def _labelled() -> re.Pattern[str]:
    # The longest label first: "Identification Number IMO" before "Identification Number".
    labels = "|".join(re.escape(label) for label in sorted(_schemes(), key=len, reverse=True))
    return re.compile(rf"(?P<label>{labels})\s+(?P<details>\S.*)")
