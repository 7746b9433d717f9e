"""Names in Chinese characters, by the order that Chinese law gives company names.

Place, trade name, industry, legal form (行政区划 + 字号 + 行业 + 组织形式, Provisions on the Registration of
Enterprise Names, 2020, art. 6). Places, industry and form are read by lexicon; what remains is the trade name
and is kept by its sound.
"""

from __future__ import annotations

from functools import cache

from brightline.names.lexicon import Role, han_entries, longest_han_entry

# The two-character surnames that are still common (national surname statistics of 2013 and 2020).
_COMPOUND_SURNAMES = frozenset(
    """欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐""".split()  # noqa: SIM905  reads better as a text
)


def company_words(run: str) -> list[tuple[str, Role]]:
    """The words of an organization's name in Chinese characters, in Latin letters, with their roles.

    Example:
        >>> [word for word, _ in company_words("杭州海康威视数字技术股份有限公司")]
        ['hangzhou', 'haikangweishi', 'digital', 'technology', 'joint_stock']
    """
    words: list[tuple[str, Role]] = []
    trade_name = ""
    position = 0
    while position < len(run):
        length, found = _longest_entry(run, position, after_trade_name=bool(trade_name))
        if found is None:
            trade_name += run[position]
            position += 1
            continue
        if trade_name:
            words.append((sound(trade_name), Role.CORE))
            trade_name = ""
        words += found
        position += length
    if trade_name:
        words.append((sound(trade_name), Role.CORE))
    return words


def trade_part(run: str) -> str:
    """A name in Chinese characters without its places and its legal form: what a short name is made from.

    Example:
        >>> trade_part("杭州海康威视数字技术股份有限公司"), trade_part("海康威视")
        ('海康威视数字技术', '海康威视')
    """
    kept = ""
    position = 0
    entries = han_entries()
    while position < len(run):
        for length in range(min(longest_han_entry(), len(run) - position), 1, -1):
            entry = entries.get(run[position : position + length])
            if entry and entry.role in (Role.PLACE, Role.FORM):
                position += length
                break
        else:
            kept += run[position]
            position += 1
    return kept or run


def _longest_entry(
    run: str, position: int, *, after_trade_name: bool
) -> tuple[int, list[tuple[str, Role]] | None]:
    entries = han_entries()
    for length in range(min(longest_han_entry(), len(run) - position), 0, -1):
        entry = entries.get(run[position : position + length])
        # One character is more often part of a trade name, unless it stands alone or ends the name.
        ends = position + 1 == len(run) and (after_trade_name or position == 0)
        if entry and (length > 1 or ends):
            return length, [(word, entry.role) for word in entry.canonical]
    return 0, None


def person_words(run: str) -> list[str]:
    """Surname and given name by sound, for a personal name in Chinese characters.

    Example:
        >>> person_words("陈全国"), person_words("欧阳娜娜")
        (['chen', 'quanguo'], ['ouyang', 'nana'])
    """
    surname = 2 if run[:2] in _COMPOUND_SURNAMES and len(run) > 2 else 1
    return [sound(part) for part in (run[:surname], run[surname:]) if part]


@cache
def sound(run: str) -> str:
    """Pinyin without tones, joined; a character without a known reading stands for itself by its number."""
    from pypinyin import lazy_pinyin

    return "".join(map(_letters, lazy_pinyin(run, errors=_unread)))


def _letters(syllable: str) -> str:
    return "".join(filter(str.isascii, syllable.replace("ü", "u")))


def _unread(run: str) -> str:
    return "".join(f"u{ord(one):x}" for one in run)
