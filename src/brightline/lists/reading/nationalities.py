"""Nationalities as publishers write them: a country's name, or its adjective (``Afghan``, ``Syrian``)."""

from __future__ import annotations

import re

from brightline.lists.reading.lettered import lettered
from brightline.model.countries import country_code

# The adjectives that the lists of Australia, the United Kingdom and the United States use; where two
# countries share one (Congolese, Korean) it is left out.
_ADJECTIVES = {
    "afghan": "af", "albanian": "al", "algerian": "dz", "american": "us", "armenian": "am",
    "australian": "au", "austrian": "at", "azerbaijani": "az", "bahraini": "bh", "bangladeshi": "bd",
    "belarusian": "by", "belarussian": "by", "belgian": "be", "bosnian": "ba", "brazilian": "br",
    "british": "gb", "bulgarian": "bg", "burmese": "mm", "burundian": "bi", "cambodian": "kh",
    "canadian": "ca", "central african": "cf", "chadian": "td", "chinese": "cn", "colombian": "co",
    "croatian": "hr", "cuban": "cu", "cypriot": "cy", "czech": "cz", "danish": "dk", "dutch": "nl",
    "egyptian": "eg", "emirati": "ae", "eritrean": "er", "estonian": "ee", "ethiopian": "et",
    "filipino": "ph", "finnish": "fi", "french": "fr", "georgian": "ge", "german": "de", "greek": "gr",
    "guatemalan": "gt", "haitian": "ht", "hungarian": "hu", "indian": "in", "indonesian": "id",
    "iranian": "ir", "iraqi": "iq", "irish": "ie", "israeli": "il", "italian": "it", "ivorian": "ci",
    "japanese": "jp", "jordanian": "jo", "kazakh": "kz", "kazakhstani": "kz", "kenyan": "ke",
    "kuwaiti": "kw", "kyrgyz": "kg", "latvian": "lv", "lebanese": "lb", "liberian": "lr", "libyan": "ly",
    "lithuanian": "lt", "malaysian": "my", "malian": "ml", "maltese": "mt", "mauritanian": "mr",
    "mauritian": "mu", "mexican": "mx", "moldovan": "md", "montenegrin": "me", "moroccan": "ma",
    "nicaraguan": "ni", "nigerian": "ng", "nigerien": "ne", "north korean": "kp", "norwegian": "no",
    "omani": "om", "pakistani": "pk", "palestinian": "ps", "panamanian": "pa", "philippine": "ph",
    "polish": "pl", "portuguese": "pt", "qatari": "qa", "romanian": "ro", "russian": "ru",
    "rwandan": "rw", "saudi arabian": "sa", "saudi": "sa", "senegalese": "sn", "serbian": "rs",
    "singaporean": "sg", "somali": "so", "south african": "za", "south korean": "kr",
    "south sudanese": "ss", "spanish": "es", "sri lankan": "lk", "sudanese": "sd", "swedish": "se",
    "swiss": "ch", "syrian": "sy", "taiwanese": "tw", "tajik": "tj", "tanzanian": "tz", "thai": "th",
    "trinidadian": "tt", "tunisian": "tn", "turkish": "tr", "turkmen": "tm", "ugandan": "ug",
    "ukrainian": "ua", "uzbek": "uz", "uzbekistani": "uz", "venezuelan": "ve", "vietnamese": "vn",
    "yemeni": "ye", "zimbabwean": "zw",
}  # fmt: skip
# "Indonesian (as at Dec. 2003)"; the mark of a lettered list has no words in it.
_REMARK = re.compile(r"\s*\([^()]{3,}\)")
_DIVIDER = re.compile(r"\s*(?:[;,/\n]|\band\b)\s*")


def nationality_code(text: str) -> str | None:
    """The country of one nationality, as a name or an adjective; ``None`` where it is neither.

    Example:
        >>> nationality_code("Syrian"), nationality_code("Republic of Yemen"), nationality_code("Congolese")
        ('sy', 'ye', None)
    """
    plain = " ".join(text.split()).strip(" .")
    return country_code(plain) or _ADJECTIVES.get(plain.casefold())


def nationality_codes(text: str) -> tuple[str, ...]:
    """The countries of a cell that may name several: ``a) French b) Tunisian``, ``Russian and Ukrainian``."""
    codes: list[str | None] = []
    for item in lettered(_REMARK.sub("", text)):
        whole = nationality_code(item)
        codes += [whole] if whole else map(nationality_code, _DIVIDER.split(item))
    return tuple(dict.fromkeys(filter(None, codes)))
