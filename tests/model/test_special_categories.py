from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brightline.model.special_categories import special_category

LANGUAGES = ("en", "zh", "ja ko", "fr", "de", "es pt it", "tr", "ru", "ar")
CATEGORIES = (
    "racial or ethnic origin",
    "religion or belief",
    "health",
    "genetic data",
    "biometric data",
    "sex life or sexual orientation",
    "political opinion",
    "trade-union membership",
)
REFUSED = [
    ("Ethnicity", "racial or ethnic origin"),
    ("ethnic_group", "racial or ethnic origin"),
    ("ETHNIC-GROUP", "racial or ethnic origin"),
    ("ethnicGroup", "racial or ethnic origin"),
    ("Race", "racial or ethnic origin"),
    ("Race/Ethnicity", "racial or ethnic origin"),
    ("Race or ethnicity", "racial or ethnic origin"),
    ("民族", "racial or ethnic origin"),
    ("民族 Ethnicity", "racial or ethnic origin"),
    ("民族（ethnic group）", "racial or ethnic origin"),
    ("origine ethnique", "racial or ethnic origin"),
    ("Raça/Cor", "racial or ethnic origin"),
    ("ethnische Zugehörigkeit", "racial or ethnic origin"),
    ("العرق", "racial or ethnic origin"),
    ("religion", "religion or belief"),
    ("religiousBelief", "religion or belief"),
    ("RELIGIOUS_BELIEFS", "religion or belief"),
    ("Director's religion", "religion or belief"),
    ("Directors’ religion", "religion or belief"),
    ("Religion of the owner", "religion or belief"),
    ("owner_religion_2", "religion or belief"),
    ("Religion (optional)", "religion or belief"),
    ("Religion:", "religion or belief"),
    ("Faith", "religion or belief"),
    ("Sect", "religion or belief"),
    ("宗教", "religion or belief"),
    ("宗教信仰", "religion or belief"),
    ("信仰", "religion or belief"),
    ("Religión", "religion or belief"),
    ("religion o creencia", "religion or belief"),
    ("Konfession", "religion or belief"),
    ("вероисповедание", "religion or belief"),
    ("الديانة", "religion or belief"),
    ("health", "health"),
    ("Health status", "health"),
    ("Disability", "health"),
    ("Medical condition", "health"),
    ("Blood Type", "health"),
    ("BloodType", "health"),
    ("健康", "health"),
    ("État de santé", "health"),
    ("état de santé", "health"),
    ("Gesundheitszustand", "health"),
    ("состояние здоровья", "health"),
    ("genetic", "genetic data"),
    ("DNA profile", "genetic data"),
    ("DNAProfile", "genetic data"),
    ("biometric_template", "biometric data"),
    ("Sexual orientation", "sex life or sexual orientation"),
    ("sex life", "sex life or sexual orientation"),
    ("gender identity", "sex life or sexual orientation"),
    ("性取向", "sex life or sexual orientation"),
    ("political", "political opinion"),
    ("Political opinion", "political opinion"),
    ("political party", "political opinion"),
    ("Party membership", "political opinion"),
    ("政治面貌", "political opinion"),
    ("партийность", "political opinion"),
    ("trade union membership", "trade-union membership"),
    ("Trade-Union Membership", "trade-union membership"),
    ("union member", "trade-union membership"),
    ("Gewerkschaftszugehörigkeit", "trade-union membership"),
    ("工会会员", "trade-union membership"),
]

INNOCENT = """
Name | name | Company | counterparty | party | Party name | Third party | Union | Country | Nationality
Citizenship | Sex | Gender | Birth date | Place of birth | Health sector | Industry: Health Care
Health and safety | Health & Safety | Occupational health and safety certificate | Customer health
customer_health_score | Financial health | race track name | Race name | Brace | Trace | traceId | Embrace
Faithful Trading | Sector | Section | Insect control | DIN | DNS | Din standard | DNA sequencer
genetic sequencing equipment | Diagnosis Kit | Fingerprint | sha256 fingerprint | Trade union | 工会
Politically exposed person | PEP | Political exposure | Credit union | European Union | Party ID
Tribeca | Owner | Director | Employee | number of employees | 国籍 | 性别 | 民族大学 | 健康产业 | 公司名称
宗教事务局 | Gesundheitsbranche | secteur santé | Believe | Vendor group | Ethical rating | Opinion
Legal opinion | 12 | () | ...
"""


@pytest.mark.parametrize(("heading", "category"), REFUSED)
def test_a_special_category_is_known_by_its_heading(heading: str, category: str) -> None:
    assert special_category(heading) == category


@pytest.mark.parametrize("heading", ["", " ", "/", *re.split(r" \| |\n", INNOCENT.strip())])
def test_an_innocent_heading_passes(heading: str) -> None:
    assert special_category(heading) is None


def test_every_word_of_the_vocabulary_is_found_however_it_is_written() -> None:
    for category, _, words in _vocabulary():
        for word in words:
            for written in (word, word.upper(), word.title(), word.replace(" ", "_"), f" {word} "):
                assert special_category(written) == category, written


def test_no_word_belongs_to_two_categories() -> None:
    seen: dict[str, str] = {}
    for category, _, words in _vocabulary():
        for word in words:
            assert seen.setdefault(word, category) == category, word


def test_every_category_has_words_in_every_language() -> None:
    assert Counter(languages for _, languages, _ in _vocabulary()) == dict.fromkeys(LANGUAGES, 8)
    assert Counter(category for category, _, _ in _vocabulary()) == dict.fromkeys(CATEGORIES, 9)


@given(st.text(max_size=60))
def test_any_text_gets_an_answer(heading: str) -> None:
    assert special_category(heading) in {None, *CATEGORIES}


def _vocabulary() -> list[tuple[str, str, list[str]]]:
    lines = files("brightline.model").joinpath("special_categories.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(category, languages, words.split("|")) for category, languages, words in rows]
