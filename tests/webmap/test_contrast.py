"""Text is 4.5 to 1 on its ground, symbols and controls 3 to 1, in every theme (WCAG 2.2 AA)."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "webmap" / "static" / "css"
LAYERS = Path(__file__).parents[2] / "layers"
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")

BLOCK = re.compile(r"([^{}]+)\{\s*color-scheme: \w+;([^{}]*)\}")
TEXT = [
    *((text, ground) for text in ("ink", "mute", "link", "accent") for ground in ("paper", "card")),
    *((text, "fill") for text in ("ink", "mute", "link")),
    *((text, ground) for text in ("good", "warn") for ground in ("paper", "card")),
    ("good", "good-fill"),
    ("warn", "warn-fill"),
    ("paper", "ink"),
    *(("ink", ground) for ground in ("land", "home", "sea")),
    *(("mute", ground) for ground in ("land", "home", "sea")),
]
CONTROLS = [("edge", "card"), ("ink", "card"), ("link", "card"), ("accent", "card")]
GROUNDS = ("land", "home", "sea", "card")


def themes() -> dict[str, dict[str, str]]:
    """Return the tokens of each theme block, by selector."""
    return {
        " ".join(selector.split(";")[-1].split("*/")[-1].split()): dict(
            re.findall(r"--([\w-]+): (#[0-9a-f]{6});", body)
        )
        for selector, body in BLOCK.findall(TOKENS)
    }


THEMES = themes()
LIGHT = THEMES[":root"]
LAYER_TOKENS = sorted(name for name in LIGHT if name.startswith("layer-"))


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_there_are_five_blocks_of_tokens() -> None:
    assert len(THEMES) == 5


def test_every_theme_has_the_same_tokens() -> None:
    assert {frozenset(tokens) for tokens in THEMES.values()} == {frozenset(LIGHT)}


def test_the_two_dark_themes_are_one() -> None:
    by_choice = THEMES[':root[data-theme="dark"]']
    by_system = THEMES[':root:not([data-theme="light"], [data-theme="print"])']
    assert by_choice == by_system


def test_the_two_print_themes_are_one() -> None:
    assert THEMES[':root[data-theme="print"]'] == THEMES[":root, :root[data-theme]"]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_is_legible(theme: str, text: str, ground: str) -> None:
    assert contrast(THEMES[theme][text], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("mark", "ground"), CONTROLS)
def test_controls_can_be_seen(theme: str, mark: str, ground: str) -> None:
    assert contrast(THEMES[theme][mark], THEMES[theme][ground]) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("layer", LAYER_TOKENS)
def test_symbols_can_be_seen(theme: str, ground: str, layer: str) -> None:
    assert contrast(THEMES[theme][layer], THEMES[theme][ground]) >= 3


def test_every_colour_of_a_layer_has_its_token() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in LAYERS.glob("*.py"))
    used = set(re.findall(r'colour="#([0-9a-f]{6})"', sources))
    assert used <= {name.removeprefix("layer-") for name in LAYER_TOKENS}


def test_in_the_light_theme_a_layer_keeps_its_own_colour() -> None:
    assert all(LIGHT[name] == f"#{name.removeprefix('layer-')}" for name in LAYER_TOKENS)


@pytest.mark.parametrize("layer", LAYER_TOKENS)
def test_legend_symbols_follow_the_theme(layer: str) -> None:
    base = (CSS / "base.css").read_text(encoding="utf-8")
    colour = layer.removeprefix("layer-")
    assert f'.symbol[color="#{colour}"] {{\n  color: var(--{layer});' in base
