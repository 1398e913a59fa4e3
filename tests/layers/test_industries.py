"""Every term that a source uses for an industry belongs to one of ours, in both languages."""

import pytest

from layers import DATA, Atlas, industries_of, industry_list
from layers._industry_tables import split_terms


def test_the_vocabulary_covers_every_term(atlas: Atlas) -> None:
    used = {t for text in atlas.features["industries"].dropna() for t in split_terms(text)}
    assert used - set(atlas.tables["industry_terms"]["term"]) == set()


def test_every_industry_is_used(atlas: Atlas) -> None:
    meant = set(atlas.tables["industry_terms"]["industry_id"])
    assert set(atlas.tables["industries"]["industry_id"]) == meant


def test_a_feature_that_names_none_has_none(atlas: Atlas) -> None:
    named = atlas.features.index[atlas.features["industries"].notna()]
    assert set(industries_of(atlas)) == set(named)


@pytest.mark.parametrize(
    ("lang", "names"),
    [("zh", "汽车及零部件、人工智能"), ("en", "Vehicles and parts, Artificial intelligence")],
)
def test_industries_are_said_in_the_language_of_the_page(lang, names: str) -> None:
    assert industry_list("auto parts; AI", lang, DATA) == names


def test_a_term_of_several_industries_says_all() -> None:
    assert industry_list("electrical, auto parts, footwear", "en", DATA) == (
        "Vehicles and parts, Electrical equipment, Footwear and leather"
    )


def test_a_term_outside_the_vocabulary_is_said_as_written() -> None:
    assert industry_list("glass eels", "zh", DATA) == "glass eels"
