"""Telling OFAC's XML files apart by their beginning: three generations of a list, and the delta."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import PurePosixPath
from typing import Final

from brightline.lists.intake import SourceFile
from brightline.lists.publishers.us_ofac.programmes import CONSOLIDATED, SDN, opens_consolidated


class Generation(Enum):
    """A layout, with what only the beginning of its files has.

    Namespaces are not relied on but where nothing else tells the delta from the enhanced file: OFAC moved
    those of the lists from tempuri.org and un.org to its own site in 2024.
    """

    LEGACY = re.compile(r"<(?:\w+:)?sdnList\b")
    ADVANCED = re.compile(r"<(?:\w+:)?Sanctions\b[^>]*>\s*<(?:\w+:)?DateOfIssue\b")
    DELTA = re.compile(r"<(?:\w+:)?sanctionsData\b[^>]*\bDeltaFile\b")
    ENHANCED = re.compile(
        r"<(?:\w+:)?sanctionsData\b[^>]*>\s*<(?:\w+:)?publicationInfo>\s*<(?:\w+:)?dataAsOf\b"
    )


# The id of each whole list in the advanced file's table "List", unchanged from 2021 to 2025.
_ADVANCED_SDN: Final = b'ListID="1550"'
_ADVANCED_CONSOLIDATED: Final = b'ListID="91512"'
_FIRST_PROGRAMME = re.compile(r"<(?:\w+:)?program>([^<]+)<")
_LISTS = re.compile(r"<(?:\w+:)?sanctionsList\b[^>]*>([^<]+)<")
_FILTERS = re.compile(r"<(?:\w+:)?filters>.*?</(?:\w+:)?filters>", re.DOTALL)


def generation_of(file: SourceFile) -> Generation | None:
    """Which layout a file has; ``None`` if it is none of OFAC's XML files."""
    return next((one for one in Generation if one.value.search(file.head)), None)


def list_id_of(file: SourceFile, generation: Generation) -> str:
    """Of which list a file is, by its content; the legacy file says it only by its name or first record."""
    if generation is Generation.LEGACY:
        return _legacy_list(file)
    if generation is Generation.ADVANCED:
        consolidated = file.data.count(_ADVANCED_CONSOLIDATED) > file.data.count(_ADVANCED_SDN)
        return CONSOLIDATED if consolidated else SDN
    filters = _FILTERS.search(file.head)
    names = _LISTS.findall(filters[0]) if filters else []
    return CONSOLIDATED if names == ["Consolidated List"] else SDN


def _legacy_list(file: SourceFile) -> str:
    name = PurePosixPath(file.name.replace("\\", "/")).name.lower()
    if name.startswith("cons"):
        return CONSOLIDATED
    first = _FIRST_PROGRAMME.search(file.head)
    return CONSOLIDATED if first and opens_consolidated(first[1]) else SDN
