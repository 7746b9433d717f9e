"""Headings of columns, and names of properties, under which special categories of personal data are kept.

brightline never takes such data in (rule 2 of what it must never be): a book, list or import that has such a
heading is refused by name. Only headings are looked at, never values, and only as a whole: "Health" is refused,
"Health sector" and "Occupational health and safety certificate" are not.

The categories are those of Article 9(1) of Regulation (EU) 2016/679; the words are ours.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import chain

# One tuple a language: English, Chinese (both scripts), Japanese and Korean, French, German, Spanish,
# Portuguese and Italian, Turkish, Russian, Arabic. "Party", "union", "sex", "nationality" and "fingerprint"
# alone are absent on purpose: in books of counterparties they are ordinary headings.
_WORDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "racial or ethnic origin": (
        ("ethnicity", "ethnicities", "ethnic", "ethnic group", "ethnic origin", "ethnic background", "ethnic code",
         "ethnicity code", "ethnic minority", "ethno national origin", "race", "racial origin", "racial group",
         "race code", "skin color", "skin colour", "caste", "tribe", "tribal affiliation", "ethnie group"),
        ("民族", "民族成分", "民族成份", "少数民族", "少數民族", "族裔", "族群", "族别", "族別", "种族", "種族", "人种", "人種"),
        ("民族性", "人種・民族", "인종", "민족"),
        ("ethnie", "origine ethnique", "groupe ethnique", "appartenance ethnique", "origine raciale"),
        ("ethnie", "ethnische herkunft", "ethnische zugehörigkeit", "volkszugehörigkeit", "rasse", "hautfarbe"),
        ("etnia", "origen étnico", "grupo étnico", "raza", "origen racial", "raça", "raça cor", "origem étnica",
         "origem racial", "origine etnica", "razza"),
        ("etnik köken", "etnik grup", "ırk"),
        ("этническая принадлежность", "этническое происхождение", "раса", "расовая принадлежность"),
        ("العرق", "عرق", "الأصل العرقي", "الأصل الإثني", "الانتماء العرقي", "المجموعة العرقية"),
    ),
    "religion or belief": (
        ("religion", "religions", "religious", "religious belief", "religious beliefs", "religious affiliation",
         "religious group", "religion code", "faith", "faith group", "belief", "beliefs", "sect", "creed",
         "church membership", "philosophical belief", "philosophical beliefs"),
        ("宗教", "宗教信仰", "信仰", "教派", "宗派"),
        ("信条", "종교", "신앙"),
        ("confession religieuse", "croyance", "croyances", "croyance religieuse", "croyances religieuses",
         "conviction religieuse", "convictions religieuses"),
        ("konfession", "religionszugehörigkeit", "glaube", "glaubensbekenntnis", "weltanschauung",
         "religiöse überzeugung", "kirchenzugehörigkeit"),
        ("religión", "creencia", "creencias", "creencias religiosas", "confesión religiosa", "fe religiosa",
         "religião", "crença religiosa", "religione", "credo religioso"),
        ("din", "dini inanç", "mezhep"),
        ("религия", "вероисповедание", "религиозные убеждения", "конфессия"),
        ("الدين", "دين", "الديانة", "ديانة", "المذهب", "الطائفة", "المعتقد", "المعتقدات الدينية"),
    ),
    "health": (
        ("health", "health status", "health condition", "health conditions", "health data", "health code",
         "medical condition", "medical conditions", "medical history", "medical data", "medical record",
         "medical records", "diagnosis", "disability", "disabilities", "disability status", "disabled", "illness",
         "disease", "hiv status", "vaccination status", "mental health", "pregnancy", "pregnant",
         "blood type", "blood group"),
        ("健康", "健康状况", "健康狀況", "健康状态", "健康码", "健康碼", "病史", "既往病史", "疾病", "残疾", "殘疾", "残障",
         "残疾情况", "残疾类别", "血型", "婚育健康"),
        ("健康状態", "障害", "障がい", "病歴", "既往歴", "血液型", "건강", "건강상태", "장애", "혈액형"),
        ("santé", "état de santé", "handicap", "maladie", "antécédents médicaux", "groupe sanguin"),
        ("gesundheit", "gesundheitszustand", "gesundheitsdaten", "behinderung", "krankheit", "schwerbehinderung",
         "grad der behinderung", "blutgruppe"),
        ("salud", "estado de salud", "discapacidad", "enfermedad", "grupo sanguíneo", "tipo de sangre", "saúde",
         "estado de saúde", "deficiência", "tipo sanguíneo", "salute", "stato di salute", "disabilità"),
        ("sağlık", "sağlık durumu", "engellilik", "engel durumu", "kan grubu"),
        ("здоровье", "состояние здоровья", "инвалидность", "диагноз", "группа крови", "заболевание"),
        ("الصحة", "الحالة الصحية", "الإعاقة", "إعاقة", "فصيلة الدم", "المرض"),
    ),
    "genetic data": (
        ("genetic", "genetic data", "genetic profile", "genetic test", "genetics", "dna", "dna profile", "dna sample",
         "dna data", "genotype", "genome data", "haplogroup", "str profile"),
        ("基因", "基因数据", "遗传", "遗传数据", "遺傳資料", "dna信息", "dna数据"),
        ("遺伝情報", "유전정보"),
        ("données génétiques", "adn", "profil adn", "profil génétique"),
        ("genetische daten", "dns", "dna profil", "dns profil"),
        ("datos genéticos", "perfil genético", "perfil de adn", "dados genéticos", "dati genetici"),
        ("genetik veri",),
        ("генетические данные", "днк", "профиль днк"),
        ("البيانات الجينية", "الحمض النووي"),
    ),
    "biometric data": (
        ("biometric", "biometrics", "biometric data", "biometric template", "biometric id", "face template",
         "facial template", "faceprint", "face embedding", "fingerprints", "fingerprint template", "iris scan",
         "iris template", "iris code", "voiceprint", "voice template", "gait template", "palm print"),
        ("生物特征", "生物识别", "生物识别信息", "生物識別", "人脸特征", "人脸模板", "指纹", "指紋", "虹膜", "声纹", "聲紋"),
        ("生体情報", "生体認証データ", "생체정보"),
        ("données biométriques", "gabarit biométrique", "empreintes digitales"),
        ("biometrische daten", "biometrisches template", "fingerabdrücke"),
        ("datos biométricos", "plantilla biométrica", "huellas dactilares", "dados biométricos", "dati biometrici"),
        ("biyometrik veri", "parmak izi"),
        ("биометрические данные", "отпечатки пальцев"),
        ("البيانات البيومترية", "بصمات الأصابع"),
    ),
    "sex life or sexual orientation": (
        ("sexual orientation", "sexuality", "sex life", "sexual life", "sexual preference", "sexual identity",
         "gender identity", "transgender", "lgbt", "lgbtq", "lgbt status"),
        ("性取向", "性倾向", "性傾向", "性生活", "性别认同", "性別認同"),
        ("性的指向", "性自認", "성적지향", "성정체성"),
        ("orientation sexuelle", "vie sexuelle", "identité de genre"),
        ("sexuelle orientierung", "sexualität", "sexualleben", "geschlechtsidentität"),
        ("orientación sexual", "vida sexual", "identidad de género", "orientação sexual",
         "identidade de gênero", "orientamento sessuale"),
        ("cinsel yönelim", "cinsel hayat", "cinsiyet kimliği"),
        ("сексуальная ориентация", "половая жизнь", "гендерная идентичность"),
        ("الميل الجنسي", "التوجه الجنسي", "الحياة الجنسية", "الهوية الجنسية"),
    ),
    "political opinion": (
        ("political", "political opinion", "political opinions", "political view", "political views",
         "political belief", "political beliefs", "political affiliation", "political party", "political group",
         "political party membership", "party membership", "party member", "party affiliation",
         "voting intention", "ccp member", "communist party member"),
        ("政治面貌", "政治观点", "政治觀點", "政治倾向", "政治傾向", "政治信仰", "党派", "黨派", "党员", "黨員", "政党", "政黨"),
        ("政治的意見", "支持政党", "政治성향", "정치성향", "정당"),
        ("opinion politique", "opinions politiques", "parti politique", "appartenance politique"),
        ("politische meinung", "politische einstellung", "parteizugehörigkeit", "parteimitgliedschaft",
         "politische partei"),
        ("opinión política", "opiniones políticas", "partido político", "afiliación política", "ideología política",
         "opinião política", "filiação partidária", "opinione politica", "opinioni politiche", "partito politico"),
        ("siyasi görüş", "siyasi düşünce", "siyasi parti"),
        ("политические взгляды", "политические убеждения", "партийность", "партийная принадлежность"),
        ("الرأي السياسي", "الآراء السياسية", "الانتماء السياسي", "الحزب السياسي"),
    ),
    "trade-union membership": (
        ("trade union", "trade union membership", "trade union member", "trade union affiliation", "union membership",
         "union member", "union affiliation", "labor union", "labour union", "labor union membership",
         "labour union membership"),
        ("工会", "工會", "工会会员", "工會會員", "工会成员"),
        ("労働組合", "労働組合員", "労働組合加入", "노동조합", "노조가입"),
        ("syndicat", "appartenance syndicale", "adhésion syndicale"),
        ("gewerkschaft", "gewerkschaftszugehörigkeit", "gewerkschaftsmitgliedschaft", "gewerkschaftsmitglied"),
        ("sindicato", "afiliación sindical", "filiação sindical", "sindacato", "appartenenza sindacale"),
        ("sendika", "sendika üyeliği"),
        ("профсоюз", "членство в профсоюзе"),
        ("النقابة", "العضوية النقابية", "عضوية النقابة"),
    ),
}  # fmt: skip

# What may stand beside a term without changing what the column holds.
_FILLERS = frozenset({"optional", "required", "mandatory", "if known", "if any", ""})
# "Director's religion" is a column about religion; "customer health" is a sales measure, so no customers here.
_BEARERS = (
    r"(?:beneficial owner|ubo|owner|shareholder|director|officer|person|individual|employee|worker|staff)s?"
)
_BEFORE = re.compile(rf"{_BEARERS} (?:s )?")
_AFTER = re.compile(rf" of (?:the )?{_BEARERS}")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_APOSTROPHE = re.compile(r"['’ʼ](?=s\b)")
# Alternatives, translations and remarks in one heading: "Race/Ethnicity", "民族 (ethnic group)", "宗教 Religion".
_SEPARATORS = re.compile(r"[/|()\[\]（）【】、，,;；&+]|\b(?:and|or|und|oder|et|ou|y|o)\b")
_SCRIPT_EDGE = re.compile(
    r"(?<=[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af])\s+(?=[a-z])"
    r"|(?<=[a-z])\s+(?=[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af])"
)


def special_category(heading: str) -> str | None:
    """Say which special category of personal data a column or property holds, judging by its heading alone.

    Compares whole headings, whatever their case, accents, underscores or camelCase, alone, as alternatives
    ("Race/Ethnicity"), in two languages ("民族 Ethnicity"), or with their bearer ("director's religion").
    Does not look inside longer headings, so that "Health sector" passes, and must not be given values:
    a company in the health industry is no health datum. Refusing is the caller's part
    (:class:`brightline.errors.SpecialCategoryError`).

    Returns:
        The category in words fit for an error message, or ``None``.

    Example:
        >>> special_category("religiousBelief"), special_category("政治面貌"), special_category("Health sector")
        ('religion or belief', 'political opinion', None)
    """
    text = _CAMEL.sub(" ", unicodedata.normalize("NFKC", heading)).casefold()
    if found := _terms().get(_plain(text)):
        return found
    parts = chain.from_iterable(_SCRIPT_EDGE.split(part) for part in _SEPARATORS.split(text))
    plain = [part for part in map(_bare, parts) if part not in _FILLERS and not part.isdigit()]
    found_in = [_terms().get(part) for part in plain]
    return found_in[0] if found_in and all(found_in) else None


def _bare(part: str) -> str:
    """One alternative of a heading without fillers, running number and bearer."""
    words = _plain(part).split()
    while words and (words[-1] in _FILLERS or words[-1].isdigit()):
        words.pop()
    text = " ".join(words)
    shorter = _AFTER.sub("", text) if _AFTER.search(text) else text
    found = _BEFORE.match(shorter)
    return shorter[found.end() :] if found and found.end() < len(shorter) else shorter


def _plain(text: str) -> str:
    """Letters and digits of any script, without accents, words apart by one space."""
    bare = "".join(
        character
        for character in unicodedata.normalize("NFKD", _APOSTROPHE.sub(" ", text))
        if not unicodedata.combining(character)
    )
    return " ".join("".join(character if character.isalnum() else " " for character in bare).split())


@cache
def _terms() -> dict[str, str]:
    return {
        _plain(unicodedata.normalize("NFKC", word).casefold()): category
        for category, languages in _WORDS.items()
        for words in languages
        for word in words
    }
