"""Damaged bytes: every publisher refuses them with a clear error or takes them whole, and never crashes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brightline.errors import BrightlineError
from brightline.lists.intake import SourceFile, open_source, source_from_bytes
from brightline.lists.publisher import ParsedEdition, Publisher
from brightline.lists.publishers import all_publishers

SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples"
# The start of a real file has every quirk of its layout, and a thousand parses of it take seconds.
_REAL_BYTES = 40_000

mutations = st.lists(
    st.tuples(
        st.sampled_from(("cut", "flip", "drop", "repeat", "insert")),
        st.floats(0, 1),
        st.binary(min_size=1, max_size=6),
    ),
    min_size=1,
    max_size=4,
)


def mutated(data: bytes, changes: list[tuple[str, float, bytes]]) -> bytes:
    for kind, where, noise in changes:
        at = int(where * len(data))
        if kind == "cut":
            data = data[:at]
        elif kind == "flip":
            data = data[:at] + noise + data[at + len(noise) :]
        elif kind == "drop":
            data = data[:at] + data[at + 40 * len(noise) :]
        elif kind == "repeat":
            data = data[:at] + data[at : at + 200] + data[at:]
        else:
            data = data[:at] + noise + data[at:]
    return data


def refuses_or_takes(publisher: Publisher, name: str, data: bytes) -> ParsedEdition | None:
    """Parse bytes as what they are recognised as, or as the publisher's first list."""
    try:
        file = source_from_bytes(name, data)
        part = publisher.recognise(file)
        edition = publisher.parse({part.role if part else "list": file})
    except BrightlineError:
        return None
    assert len({party.id for party in edition.parties}) == len(edition.parties)
    assert all(party.names and party.name for party in edition.parties)
    return edition


@cache
def real_files(real_lists: Path) -> tuple[tuple[Publisher, SourceFile], ...]:
    """One real file of each kind that a publisher recognises."""
    found: dict[tuple[str, str, str, str], tuple[Publisher, SourceFile]] = {}
    for path in sorted(real_lists.rglob("*.*")):
        try:
            file = open_source(path)
        except BrightlineError:
            continue
        for publisher in all_publishers():
            if part := publisher.recognise(file):
                found.setdefault((publisher.id, part.list_id, part.role, path.suffix), (publisher, file))
                break
    return tuple(found.values())


@pytest.mark.parametrize("publisher", all_publishers(), ids=lambda one: one.id)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_damaged_samples_never_crash(publisher: Publisher, data: st.DataObject) -> None:
    folder = SAMPLES / publisher.id
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    raw = data.draw(st.sampled_from(files)).read_bytes() if files else data.draw(st.binary(max_size=400))
    refuses_or_takes(publisher, "list", mutated(raw, data.draw(mutations)))


@pytest.mark.real
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), changes=mutations)
def test_damaged_real_bytes_never_crash(
    real_lists: Path, data: st.DataObject, changes: list[tuple[str, float, bytes]]
) -> None:
    publisher, file = data.draw(st.sampled_from(real_files(real_lists)))
    refuses_or_takes(publisher, file.name, mutated(file.data[:_REAL_BYTES], changes))


@pytest.mark.parametrize("publisher", all_publishers(), ids=lambda one: one.id)
@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html><html><head><title>503</title></head><body>Service Unavailable</body></html>",
        b"{}",
        b"name,country\nAcme,China\n",
        b"\xef\xbb\xbfx",
        b"\x00" * 4 + b"x",
    ],
)
def test_what_is_not_a_list_is_recognised_by_nobody(publisher: Publisher, page: bytes) -> None:
    assert publisher.recognise(source_from_bytes("list", page)) is None
