"""A name taken apart: the words with their roles, numbers as digits, the legal form as its class."""

from __future__ import annotations

from dataclasses import dataclass

from brightline.model import Schema
from brightline.names.chinese import company_words, person_words, sound, trade_part
from brightline.names.korean import korean_person
from brightline.names.lexicon import (
    AMBIGUOUS_FORMS,
    OPENING_FORMS,
    PARTICLES,
    STOP_WORDS,
    TITLES,
    Role,
    latin_entries,
)
from brightline.names.numbers import han_ordinals, number, tens_joined
from brightline.names.text import has_han, is_abjad, latin_words, regular, simplified, split_han
from brightline.names.wade_giles import pinyin_from_wade_giles

__all__ = ["NameParts", "Role", "analyse"]


_DIGITS_OF_A_NAME = 4


@dataclass(frozen=True, slots=True)
class NameParts:
    """What is compared of a name.

    Attributes:
        words: In their order, Latin, lower case; without legal forms and words that carry nothing.
        roles: One for each word. See ``shared_only``.
        form: The class of its legal form, if it has one.
        han: Its Chinese characters, joined, simplified, without place and legal form; empty if it has none.
        spoken: The sound of those characters in pinyin, joined.
        shared_only: Whether it is made of shared words only, which then tell it from others all the same.
        abjad: Whether it is written in Arabic or Hebrew letters, without most vowels.
        initials: Of every word, those of the legal form and the small words too.
    """

    words: tuple[str, ...]
    roles: tuple[Role, ...]
    form: str | None = None
    han: str = ""
    spoken: str = ""
    shared_only: bool = False
    abjad: bool = False
    initials: str = ""

    @property
    def core(self) -> tuple[str, ...]:
        """The words that tell this party from others."""
        telling = {Role.CORE, Role.PLACE, Role.BUSINESS} if self.shared_only else {Role.CORE}
        return tuple(word for word, role in zip(self.words, self.roles, strict=True) if role in telling)


def analyse(text: str, schema: Schema | None = None) -> NameParts:
    """Take a name apart, by the rules of its kind of party where that is known.

    Never fails: text without a letter or digit gives no words. A person's words are all ``CORE``; every
    other kind is read as an organization's.

    Example:
        >>> analyse("Hangzhou Hikvision Digital Tech. Co., Ltd.").words
        ('hangzhou', 'hikvision', 'digital', 'technology')
    """
    plain = regular(pinyin_from_wade_giles(text))
    person = schema is Schema.PERSON
    words = _person(plain) if person else _organization(plain)
    forms = [word for word, role in words if role is Role.FORM]
    kept: list[tuple[str, Role]] = [one for one in words if one[1] is not Role.FORM]
    if not kept:
        kept = [(word, Role.CORE) for word, _ in words]
    han = _han(plain)
    return NameParts(
        words=tuple(word for word, _ in kept),
        roles=tuple(role for _, role in kept),
        form=forms[-1] if forms else None,
        han=han,
        spoken=sound(han) if han else "",
        shared_only=all(role is not Role.CORE for _, role in kept),
        abjad=is_abjad(plain),
        initials=_initials(plain, words),
    )


def _han(plain: str) -> str:
    if not has_han(plain):
        return ""
    return "".join(trade_part(simplified(run)) for run, is_han in split_han(plain) if is_han)


def _initials(plain: str, words: list[tuple[str, Role]]) -> str:
    raw = [word for word, _ in words] if has_han(plain) else latin_words(plain)
    return "".join(word[0] for word in raw if word != "&")


def _person(plain: str) -> list[tuple[str, Role]]:
    words: list[str] = []
    for run, is_han in split_han(plain):
        words += person_words(run) if is_han else latin_words(korean_person(run.strip()))
    telling = [word for word in words if word not in TITLES and word not in PARTICLES and word != "&"]
    return [(word, Role.CORE) for word in telling or words]


def _organization(plain: str) -> list[tuple[str, Role]]:
    words: list[tuple[str, Role]] = []
    for run, is_han in split_han(han_ordinals(plain)):
        words += company_words(simplified(run)) if is_han else _latin_organization(latin_words(run))
    return words


def _latin_organization(words: list[str]) -> list[tuple[str, Role]]:
    words = tens_joined(_initials_joined(words))
    found: list[tuple[str, Role]] = []
    position = 0
    while position < len(words):
        length, part = _phrase_at(words, position)
        found += part
        position += length
    telling = [one for one in found if one[0] not in STOP_WORDS]
    return telling or found


def _phrase_at(words: list[str], position: int) -> tuple[int, list[tuple[str, Role]]]:
    for phrase, entry in latin_entries().get(words[position], ()):
        end = position + len(phrase)
        if tuple(words[position:end]) != phrase:
            continue
        if entry.role is not Role.FORM or _form_can_stand(words, position, end):
            return len(phrase), [(word, entry.role) for word in entry.canonical]
    word = words[position]
    if value := number(word):
        # From four digits on it is not a count but a name: 2904977 Canada Inc.
        return 1, [(value, Role.NUMBER if len(value) < _DIGITS_OF_A_NAME else Role.CORE)]
    return 1, [(word, Role.CORE)]


def _form_can_stand(words: list[str], position: int, end: int) -> bool:
    """Whether an ambiguous legal form is one here: after the name, or opening it where a language does so."""
    if end - position > 1 or words[position] not in AMBIGUOUS_FORMS:
        return True
    if position == 0:
        return words[0] in OPENING_FORMS and len(words) > 1
    entries = latin_entries()
    return all(
        any(entry.role is Role.FORM for _, entry in entries.get(word, ())) or word in STOP_WORDS
        for word in words[end:]
    )


def _initials_joined(words: list[str]) -> list[str]:
    """Single letters in a row are one word: ``A-B-C Company`` is ``abc``, not three generic letters."""
    joined: list[str] = []
    open_initials = False
    for word in words:
        single = len(word) == 1 and word.isalpha()
        if single and open_initials:
            joined[-1] += word
        else:
            joined.append(word)
        open_initials = single
    return joined
