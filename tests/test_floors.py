"""Imports only go down the floors of the house."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import brightline

SOURCE = Path(brightline.__file__).parent
FLOORS = {
    "errors": 0,
    "model": 1,
    "names": 1,
    "lists": 2,
    "match": 2,
    "report": 4,
    "desk": 4,
    "cli": 5,
    "__main__": 5,
}
# The core is pure: none of these may be imported by it, except where an index is saved and mapped.
IMPURE = {"os", "sys", "time", "datetime", "random", "socket", "urllib", "subprocess", "shutil"}


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (one.name for one in node.names)


def test_imports_only_go_down() -> None:
    wrong = []
    for path in sorted(SOURCE.rglob("*.py")):
        place = path.relative_to(SOURCE).parts[0].removesuffix(".py")
        if place == "__init__":
            continue
        for module in _imports(path):
            if module.startswith("brightline."):
                target = module.split(".")[1]
                if FLOORS[target] > FLOORS[place]:
                    wrong.append(f"{path.relative_to(SOURCE)} imports {module}")
    assert wrong == []


def test_the_core_has_no_clock_and_no_chance() -> None:
    for folder in ("names", "match"):
        for path in sorted((SOURCE / folder).rglob("*.py")):
            roots = {module.split(".")[0] for module in _imports(path)}
            assert roots & IMPURE == set(), path


def test_modules_stay_small() -> None:
    longest = {
        str(path.relative_to(SOURCE)): lines
        for path in SOURCE.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 350
    }
    assert longest == {}
