"""Kept answers: named by content, compressed once, bounded in bytes."""

import pytest

from webmap.answers import Answer, AnswerCache, answer

TEXT = b"abc " * 500


def of_size(size: int) -> Answer:
    return Answer(200, (), b"x" * size, "")


def test_equal_bodies_have_equal_tags_and_equal_bytes() -> None:
    one, other = (answer(200, [], TEXT, "text/html") for _ in range(2))
    assert one == other
    assert one.etag != answer(200, [], TEXT + b".", "text/html").etag


@pytest.mark.parametrize(
    ("body", "media_type"),
    [(TEXT, "image/webp"), (TEXT, "font/woff2"), (TEXT[:511], "text/html")],
)
def test_what_would_not_shrink_is_kept_plain(body: bytes, media_type: str) -> None:
    assert answer(200, [], body, media_type).encodings == {}


def test_the_least_recently_used_is_dropped_first() -> None:
    cache = AnswerCache(max_bytes=100)
    for key in "abc":
        cache.put(key, of_size(40))
        cache.get("a")
    assert [cache.get(key) is not None for key in "abc"] == [True, False, True]


def test_a_new_answer_takes_the_place_of_the_old() -> None:
    cache = AnswerCache(max_bytes=100)
    for _ in range(5):
        cache.put("a", of_size(60))
    cache.put("b", of_size(40))
    assert cache.get("a") is not None


def test_an_answer_larger_than_the_cache_is_still_given_once() -> None:
    cache = AnswerCache(max_bytes=10)
    cache.put("a", of_size(60))
    assert cache.get("a") is not None
    cache.put("b", of_size(60))
    assert cache.get("a") is None


def test_a_cleared_cache_knows_nothing() -> None:
    cache = AnswerCache()
    cache.put("a", of_size(1))
    cache.clear()
    assert cache.get("a") is None
