"""The words that names share: legal forms, places, business words, titles. Loaded once, from TSV files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files

from brightline.model.countries import country_names
from brightline.names.text import latin_words, regular


class Role(IntEnum):
    """What a word does in a name; ``CORE`` words tell this party from others."""

    CORE = 0
    PLACE = 1
    BUSINESS = 2
    NUMBER = 3
    FORM = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or phrase of the lexicon: how it is written once made regular, and its role.

    For ``FORM`` the canonical word is the class of the legal form.
    """

    canonical: tuple[str, ...]
    role: Role


# Words that carry nothing between others: articles, prepositions, conjunctions of the publishers' languages.
STOP_WORDS = frozenset(
    """the of and & for in a an de la le les du des el los las y et und der die das von zu di da do dos e i o
    al aka dba no""".split()  # noqa: SIM905  a list of words reads better as a text
)
# Titles and honorifics before or after personal names, as lists and books write them.
TITLES = frozenset(
    """mr mrs ms miss dr prof professor sir lord dame sheikh shaykh sheik haji hajji hadji mullah maulavi
    mawlawi molvi maulvi sayyid sayed general gen colonel col major maj captain capt lt lieutenant brigadier
    brig admiral adm commander cmdr engineer eng hon honorable excellency he jr sr ii iii iv phd md
    """.split()  # noqa: SIM905  as above
)
# Particles that come and go between spellings of the same personal name.
PARTICLES = frozenset(
    """al el bin ibn ben bint abu abd ul ur ud as ash ad an van von der den de da dos di du
    """.split()  # noqa: SIM905  as above
)
# Legal forms that are also words, names or initials: read as forms only where a form can stand.
AMBIGUOUS_FORMS = frozenset(
    """at ad as ab ag ao se ip est pat rt dd gk kk lp sl sti snc scs sca son sons psc too sal sae saa ev co
    company cie cia trust society association assoc charity foundation general partnership gup
    publ limited inc corporation stock""".split()  # noqa: SIM905  as above
)
# Those of them that open a name in their language (AO Almaz, AB Volvo, AS Tallink, TOO, PT).
OPENING_FORMS = frozenset(
    """ao oao zao pao ooo too ab as uab at pat prat tov gup fgup jsc ojsc pjsc cjsc cv ud
    """.split()  # noqa: SIM905  as above
)


@cache
def latin_entries() -> dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]:
    """Phrases by their first word, longest first: business words, countries, places, then legal forms."""
    found: dict[tuple[str, ...], Entry] = {}
    for word, others, _ in _rows("business_words.tsv"):
        for spelling in (word, *others):
            found[tuple(spelling.split())] = Entry(tuple(word.split()), Role.BUSINESS)
    for country in country_names():
        words = latin_words(regular(country))
        found[tuple(words)] = Entry(("".join(words),), Role.PLACE)
    for word, others, _ in _rows("places.tsv"):
        for spelling in (word, *others):
            found[tuple(spelling.split())] = Entry((word.replace(" ", ""),), Role.PLACE)
    for form, others, _ in _rows("legal_forms.tsv"):
        for spelling in others:
            found[tuple(spelling.split())] = Entry((form,), Role.FORM)
    by_first: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for phrase, entry in found.items():
        by_first.setdefault(phrase[0], []).append((phrase, entry))
    return {
        first: tuple(sorted(phrases, key=lambda one: -len(one[0]))) for first, phrases in by_first.items()
    }


@cache
def han_entries() -> dict[str, Entry]:
    """Words in Chinese characters: legal forms, brands, places and business words."""
    found: dict[str, Entry] = {}
    for word, _, hans in _rows("business_words.tsv"):
        found |= {han: Entry(tuple(word.split()), Role.BUSINESS) for han in hans}
    for word, _, hans in _rows("places.tsv"):
        found |= {han: Entry((word.replace(" ", ""),), Role.PLACE) for han in hans}
    for brand, _, hans in _rows("brands.tsv"):
        found |= {han: Entry((brand,), Role.CORE) for han in hans}
    for form, hans, _ in _rows("legal_forms_zh.tsv"):
        found |= {han: Entry((form,), Role.FORM) for han in hans}
    return found


@cache
def longest_han_entry() -> int:
    """The length of the longest word in Chinese characters."""
    return max(map(len, han_entries()))


def _rows(name: str) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    text = files("brightline.names").joinpath("lexicon", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            word, *columns = line.split("\t")
            first, second = (*columns, "", "")[:2]
            yield word, _spellings(first), _spellings(second)


def _spellings(column: str) -> tuple[str, ...]:
    return tuple(filter(None, (one.strip() for one in column.split("|"))))
