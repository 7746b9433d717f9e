"""Answers as one HTML file that a compliance officer reads, prints and files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from brightline.model.countries import country_name
from brightline.model.screening import EditionUsed, Screened
from brightline.report.atomic import written_whole
from brightline.report.rows import given
from brightline.report.words import (
    CAVEAT,
    SCHEMAS,
    age_in_words,
    effect_in_words,
    harmless,
    is_web_address,
    language_tag,
    score_in_words,
)

if TYPE_CHECKING:
    from jinja2 import Environment


def render(
    screened: Sequence[Screened], lists: Mapping[str, EditionUsed], *, title: str, made_on: str
) -> str:
    """The report as one HTML file that needs nothing else: no scripts, no fonts, no network.

    Args:
        screened: The answers, in the order of the book.
        lists: What they rest on.
        title: Of the report; the book's name, for instance.
        made_on: The day of the report, a full ISO date: the ages of the lists are counted to it.
    """
    return (
        _environment()
        .get_template("screen.html.j2")
        .render(
            title=title,
            made_on=made_on,
            caveat=CAVEAT,
            with_hits=[one for one in screened if one.hits],
            without=[one for one in screened if not one.hits],
            rows_by_list=_rows_by_list(screened),
            lists=lists,
            ages={name: age_in_words(one, made_on) for name, one in lists.items()},
            warned={name: one for name, one in lists.items() if one.warnings},
        )
    )


def write_html(
    path: Path, screened: Iterable[Screened], lists: Mapping[str, EditionUsed], *, made_on: str
) -> None:
    """Write the HTML report; see :class:`brightline.report.files.Writer`. Holds all answers in memory."""
    text = render(list(screened), lists, title="Screening report", made_on=made_on)
    with written_whole(path) as part:
        part.write_text(text, encoding="utf-8")


def _rows_by_list(screened: Iterable[Screened]) -> Mapping[str, int]:
    """In how many rows of the book each list has a hit."""
    return Counter(
        name
        for one in screened
        for name in dict.fromkeys(listing.list for hit in one.hits for listing in hit.listings)
    )


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("brightline.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        harmless=harmless,
        language_tag=language_tag,
        country_name=country_name,
        effect=effect_in_words,
        given=given,
        score=score_in_words,
        kind=lambda schema: SCHEMAS[schema],
    )
    environment.tests["web_address"] = is_web_address
    return environment
