"""The command line: it parses, calls one function of the floors below, and prints.

Exit status: 0 nothing found (or done), 2 hits found, 1 an error. Commands are imported when they are called,
so that ``brightline --help`` and a single screen answer at once.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

import click

from brightline import __version__
from brightline.errors import BrightlineError

EXIT_ERROR = 1
EXIT_HITS = 2

# Command, the module that has it, and its line in the list of commands, so that the list imports none.
_COMMANDS = {
    "screen": ("brightline.cli.screen", "Screen one name or a book of counterparties."),
    "compare": ("brightline.cli.compare", "Compare two names: how alike, and why."),
    "lists": ("brightline.cli.lists", "Take in lists and see what is here."),
    "export": ("brightline.cli.export", "Write everything imported as FollowTheMoney JSON lines."),
    "demo": ("brightline.cli.demo", "Screen the bundled example book against the bundled starter list."),
}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(importlib.import_module(_COMMANDS[cmd_name][0]), cmd_name)
        assert isinstance(command, click.Command)  # noqa: S101  the table above names commands only
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in _COMMANDS.items()])


@click.command(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="brightline")
def brightline() -> None:
    """Who a company would deal with, and what the lists say about them.

    Screens counterparties against sanctions, export-control and forced-labour lists, on this machine alone.
    A hit is a candidate to verify; no hit is no clearance.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, return its exit status; an expected failure is one line on standard error."""
    try:
        status = brightline.main(
            args=None if arguments is None else list(arguments),
            prog_name="brightline",
            standalone_mode=False,
        )
        return status if isinstance(status, int) else 0
    except BrightlineError as problem:
        click.echo(f"brightline: {problem}", err=True)
    except click.Abort:
        click.echo("brightline: interrupted", err=True)
    except click.ClickException as problem:
        problem.show(sys.stderr)
    except BrokenPipeError:
        # The reader of our output has gone (``| head``): nothing is wrong, and nobody is there to tell.
        sys.stderr.close()
    return EXIT_ERROR
