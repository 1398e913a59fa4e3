import importlib
import pkgutil
import re

import pytest

from webmap import words
from webmap.strings import STRINGS, script_strings, strings

HAN = re.compile(r"[\u4e00-\u9fff]")
PAIRS = STRINGS.items()


@pytest.mark.parametrize(("key", "pair"), PAIRS)
def test_both_languages_fill_the_same_blanks(key: str, pair: tuple[str, str]) -> None:
    chinese, english = (sorted(re.findall(r"\{(\w+)\}", text)) for text in pair)
    assert chinese == english


@pytest.mark.parametrize(("key", "pair"), PAIRS)
def test_chinese_has_full_width_punctuation(key: str, pair: tuple[str, str]) -> None:
    text = pair[0]
    if HAN.search(text):
        assert not re.search(r"[,;:!?()\"']", text)


@pytest.mark.parametrize(("key", "pair"), PAIRS)
def test_english_has_real_quotation_marks(key: str, pair: tuple[str, str]) -> None:
    assert not re.search(r"[\"'，。；：（）]", pair[1])


def test_no_two_pages_define_one_word() -> None:
    modules = [
        importlib.import_module(f"webmap.words.{module.name}")
        for module in pkgutil.iter_modules(words.__path__)
    ]
    assert sum(len(module.WORDS) for module in modules) == len(STRINGS)


def test_a_language_has_every_word() -> None:
    assert strings("zh").keys() == strings("en").keys() == STRINGS.keys()


def test_scripts_get_their_words_without_the_prefix() -> None:
    assert script_strings("en")["zoomIn"] == "Zoom in"
