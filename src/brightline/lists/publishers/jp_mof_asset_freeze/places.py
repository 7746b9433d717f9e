"""Countries as the Japanese asset-freeze list writes them: in Japanese, English, or both at once."""

from __future__ import annotations

import re
import unicodedata

from brightline.lists.publishers.jp_mof_asset_freeze.names import UNKNOWN
from brightline.lists.reading.lettered import lettered
from brightline.lists.reading.nationalities import nationality_code
from brightline.model.countries import country_code

# Names that this list uses and that the table of countries has not; without 共和国 and the like at the end.
_JAPANESE = {
    "アフガニスタン": "af", "アメリカ合衆国": "us", "アラブ首長国": "ae", "アルジェリア": "dz",
    "イエメン": "ye", "イギリス": "gb", "イスラエル": "il", "イタリア": "it", "イラク": "iq",
    "イラン": "ir", "インド": "in", "インドネシア": "id", "ウガンダ": "ug", "ウクライナ": "ua",
    "ウズベキスタン": "uz", "エジプト": "eg", "エチオピア": "et", "エリトリア": "er", "オマーン": "om",
    "カタール": "qa", "ガボン": "ga", "キプロス": "cy", "キューバ": "cu", "ギニア": "gn",
    "クウェイト": "kw", "クウェート": "kw", "グルジア": "ge", "ケニア": "ke", "コンゴ": "cg",
    "コンゴ民主": "cd", "サウジアラビア": "sa", "サウディ・アラビア": "sa", "シリア": "sy",
    "シリア・アラブ": "sy", "シンガポール": "sg", "ジョージア": "ge", "スイス": "ch", "スペイン": "es",
    "スロバキア": "sk", "スーダン": "sd", "セネガル": "sn", "セルビア": "rs", "ソマリア": "so",
    "タジキスタン": "tj", "タンザニア": "tz", "チャド": "td", "チュニジア": "tn",
    "トリニダード・トバゴ": "tt", "トルコ": "tr", "ドイツ": "de", "ナイジェリア": "ng", "ナミビア": "na",
    "ノルウェー": "no", "ハイチ": "ht", "パキスタン": "pk", "パレスチナ": "ps", "フィリピン": "ph",
    "フランス": "fr", "ベトナム": "vn", "ベトナム社会主義": "vn", "ベラルーシ": "by", "ベルギー": "be",
    "ボスニア・ヘルツェゴビナ": "ba", "マリ": "ml", "マレーシア": "my", "ミャンマー": "mm",
    "モロッコ": "ma", "モンゴル": "mn", "モーリタニア": "mr", "ヨルダン": "jo", "リビア": "ly",
    "ルワンダ": "rw", "レバノン": "lb", "ロシア": "ru", "中国": "cn", "中央アフリカ": "cf",
    "中華人民": "cn", "北朝鮮": "kp", "南スーダン": "ss", "台湾": "tw", "日本": "jp", "米国": "us",
    "英国": "gb", "香港": "hk",
}  # fmt: skip
_STATE = re.compile(r"(?:共和国|連邦|国|人)$")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_SCRIPT_EDGE = re.compile(r"(?<=[\u3040-\u9fff])\s*(?=[A-Za-z])|\n|、")
_AT_START = re.compile(
    rf"(?:{'|'.join(sorted(map(re.escape, _JAPANESE), key=len, reverse=True))})(?:共和国|連邦|国)?"
)


def countries_of(cell: str) -> tuple[str, ...]:
    """The countries of a nationality cell: ``(a)フランス (b)チュニジア``, ``エジプトEgypt``."""
    items = lettered(_ASIDE_LONG.sub("", unicodedata.normalize("NFKC", cell)))
    codes = (_code(part.strip()) for item in items for part in _SCRIPT_EDGE.split(item))
    return tuple(dict.fromkeys(filter(None, codes)))


def country_of_address(address: str) -> str | None:
    """The country of one address: at its beginning in Japanese, at its end in English."""
    text = unicodedata.normalize("NFKC", address).strip()
    if found := _AT_START.match(text):
        return _code(found[0])
    last = re.split(r",|、|\s{2,}", _ASIDE.sub("", text))[-1].strip(" .")
    return _code(last) or nationality_code(last)


# A remark in brackets, and not the letter of a list.
_ASIDE_LONG = re.compile(r"\s*\([^()]{2,}\)")


def _code(text: str) -> str | None:
    if not text or text == UNKNOWN:
        return None
    bare = _STATE.sub("", text)
    return (
        _JAPANESE.get(text)
        or _JAPANESE.get(bare)
        or country_code(text)
        or _JAPANESE.get(_STATE.sub("", bare))
    )
