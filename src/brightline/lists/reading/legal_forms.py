"""Legal forms as United States publishers write them, where a comma may stand before one inside a name.

Only for finding where a name ends in a run of text; comparing names by their legal form is the part of
:mod:`brightline.names`.
"""

from __future__ import annotations

import re

_FORMS = (
    r"Co", r"Company", r"Corp", r"Corporation", r"Inc", r"Incorporated", r"Ltd", r"Ltda", r"Limited", r"LLC",
    r"L\.L\.C", r"L\.L\.C\.?,? ?FZ", r"LLP", r"L\.?P", r"P\.?L\.?C", r"Pvt", r"Pty", r"Pte", r"Sdn", r"Bhd",
    r"GmbH(?: (?:& )?Co\.? KG)?", r"A\.?G", r"e\.?V", r"K\.?G", r"S\.?A(?:\.?S)?", r"S\.?A\.? de C\.?V",
    r"de C\.?V", r"S\.?L(?:\.?U)?", r"S\.?R\.?L", r"S\.?A\.?R\.?L", r"S\.?p\.?A", r"s\.?r\.?o",
    r"a\.?s", r"d\.?o\.?o",
    r"B\.?V", r"N\.?V", r"A\.?[SŞ]", r"A/S", r"Oyj?", r"AB", r"Lda", r"C\.?A", r"K\.?K", r"M\.?M\.?C",
    r"J\.?S\.?C", r"[OPC]J\.?S\.?C", r"OAO", r"OOO", r"ZAO", r"PAO", r"AO", r"TOO", r"LLC",
    r"F\.?Z\.?(?:E|C|CO|-?LLC)", r"W\.?L\.?L", r"S\.?A\.?L", r"P\.?S\.?C",
    r"Jr", r"Sr", r"II", r"III", r"IV", r"Ph\.?D",
)  # fmt: skip
_FORM = rf"(?:{'|'.join(sorted(set(_FORMS), key=len, reverse=True))})"
_BEGINS = re.compile(rf"(?:{_FORM}(?![\w&])\.?(?:\s+|$)?)+", re.IGNORECASE)
_ENDS = re.compile(rf"(?:^|[\s,(]){_FORM}\.?\)?$", re.IGNORECASE)


def form_at_start(text: str) -> int:
    """How many characters of a text are legal forms, or a generation, at its beginning; none gives 0.

    Example:
        >>> form_at_start("Ltd. and Acme"), form_at_start("Costa Street 5")
        (4, 0)
    """
    found = _BEGINS.match(text)
    return len(found[0].rstrip()) if found else 0


def ends_in_form(text: str) -> bool:
    """Whether a text ends in a legal form, so that a name can end there.

    Example:
        >>> ends_in_form("Acme Co., Ltd."), ends_in_form("Acme Works")
        (True, False)
    """
    return _ENDS.search(text.rstrip(" ,;")) is not None
