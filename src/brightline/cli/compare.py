"""``brightline compare``: two names, how alike they are and why."""

from __future__ import annotations

import click


@click.command()
@click.argument("first")
@click.argument("second")
@click.option("--type", "kind", help="person, company, organization, public body, vessel, airplane.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def compare(first: str, second: str, kind: str | None, *, as_json: bool) -> None:
    """Compare two names, in any script: the score of a screen for the names alone, and the reasons."""
    import brightline

    comparison = brightline.compare(first, second, kind)
    if as_json:
        import json

        click.echo(
            json.dumps({"score": comparison.score, "reasons": list(comparison.reasons)}, ensure_ascii=False)
        )
        return
    click.echo(f"{comparison.score:.2f}")
    for reason in comparison.reasons:
        click.echo(f"  {reason}")
