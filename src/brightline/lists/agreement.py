"""When two records speak of one party: by number, or by name with country and address or official entry.

A wrong merge hides a party behind another, a missed one shows a party twice: so every rule here asks for more
than would do in most cases, and names alone never do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from brightline.lists.reading.citations import FrCitation, fr_citations, same_document
from brightline.model import Identifier, Listing, NameKind, Party, Schema, Scheme
from brightline.model.countries import country_code
from brightline.model.identity import fold
from brightline.names import Role, analyse

# Given by one authority to one party. Not BIC, wallets, tax and company numbers: on the real lists different
# designations share them, and so do parents and branches.
_UNIQUE = frozenset((Scheme.LEI, Scheme.USCC, Scheme.OFAC, Scheme.UN, Scheme.EU))
_BODIES = frozenset((Schema.COMPANY, Schema.ORGANIZATION, Schema.PUBLIC_BODY, Schema.LEGAL_ENTITY))
_VAGUENESS = {Schema.COMPANY: 1, Schema.PUBLIC_BODY: 1, Schema.ORGANIZATION: 2, Schema.LEGAL_ENTITY: 3}
_OFAC = "Office of Foreign Assets Control"
_EU_REFERENCE = re.compile(r"EU\.\d+\.\d+")

_WORD = re.compile(r"[^\W_]+|&")
# Full stops between initials (S.A., L.L.C.) and apostrophes come and go; no other punctuation joins words.
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_APOSTROPHES = str.maketrans("", "", "'’‘`´")
# The spellings of one legal form that lists use side by side. Different forms stay different parties.
_NAME_WORDS = {"company": "co", "limited": "ltd", "corporation": "corp", "incorporated": "inc", "&": "and"}
_ADDRESS_WORDS = {
    "rd": "road", "st": "street", "str": "street", "ave": "avenue", "av": "avenue", "bldg": "building",
    "blvd": "boulevard", "fl": "floor", "flr": "floor", "rm": "room", "dist": "district", "prov": "province",
}  # fmt: skip
_ADDRESS_NOISE = frozenset(("no", "number", "and", "of", "the", "p", "r", "china", "prc"))
# China, India and Russia write postcodes of six digits, most others five; a house number is shorter.
_POSTCODE_DIGITS = 5
# A house number with a street and a town; "Suite 5" alone would agree with any other.
_ADDRESS_WORDS_LEAST = 3

Number = tuple[Scheme, str]


@dataclass(frozen=True)
class Profile:
    """What records that are one party offer to be recognised by; worked out when first asked for.

    Attributes:
        records: At least one.
    """

    records: tuple[Party, ...]

    @cached_property
    def kind(self) -> Schema:
        """What kind of party they are said to be, most exactly."""
        return most_exact(one.schema for one in self.records)

    @cached_property
    def numbers(self) -> frozenset[Number]:
        """Identifiers that no two parties share."""
        return frozenset(number for one in self.records for number in numbers(one))

    @cached_property
    def securities(self) -> frozenset[str]:
        """ISINs. A list may give a parent the security of its daughter, so they need the name too."""
        found = (number for one in self.records for number in one.identifiers)
        return frozenset(_digits(number) for number in found if number.scheme is Scheme.ISIN)

    @cached_property
    def leading(self) -> frozenset[str]:
        """Folded names that a publisher gives first."""
        return self._names(lambda kind: kind is NameKind.PRIMARY)

    @cached_property
    def full(self) -> frozenset[str]:
        """Folded names, weak aliases left out."""
        return self._names(lambda kind: kind is not NameKind.WEAK)

    def _names(self, wanted: Callable[[NameKind], bool]) -> frozenset[str]:
        return frozenset(
            folded_name(name.text) for one in self.records for name in one.names if wanted(name.kind)
        )

    @cached_property
    def countries(self) -> frozenset[str]:
        """Codes."""
        return frozenset(code for one in self.records for code in one.countries)

    @cached_property
    def places(self) -> frozenset[str]:
        """Folded addresses, whatever they name."""
        found = {folded_address(address.full) for one in self.records for address in one.addresses}
        return frozenset(found - {""})

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Folded addresses that name a house."""
        return frozenset(filter(_names_a_house, self.places))

    @cached_property
    def entries(self) -> tuple[Listing, ...]:
        """The listings."""
        return tuple(dict.fromkeys(listing for one in self.records for listing in one.listings))


def most_exact(kinds: Iterable[Schema]) -> Schema:
    """The kind that says most; of kinds that exclude each other the one that merges least, and the first."""
    return min(kinds, key=lambda kind: _VAGUENESS.get(kind, 0))


def folded_name(text: str) -> str:
    """A name's words without case and punctuation, one spelling for each legal form.

    Example:
        >>> folded_name("Leon Technology Company Limited") == folded_name("LEON TECHNOLOGY CO., LTD.")
        True
    """
    return " ".join(_NAME_WORDS.get(word, word) for word in _words(text))


def _words(text: str) -> list[str]:
    plain = text.lower() if text.isascii() else fold(text)
    if "." in plain:
        plain = _DOTTED.sub(lambda found: found[0].replace(".", ""), plain)
    return _WORD.findall(plain.translate(_APOSTROPHES))


def folded_address(text: str) -> str:
    """The words of an address in one order and spelling, without postcode and country.

    Example:
        >>> folded_address("No. 555 Qianmo Rd., Hangzhou, 310052, CN")
        '555 hangzhou qianmo road'
    """
    words = [_ADDRESS_WORDS.get(word, word) for word in _words(text)]
    words = [word for word in words if word not in _ADDRESS_NOISE]
    if words and country_code(words[-1]):
        words.pop()
    kept = (
        word
        for before, word in zip(("", *words), words, strict=False)
        if not (word.isdigit() and len(word) >= _POSTCODE_DIGITS and before != "box")
    )
    return " ".join(sorted(kept))


