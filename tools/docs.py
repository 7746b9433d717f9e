"""Write the generated parts of docs/ from the code; with --check, fail if any of them is stale.

Everything a user can type, and everything an answer can contain, is documented here from its source:
the commands and their options, the lists, the headings of a book, the errors, the schema of an answer.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from brightline import errors
from brightline.cli import brightline
from brightline.desk.headings import documented_headings
from brightline.lists.publishers import about_lists
from brightline.model import Direction, Effect
from brightline.report.differences import difference_schema
from brightline.report.rows import schema

DOCS = Path(__file__).resolve().parent.parent / "docs"
_NOTE = "<!-- Generated from the code by tools/docs.py: change the code, then run `make docs`. -->\n\n"


def commands() -> str:
    """Every command with its help, as it prints it."""
    return "# Commands\n\n" + _NOTE + "\n".join(_helps(brightline, "brightline"))


def _helps(command: click.Command, path: str, parent: click.Context | None = None) -> Iterator[str]:
    context = click.Context(command, info_name=path.rsplit(" ", 1)[-1], parent=parent, terminal_width=100)
    yield f"## `{path}`\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found:
                yield from _helps(found, f"{path} {name}", context)


def lists() -> str:
    """The lists that brightline reads."""
    records = dict(
        line.split("\t") for line in (DOCS / "records.tsv").read_text(encoding="utf-8").splitlines()[1:]
    )
    rows = [
        f"| `{one.id}` | {f'[{one.title}]({one.url})' if one.url else one.title} | {one.authority}"
        f" | {_words(one.effect)} | {_words(one.direction)} | {one.format} | {one.licence}"
        f" | {records.get(one.id, 'no real edition at hand')} |"
        for one in about_lists().values()
    ]
    heading = (
        "| id | list | authority | effect of most listings | restricts | format | licence"
        " | records of the newest whole edition tested |"
    )
    return "\n".join(
        [
            "# Lists\n",
            _NOTE
            + "Each listing carries its own effect in the publisher's terms; the table tells what most of",
            "a list's listings do. See [getting started](getting-started.md) for how to take a list in.\n",
            "Where no real edition was at hand, the parser was built to the publisher's described or public",
            "layout and tested on samples made by hand: look twice at its first import.\n",
            heading,
            "|" + " --- |" * 8,
            *rows,
            "",
            "Effects: " + ", ".join(f"`{one}`" for one in Effect) + ".\n",
            "Directions: " + ", ".join(f"`{one}`" for one in Direction) + ".\n",
        ]
    )


def _words(value: str) -> str:
    return value.replace("_", " ")


def books() -> str:
    """The headings by which the columns of a book are recognised."""
    rows = [f"| `{field}` | {', '.join(headings)} |" for field, headings in documented_headings().items()]
    return "\n".join(
        [
            "# Books of counterparties\n",
            _NOTE
            + "A book is CSV, XLSX, Parquet or JSON lines. Its columns are recognised by their headings,",
            "in any case, whatever the blanks and punctuation. `--map FIELD=HEADING` says the rest.\n",
            "A column whose heading names a special category of personal data (ethnicity, religion ...) is",
            "refused before any row is read: see [what brightline must never be](principles.md).\n",
            "| field | headings |",
            "| --- | --- |",
            *rows,
            "",
        ]
    )


def error_tree() -> str:
    """The tree of errors and when each is raised."""
    tree = (errors.__doc__ or "").split("\n\n")
    kinds = [
        one
        for one in vars(errors).values()
        if isinstance(one, type) and issubclass(one, errors.BrightlineError)
    ]
    rows = [f"| `{kind.__name__}` | {(kind.__doc__ or '').strip().splitlines()[0]} |" for kind in kinds]
    drawn = next(part for part in tree if "├──" in part)
    return "\n".join(
        [
            "# Errors\n",
            _NOTE + "Every expected failure is one line on standard error, with the file, the row and the id",
            "that it is about and the remedy; the exit status is 1. For programs that import brightline:\n",
            f"```text\n{drawn}\n```\n",
            "| error | when |",
            "| --- | --- |",
            *rows,
            "",
        ]
    )


def answer_schema() -> str:
    """The JSON Schema of one answer."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def change_schema() -> str:
    """The JSON Schema of what changed between two editions."""
    return json.dumps(difference_schema(), ensure_ascii=False, indent=2) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "lists.md": lists,
    "books.md": books,
    "errors.md": error_tree,
    "screen.schema.json": answer_schema,
    "difference.schema.json": change_schema,
}


def main() -> int:
    """Write or check every generated page."""
    check = "--check" in sys.argv[1:]
    stale = []
    for name, make in PAGES.items():
        path, text = DOCS / name, make()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not check:
            path.write_text(text, encoding="utf-8")
    if stale:
        print(f"{'stale, run make docs' if check else 'written'}: {', '.join(stale)}")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
