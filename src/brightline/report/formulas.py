"""Text that a spreadsheet program must not take for a formula."""

from __future__ import annotations

import re

# A spreadsheet program takes a cell that begins so for a formula, which can read files and start programs
# (OWASP, "CSV Injection"). Blanks before it do not help: importers trim them; nor does full width (＝).
_BEGINS = "=+\\-@＝＋－＠﹢﹣﹦﹫−"
_DANGEROUS = re.compile(rf"[\s\u200b-\u200f\u2060\ufeff\x00]*[{_BEGINS}]|[\t\r\n]")
# A program that takes the semicolon or tab for the delimiter begins a new cell after one within our cell.
_INSIDE = re.compile(rf"([;\t]\s*)(?=[{_BEGINS}])")


def neutralised(text: str) -> str:
    """Text with an apostrophe before what a spreadsheet program would take for a formula.

    For CSV only, where a cell cannot say that it is text; XLSX can, Parquet and JSON have no formulas.
    The apostrophe is what such programs themselves write to mark text.

    Example:
        >>> neutralised("=1+1"), neutralised("Acme"), neutralised(" ＠SUM(A1)")
        ("'=1+1", 'Acme', "' ＠SUM(A1)")
    """
    if (text[:1].isalnum() or not text) and ";" not in text and "\t" not in text:
        return text  # nearly every cell of a million rows
    text = _INSIDE.sub(r"\1'", text)
    return f"'{text}" if _DANGEROUS.match(text) else text
