"""Where a publisher keeps a file: always in one place, or in one that has to be read off an index first."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from urllib.parse import unquote, urljoin, urlsplit

from brightline.errors import FetchError
from brightline.lists.intake import SourceFile

# Fetches an index: a page or a small file that says where the list is.
ReadIndex = Callable[[str], SourceFile]


@dataclass(frozen=True, slots=True)
class Found:
    """Where a file is today.

    Attributes:
        url: Its address.
        name: What to call it, without folders.
        day: As of which day it is, full ISO date, if the index or the address says so.
    """

    url: str
    name: str
    day: str | None = None


class Address(Protocol):
    """How to find one file.

    Attributes:
        name: What the file is called in a mirror.
        where: The address that a person would begin at.
    """

    @property
    def name(self) -> str:
        """What the file is called in a mirror."""

    @property
    def where(self) -> str:
        """The address that a person would begin at."""

    def find(self, read_index: ReadIndex) -> Found:
        """Where it is today.

        Raises:
            FetchError: The index cannot be had, or does not say it any more.
        """
        ...


@dataclass(frozen=True, slots=True)
class Fixed:
    """Always in the same place."""

    url: str
    name: str

    @property
    def where(self) -> str:
        """See :attr:`Address.where`."""
        return self.url

    def find(self, read_index: ReadIndex) -> Found:
        """Without an index."""
        del read_index
        return Found(self.url, self.name)


@dataclass(frozen=True, slots=True)
class NewestLink:
    """Linked from a page, under a name that changes with each edition.

    Attributes:
        page: The page.
        link: Regular expression for the last part of the link's path; groups ``year``, ``month`` and ``day``
            where the name has the date. The newest is taken, of several without a date the first.
        domain: The link must lead into it, so that a page cannot send us anywhere.
        name: In a mirror.
    """

    page: str
    link: str
    domain: str
    name: str

    @property
    def where(self) -> str:
        """See :attr:`Address.where`."""
        return self.page

    def find(self, read_index: ReadIndex) -> Found:
        """By the links of the page."""
        found = [one for href in _links(read_index(self.page)) if (one := self._found(href))]
        if not found:
            raise FetchError(
                "the page has no link to the list any more",
                remedy="download the list with a browser and import it",
                file=self.page,
            )
        return max(found, key=lambda one: one.day or "")

    def _found(self, href: str) -> Found | None:
        try:
            url = urljoin(self.page, href.strip())
            address = urlsplit(url)
        except ValueError:
            return None
        host = address.hostname or ""
        name = unquote(address.path).rsplit("/", 1)[-1]
        match = re.fullmatch(self.link, name, re.IGNORECASE)
        if not match or not (host == self.domain or host.endswith(f".{self.domain}")):
            return None
        return Found(url, name, _day(match.groupdict()))


@dataclass(frozen=True, slots=True)
class CodePart:
    """A part of the US Code of Federal Regulations, as of the day that the eCFR has reached.

    The versioner does not know "today": the day is read off its index of titles, ``up_to_date_as_of``.
    """

    title: int
    part: int

    @property
    def name(self) -> str:
        """See :attr:`Address.name`."""
        return f"title-{self.title}.xml"

    @property
    def where(self) -> str:
        """See :attr:`Address.where`."""
        return "https://www.ecfr.gov/api/versioner/v1/titles.json"

    def find(self, read_index: ReadIndex) -> Found:
        """By the index of titles."""
        index = read_index(self.where)
        try:
            days = {one["number"]: one["up_to_date_as_of"] for one in json.loads(index.data)["titles"]}
            day = date.fromisoformat(days[self.title]).isoformat()
        except (ValueError, KeyError, TypeError) as problem:
            raise FetchError(
                f"the eCFR's index does not say of which day title {self.title} is",
                remedy="download the part from www.ecfr.gov with a browser and import it",
                file=self.where,
            ) from problem
        base = "https://www.ecfr.gov/api/versioner/v1/full"
        return Found(f"{base}/{day}/title-{self.title}.xml?part={self.part}", self.name, day)


def _links(page: SourceFile) -> list[str]:
    return [href for anchor in page.html().iter("a") if (href := anchor.get("href"))]


def _day(groups: dict[str, str | None]) -> str | None:
    year, month, day = (groups.get(name) for name in ("year", "month", "day"))
    if not (year and month and day):
        return None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
