"""The docs are run: every command shown, every example of code, every link."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from brightline.errors import BrightlineError
from brightline.lists.importing import Recogniser, import_paths
from brightline.lists.intake import source_from_bytes
from brightline.lists.publisher import Publisher
from brightline.lists.publishers import about_lists, all_publishers
from brightline.lists.store import Store

from .cli.conftest import Command, brightline, shared_home

__all__ = ["brightline", "shared_home"]

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def _examples() -> list[tuple[str, str, str]]:
    """Each command shown, with the page and what the page says it prints."""
    found = []
    for page in PAGES:
        for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
            for example in re.split(r"(?m)^\$ ", block)[1:]:
                command, _, output = example.partition("\n")
                found.append((page.name, command, output))
    return found


def _pattern(shown: str) -> str:
    """What is shown as a regular expression: ``...`` stands for anything, runs of blanks for each other."""
    pieces = (re.escape(piece) for piece in re.split(r"\.\.\.", shown.strip()))
    return re.sub(r"(?:\\ )+", r" +", r"(?:.|\n)*?".join(pieces))


@pytest.mark.parametrize(("page", "command", "shown"), _examples())
def test_a_command_prints_what_the_docs_show(
    brightline: Command,
    page: str,
    command: str,
    shown: str,
) -> None:
    import shlex

    program, *arguments = shlex.split(command)
    assert program == "brightline", page
    run = brightline(*arguments)
    assert re.match(_pattern(shown), run.out), run.out[:2000]


def test_the_generated_pages_are_not_stale() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "docs.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert "://" in target or (page.parent / target).exists(), target


def test_every_list_is_documented() -> None:
    text = (ROOT / "docs" / "lists.md").read_text(encoding="utf-8")
    assert [one for one in about_lists() if f"`{one}`" not in text] == []
    assert len({one.id for one in all_publishers()}) == len(all_publishers())


def test_the_example_of_a_publisher_works() -> None:
    [code] = re.findall(
        r"```python\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert len(code.splitlines()) < 100
    module = ModuleType("example_agency")
    exec(code, module.__dict__)  # noqa: S102  the documented example is what is tested
    publisher: Publisher = module.__dict__["PUBLISHER"]
    data = "Company,Country,Debarred On\nAcme Ltd,China,2024-05-03\n,China,\nAcme Ltd,China,2025-01-01\n"
    file = source_from_bytes("debarred.csv", data.encode())
    part = publisher.recognise(file)
    assert part
    edition = publisher.parse({part.role: file})
    assert [(one.name, one.countries, one.listings[0].listed_on) for one in edition.parties] == [
        ("Acme Ltd", ("cn",), "2024-05-03"),
        ("Acme Ltd", ("cn",), "2025-01-01"),
    ]
    assert len({one.id for one in edition.parties}) == 2
    assert [one.where for one in edition.left_out] == ["row 3"]
    with pytest.raises(BrightlineError):
        publisher.parse({"list": source_from_bytes("x.csv", b"<html>not found</html>")})


@pytest.mark.real
def test_the_documented_records_are_those_of_the_real_editions(real_lists: Path, tmp_path: Path) -> None:
    store = Store(tmp_path)
    import_paths(store, [real_lists], Recogniser(all_publishers()), now="2026-11-22T00:00:00Z")
    lines = (ROOT / "docs" / "records.tsv").read_text(encoding="utf-8").splitlines()[1:]
    documented = dict(line.split("\t") for line in lines if not line.startswith("starter"))
    found = {
        list_id: (store.manifest(list_id, edition).records, store.manifest(list_id, edition).published)
        for list_id, edition in store.current().items()
    }
    assert set(found) == set(documented)
    for list_id, (records, published) in found.items():
        assert documented[list_id].replace(" (excerpt)", "") == f"{records:,}, {published}"
