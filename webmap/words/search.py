"""Words of the search."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "search_title": ("搜索", "Search"),
    "search_results_for": ("“{query}”的搜索结果", "Results for “{query}”"),
    "search_button": ("搜索", "Search"),
    "search_hint": (
        "可用汉字、拼音（带不带空格均可）、拼音首字母、英文名、旧名或简称。",
        "Chinese, pinyin with or without spaces, first letters, English, old and short names.",
    ),
    "search_none": ("没有找到“{query}”。", "Nothing found for “{query}”."),
    "search_found": ("找到 {n} 项。", "{n} found."),
    "search_first": ("显示前 {n} 项。", "The first {n} are shown."),
    "sort_country": ("国家", "Country"),
    "sort_indicator": ("指标", "Indicator"),
    "why_name": ("名称相符", "by its name"),
    "why_part": ("名称的一部分", "by a part of its name"),
    "why_words": ("各词相符", "by its words"),
    "why_gaps": ("简写", "shortened"),
    "why_initials": ("首字母", "by first letters"),
    "why_similar": ("近似", "similar"),
    "why_pinyin": ("拼音", "by pinyin"),
    "why_around": ("所在地或类型", "by where or what it is"),
}
