"""Chinese versions of the notes: complete, in use, the same numbers, Chinese punctuation."""

import re
from collections import Counter

import layers
from layers import english_texts, untranslated
from tests.layers.facts import rows

HAN = "\u3400-\u9fff"
SCALES = {"万亿": 1e12, "亿": 1e8, "万": 1e4, "bn": 1e9, "million": 1e6, "Mt": 1e6, "m": 1e6}
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
A_MONTH = re.compile(rf"\b({'|'.join(MONTHS)})(uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\b")
NUMBER = re.compile(
    r"(?P<digits>\d+(?:\.\d+)?)"
    r"(?P<scale>万亿|亿|万|bn\b|m\b| bn\b|[ -]million\b| Mt\b| m(?= yuan))?"
)
# What looks like a number or a scale and is none, and what is one number in two forms.
REWRITTEN = (
    (re.compile(r"(?<=\d),(?=\d{3}(?!\d))"), ""),
    (re.compile(r"\b(k?m)2\b"), r"\1²"),
    (re.compile(r"\b(\d+)-(\d+)bn\b"), r"\1bn \2bn"),
    (A_MONTH, lambda month: f" {MONTHS.index(month[1]) + 1} "),
)
POSITION = re.compile(r"\d+\.\d{2,4},\d+\.\d{2,4}")


def numbers_of(text: str) -> Counter[float]:
    """Return the numbers of a text by value: 2.9 bn and 29亿 are one number, as are May and 5月."""
    positions = POSITION.findall(text)
    text = POSITION.sub(" ", text)
    for pattern, replacement in REWRITTEN:
        text = pattern.sub(replacement, text)
    found = Counter(float(part) for pair in positions for part in pair.split(","))
    for number in NUMBER.finditer(text):
        scale = SCALES[number["scale"].strip(" -")] if number["scale"] else 1
        found[round(float(number["digits"]) * scale, 3)] += 1
    return found


def test_every_english_note_has_its_chinese() -> None:
    assert untranslated(layers.load()) == []


def test_no_translation_outlives_its_text() -> None:
    texts = {row["text"] for row in rows("translations")}
    assert texts - english_texts(layers.load()) == set()


def test_a_translation_has_the_numbers_of_its_text() -> None:
    differing = {
        row["text"]: row["zh"]
        for row in rows("translations")
        if numbers_of(row["text"]) != numbers_of(row["zh"])
    }
    assert differing == {}


def test_chinese_stands_beside_full_width_punctuation() -> None:
    ascii_beside_han = re.compile(rf"[{HAN}] ?[,;:!?()\"']|[,;:!?()\"'] ?[{HAN}]|[{HAN}]\.")
    assert [row["zh"] for row in rows("translations") if ascii_beside_han.search(row["zh"])] == []


def test_a_translation_keeps_the_chinese_words_that_its_text_quotes() -> None:
    word = re.compile(rf"[{HAN}]+")
    lost = {
        row["text"]: missing
        for row in rows("translations")
        if (missing := [part for part in word.findall(row["text"]) if part not in row["zh"]])
    }
    assert lost == {}


def test_a_text_and_its_translation_end_alike() -> None:
    ends = {
        row["text"]: row["zh"]
        for row in rows("translations")
        if row["text"].endswith(".") != row["zh"].endswith("。")
    }
    assert ends == {}
