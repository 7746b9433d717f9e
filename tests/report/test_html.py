"""The HTML report: complete, escaped, self-contained."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from brightline.model import Name
from brightline.model.screening import EditionUsed, Hit, Screened, Subject
from brightline.report.html import render
from brightline.report.words import CAVEAT

Lists = dict[str, EditionUsed]
VOID = {"meta", "br", "link", "img", "hr", "input"}


class Page(HTMLParser):
    """What a browser would make of the page: its tags in balance, its text, its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data


@pytest.fixture
def page(screened: list[Screened], lists: Lists) -> Page:
    return Page(render(screened, lists, title="Suppliers <2026>", made_on="2026-11-22"))


def test_it_is_well_formed(page: Page) -> None:
    assert page.open == []


def test_nothing_given_becomes_markup(page: Page) -> None:
    assert "script" not in {tag for tag, _ in page.tags}
    assert "<script>alert('x')</script> & Söhne" in page.text
    assert "Suppliers <2026>" in page.text


def test_it_needs_nothing_from_outside(page: Page) -> None:
    for tag, attributes in page.tags:
        assert tag not in {"script", "img", "link", "iframe", "object"}
        assert "src" not in attributes
        assert not any(name.startswith("on") for name in attributes)
    assert {attributes["href"] for tag, attributes in page.tags if tag == "a"} == {
        "https://www.bis.gov/entity-list"
    }, "a link that is no web address is shown as text"
    assert "javascript:alert(1)" in page.text


def test_it_says_what_a_reader_must_know(page: Page) -> None:
    text = " ".join(page.text.split())
    for said in (
        CAVEAT,
        "3 rows screened",
        "2 rows with candidates to verify",
        "1 rows without a hit",
        "licence requirement for exports to this party",
        "asset freeze covering all dealings with this party",
        "Also covers: and all subordinates",
        "For all items subject to the EAR.",
        "84 FR 54002",
        "Entity List (EL)",
        "Bureau of Industry and Security",
        "2019-10-09",
        "Confidence of the source: medium",
        "The same name, letter for letter.",
        "us_ofac_sdn: The list is stale.",
        "114 days old",
        "2026-07-31-abc",
        "Siemens AG",
        "Country: 中国",
    ):
        assert said in text, said
    assert "1.00" not in text


def test_names_in_other_scripts_say_so(page: Page) -> None:
    marked = [attributes for tag, attributes in page.tags if tag == "bdi"]
    assert {"lang": "zh"} in marked
    assert {} in marked


def test_tables_have_real_headers(page: Page) -> None:
    headers = [attributes for tag, attributes in page.tags if tag == "th"]
    assert headers
    assert all(attributes.get("scope") in {"col", "row"} for attributes in headers)


def test_it_is_the_same_every_time(screened: list[Screened], lists: Lists) -> None:
    first, second = (render(screened, lists, title="x", made_on="2026-11-22") for _ in range(2))
    assert first == second


def test_no_hits_and_no_lists_are_said(screened: list[Screened]) -> None:
    text = Page(render(screened[2:], {}, title="x", made_on="2026-11-22")).text
    assert "No list was screened against" in text
    assert "That is no clearance" in text
    assert "None." in Page(render([], {}, title="x", made_on="2026-11-22")).text


def test_direction_marks_cannot_turn_a_name_around(hit: Hit) -> None:
    evil = replace(hit, party=replace(hit.party, names=(Name("Acme\u202egnp.exe"),)))
    text = render([Screened(Subject(1, "a\u202eb"), (evil,))], {}, title="\u202ex", made_on="2026-11-22")
    assert "\u202e" not in text


def contrast(one: str, other: str) -> float:
    """Of two colours, by WCAG 2."""

    def luminance(colour: str) -> float:
        channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_text_can_be_read_in_light_and_dark() -> None:
    text = render([], {}, title="x", made_on="2026-11-22")
    themes = [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", part)) for part in text.split(":root {")[1:3]]
    assert len(themes) == 2
    for theme in themes:
        for ink, ground in (
            ("ink", "page"), ("ink", "panel"), ("quiet", "page"), ("quiet", "panel"), ("accent", "page"),
            ("warn-ink", "warn"),
        ):  # fmt: skip
            assert contrast(theme[ink], theme[ground]) >= 4.5, (ink, ground)
