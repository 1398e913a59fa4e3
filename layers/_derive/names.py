"""What countries and Chinese divisions are called in Chinese and English."""

import pycountry
from babel import Locale
from pypinyin import Style, lazy_pinyin

# CLDR names that the atlas does not use: (Chinese, English, reason).
COUNTRY_OVERRIDES: dict[str, tuple[str, str, str]] = {
    "CHN": ("中国", "China", "as CLDR; kept here so that the home row is explicit"),
    "TWN": ("中国台湾省", "Taiwan, China", "a province of China, never a country"),
    "HKG": ("中国香港", "Hong Kong, China", "a special administrative region of China"),
    "MAC": ("中国澳门", "Macao, China", "a special administrative region of China"),
    "BIH": ("波斯尼亚和黑塞哥维那", "Bosnia and Herzegovina", "CLDR English has an ampersand"),
    "COD": ("刚果（金）", "Democratic Republic of the Congo", "CLDR English names the capital"),
    "COG": ("刚果（布）", "Republic of the Congo", "CLDR English names the capital"),
    "FLK": (
        "马尔维纳斯群岛（福克兰群岛）",
        "Falkland Islands (Malvinas)",
        "both names, as the United Nations do",
    ),
    "MMR": ("缅甸", "Myanmar", "CLDR English adds the old name"),
    "PSE": ("巴勒斯坦", "Palestine", "the state, not the territories"),
    "SHN": (
        "圣赫勒拿、阿森松和特里斯坦-达库尼亚",
        "Saint Helena, Ascension and Tristan da Cunha",
        "the ISO 3166 unit has three parts",
    ),
    # Codes of the United Nations' geodata for areas whose status is not settled.
    "XAC": ("阿克赛钦", "Aksai Chin", "code of the UN geodata, not of ISO 3166"),
    "XAP": ("藏南地区", "Arunachal Pradesh (Zangnan)", "code of the UN geodata, not of ISO 3166"),
    "XBT": ("比尔泰维勒", "Bir Tawil", "code of the UN geodata, not of ISO 3166"),
    "XHT": ("哈拉伊卜三角区", "Halaib Triangle", "code of the UN geodata, not of ISO 3166"),
    "XIT": ("伊莱米三角区", "Ilemi Triangle", "code of the UN geodata, not of ISO 3166"),
    "XJK": ("克什米尔", "Jammu and Kashmir", "code of the UN geodata, not of ISO 3166"),
}

PROVINCES_EN = {
    150000: "Inner Mongolia",
    540000: "Tibet",
    610000: "Shaanxi",
    640000: "Ningxia",
    650000: "Xinjiang",
    450000: "Guangxi",
    710000: "Taiwan",
    810000: "Hong Kong",
    820000: "Macao",
}

# Names that plain pinyin gets wrong: a second reading, or a name that is not Han Chinese.
DIVISIONS_EN = {
    330604: "Shangyu",
    330782: "Yiwu",
    330825: "Longyou",
    331002: "Jiaojiang",
    331023: "Tiantai",
    331082: "Linhai",
    331102: "Liandu",
    331122: "Jinyun",
    331127: "Jingning",
}

_SUFFIXES = ("畲族自治县", "自治县", "自治区", "特别行政区", "省", "市", "区", "县")
_READINGS = {
    "台州": ["tai", "zhou"],
    "丽水": ["li", "shui"],
    "乐清": ["yue", "qing"],
    "莲都": ["lian", "du"],
    "嵊": ["sheng"],
}


def country_names(code: str) -> tuple[str, str]:
    """Return the Chinese and the English name of a country.

    Parameters
    ----------
    code
        ISO 3166 alpha-3, or an X-code of the United Nations' geodata.

    Returns
    -------
    names
        Chinese and English; CLDR's, unless `COUNTRY_OVERRIDES` says otherwise.
    """
    if code in COUNTRY_OVERRIDES:
        chinese, english, _ = COUNTRY_OVERRIDES[code]
        return chinese, english
    alpha_2 = pycountry.countries.lookup(code).alpha_2
    chinese = Locale.parse("zh_CN").territories[alpha_2]
    english = Locale.parse("en").territories[alpha_2]
    return chinese, english.replace(" & ", " and ").replace("St. ", "Saint ").replace("’", "'")


def division_name_en(adcode: int, name_zh: str) -> str:
    """Return the English name of a Chinese division: its usual one, else Hanyu Pinyin.

    An apostrophe goes before a later syllable that begins with a vowel (GB/T 16159): Pan'an.

    Parameters
    ----------
    adcode
        Six-digit administrative code.
    name_zh
        Full Chinese name with its class word, which English leaves out.
    """
    usual = PROVINCES_EN.get(adcode) or DIVISIONS_EN.get(adcode)
    return usual or pinyin_name(bare_name(name_zh))


def bare_name(name_zh: str) -> str:
    """Return a division's name without its class word, unless only one character would be left.

    Examples
    --------
    >>> bare_name("义乌市"), bare_name("景宁畲族自治县"), bare_name("沛县")
    ('义乌', '景宁', '沛县')
    """
    for suffix in _SUFFIXES:
        if name_zh.endswith(suffix) and len(name_zh) - len(suffix) > 1:
            return name_zh.removesuffix(suffix)
    return name_zh


def pinyin_name(name_zh: str) -> str:
    """Return a Chinese name in Hanyu Pinyin, as one capitalised word.

    Examples
    --------
    >>> pinyin_name("磐安")
    "Pan'an"
    """
    readings = _READINGS.get(name_zh) or lazy_pinyin(name_zh, style=Style.NORMAL)
    joined = readings[0]
    for syllable in readings[1:]:
        joined += f"'{syllable}" if syllable[0] in "aoe" else syllable
    return joined.capitalize().replace("v", "yu")