def _names_a_house(folded: str) -> bool:
    """Whether it is more than a town or a district: two bodies of one name in one town may be two."""
    words = folded.split()
    return len(words) >= _ADDRESS_WORDS_LEAST and any(word[0].isdigit() for word in words)


def numbers(party: Party) -> Iterator[Number]:
    """The identifiers of a party that no other party can have, those that its listings cite included."""
    for one in party.identifiers:
        # Companies have IMO numbers too, and OFAC gives one of them to two of its companies.
        if one.scheme in _UNIQUE or (one.scheme is Scheme.IMO and party.schema is Schema.VESSEL):
            yield one.scheme, _digits(one)
    for listing in party.listings:
        if listing.record_id.isdigit() and _OFAC in listing.authority:
            yield Scheme.OFAC, listing.record_id
        elif listing.record_id[:3] == "EU." and _EU_REFERENCE.fullmatch(listing.record_id):
            yield Scheme.EU, "".join(filter(str.isalnum, listing.record_id))


def _digits(identifier: Identifier) -> str:
    value = identifier.value.upper()
    return value if value.isalnum() else "".join(filter(str.isalnum, value))


def contradict(first: Profile, second: Profile) -> bool:
    """Whether they differ in kind, or an authority gives them different numbers and so says they are two."""
    return not _kinds_agree(first.kind, second.kind) or any(
        not (mine & theirs)
        for scheme in {scheme for scheme, _ in first.numbers}
        if (theirs := {number for number in second.numbers if number[0] is scheme})
        and (mine := {number for number in first.numbers if number[0] is scheme})
    )


def _kinds_agree(first: Schema, second: Schema) -> bool:
    both = {first, second}
    # A record of unknown kind may be a person's: it is told by a number, never by a name.
    return first is second or both <= _BODIES or both == {Schema.LEGAL_ENTITY, Schema.PERSON}


def agree_by_name(name: str, first: Profile, second: Profile, others: Iterable[Profile]) -> str | None:
    """The reason in words, if they are one party for bearing one name; never said of people.

    Args:
        name: A folded name that both bear.
        first: One.
        second: The other.
        others: Whoever else bears it.
    """
    if not _may_agree_by_name(name, first, second):
        return None
    if isins := first.securities & second.securities:
        return f"same name and ISIN {min(isins)}"
    if not _compatible(first.countries, second.countries):
        return None
    entry = _common_entry(first, second)
    is_body = _is_told_to_be_a_body(name, first, second)
    if (is_body and first.addresses & second.addresses) or (entry and first.places & second.places):
        return "same name and address"
    # A list that names the party twice keeps two entries apart for a reason that only an address could undo.
    no_place = not (first.addresses and second.addresses) and not _are_on_one_official_list(first, second)
    if entry and is_body and no_place and not any(_bears_such_an_entry(other, entry) for other in others):
        which = f"of {entry.listed_on}" if entry.listed_on else entry.citation
        return f"same name and entry {which} by {entry.authority}"
    return None


def _may_agree_by_name(name: str, first: Profile, second: Profile) -> bool:
    if not ({first.kind, second.kind} <= _BODIES and name in first.full and name in second.full):
        return False
    shown = (name in first.leading) + (name in second.leading)
    # Two aliases that agree say little: one of the publishers must show the party under the name. A list that
    # has two entries under different names means two parties, even if one name is an alias of the other.
    return shown == 2 or (shown == 1 and not _are_on_one_official_list(first, second))


def _are_on_one_official_list(first: Profile, second: Profile) -> bool:
    return any(
        one.list == other.list and _of_one_kind(one, other)
        for one in first.entries
        for other in second.entries
    )


def _is_told_to_be_a_body(name: str, first: Profile, second: Profile) -> bool:
    """Whether a list says that it is no person, or the name does: relatives share names and addresses."""
    if {first.kind, second.kind} != {Schema.LEGAL_ENTITY}:
        return True
    parts = analyse(name)
    return parts.form is not None or Role.BUSINESS in parts.roles


def _compatible(first: frozenset[str], second: frozenset[str]) -> bool:
    return first <= second or second <= first


def _common_entry(first: Profile, second: Profile) -> Listing | None:
    """The listing of the first that the second describes too, in this list or another."""
    return next((one for one in first.entries for other in second.entries if _one_entry(one, other)), None)


def _one_entry(one: Listing, other: Listing) -> bool:
    if not _of_one_kind(one, other):
        return False
    if one.listed_on and one.listed_on == other.listed_on and len(one.listed_on) == len("2021-12-10"):
        return True
    return any(same_document(a, b) for a in _documents(one.citation) for b in _documents(other.citation))


@cache
def _documents(citation: str | None) -> tuple[FrCitation, ...]:
    return fr_citations(citation)


def _of_one_kind(one: Listing, other: Listing) -> bool:
    return (
        one.effect is other.effect
        and one.direction is other.direction
        and _authority(one.authority) == _authority(other.authority)
    )


@cache
def _authority(text: str) -> frozenset[str]:
    """An office and its department, in whichever order."""
    return frozenset(part.strip() for part in text.split(","))


def _bears_such_an_entry(other: Profile, entry: Listing) -> bool:
    """Whether a third party of the name is on the same official list: then the name does not tell which."""
    return any(_of_one_kind(one, entry) for one in other.entries)
