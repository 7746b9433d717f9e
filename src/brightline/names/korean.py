"""Korean names in Hangul, as their bearers write them in Latin letters.

The official romanisation (Revised Romanization, 2000) is used for given names, but hardly anyone's surname:
김 is written Kim, not Gim. The most frequent surnames of the census of 2015, with their usual spelling.
"""

from __future__ import annotations

import re

_SURNAMES = {
    "김": "kim", "이": "lee", "박": "park", "최": "choi", "정": "jung", "강": "kang", "조": "cho",
    "윤": "yoon", "장": "jang", "임": "lim", "한": "han", "오": "oh", "서": "seo", "신": "shin",
    "권": "kwon", "황": "hwang", "안": "ahn", "송": "song", "류": "ryu", "유": "yoo", "전": "jeon",
    "홍": "hong", "고": "ko", "문": "moon", "양": "yang", "손": "son", "배": "bae", "백": "baek",
    "허": "heo", "노": "noh", "남": "nam", "심": "shim", "하": "ha", "주": "joo", "구": "koo",
    "곽": "kwak", "우": "woo", "진": "jin", "나": "na", "지": "ji", "엄": "um", "원": "won",
    "채": "chae", "천": "chun", "방": "bang", "공": "kong", "현": "hyun", "함": "ham", "변": "byun",
    "염": "yum", "여": "yeo", "추": "choo", "도": "do", "석": "seok", "선": "sun", "설": "seol",
    "마": "ma", "길": "gil", "연": "yeon", "위": "wi", "표": "pyo", "명": "myung", "기": "ki",
    "반": "ban", "왕": "wang", "금": "keum", "옥": "ok", "육": "yook", "인": "in", "맹": "maeng",
}  # fmt: skip
# Two to four syllables written together are a personal name: a surname of one and a given name.
_NAME = re.compile(r"[가-힣]{2,4}")


def korean_person(text: str) -> str:
    """A personal name in Hangul as surname and given name in Latin letters; other text as it is.

    Example:
        >>> korean_person("김정은"), korean_person("Acme")
        ('kim jeongeun', 'Acme')
    """
    if not _NAME.fullmatch(text.replace(" ", "")):
        return text
    from anyascii import anyascii

    joined = text.replace(" ", "")
    return f"{_SURNAMES.get(joined[0], anyascii(joined[0]).lower())} {anyascii(joined[1:]).lower()}"
