"""How well what somebody types fits one spelling of a name, and in which way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from rapidfuzz import fuzz

from webmap.spelling import has_han, plain, plain_pinyin, syllables

Why = Literal["name", "part", "words", "gaps", "initials", "similar"]
"""Ways to fit: the whole or the beginning, a part, all words, with gaps, first letters, a typo."""

LEAST_SIMILAR = 70.0
"""Of 100: below it two spellings are not taken for one with a typo."""
_LEAST_DENSITY = 0.65
"""Letters for each word that they are spread over."""
_LEAST_LETTERS = 3
"""Of what is typed in letters: fewer fit anywhere in any name."""


class Fit(NamedTuple):
    """How well (0 to 100) and in which way a spelling fits."""

    score: float
    why: Why


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as words without spaces between them: 义乌港, yi|wu|gang, yiwu|port."""

    words: tuple[str, ...]
    text: str = field(init=False)
    starts: tuple[int, ...] = field(init=False)
    """Where words begin in `text`; every Chinese character begins one."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", "".join(self.words))
        starts, at = [], 0
        for word in self.words:
            starts += [at + i for i, char in enumerate(word) if i == 0 or has_han(char)]
            at += len(word)
        object.__setattr__(self, "starts", tuple(starts))

    @property
    def initials(self) -> str:
        """First letters of all words."""
        return "".join(self.text[at] for at in self.starts)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody typed: as written, and as pinyin."""

    written: Spelling
    spoken: Spelling

    @classmethod
    def of(cls, text: str) -> Asked:
        """Read a query.

        Examples
        --------
        >>> Asked.of("Yì Wū 港").spoken.text
        'yiwugang'
        """
        letters = plain(text)
        spoken = syllables(letters)
        if has_han(letters):
            # Characters that sound alike must stand together: single syllables are in every name.
            spoken = ("".join(spoken),)
        return cls(Spelling(tuple(letters.split())), Spelling(spoken))

    @property
    def is_han(self) -> bool:
        """Whether it holds a Chinese character."""
        return has_han(self.written.text)


def fit(asked: Spelling, name: Spelling) -> Fit | None:
    """Return how well a query fits a spelling, None where it does not.

    Examples
    --------
    >>> fit(Spelling(("yiwu",)), Spelling(("yiwu", "port")))
    Fit(score=90.0, why='name')
    >>> fit(Spelling(("yxo",)), Spelling(("yi", "xin", "ou"))).why
    'initials'
    """
    q, t = asked.text, name.text
    if not q or not t:
        return None
    share = len(q) / len(t)
    if q == t:
        return Fit(100.0, "name")
    if t.startswith(q):
        return Fit(85.0 + 10 * share, "name")
    found = _as_part(q, name, share) or _as_words(asked, name, share)
    found = found or _as_initials(q, name) or _with_gaps(q, name, share)
    return found or _as_typo(asked, name)


def _as_part(q: str, name: Spelling, share: float) -> Fit | None:
    if any(name.text.startswith(q, at) for at in name.starts):
        return Fit(74.0 + 10 * share, "part")
    if len(q) >= _LEAST_LETTERS and q in name.text:
        return Fit(58.0 + 10 * share, "part")
    return None


def _as_words(asked: Spelling, name: Spelling, share: float) -> Fit | None:
    """Every word begins somewhere in the name, in any order."""
    if len(asked.words) == 1:
        return None
    for word in asked.words:
        if not any(name.text.startswith(word, at) for at in name.starts):
            return None
    return Fit(66.0 + 14 * share, "words")


def _as_initials(q: str, name: Spelling) -> Fit | None:
    initials = name.initials
    if len(q) < 2 or len(initials) < 2 or q not in initials:
        return None
    first = 76.0 if initials.startswith(q) else 62.0
    return Fit(first + 12 * len(q) / len(initials), "initials")


def _with_gaps(q: str, name: Spelling, share: float) -> Fit | None:
    """Fit 义乌综保区 to 义乌综合保税区, ywzbq to its syllables: in order, words left out."""
    if len(q) < _LEAST_LETTERS:
        return None
    span = _span(q, name)
    if span is None:
        return None
    density = min(1.0, len(q) / span)
    if has_han(q):
        return Fit(56.0 + 14 * density + 8 * share, "gaps")
    return Fit(44.0 + 14 * density, "gaps") if density >= _LEAST_DENSITY else None


def _span(q: str, name: Spelling) -> int | None:
    """Return how many words of the name hold all letters in order.

    A letter continues the word that the letter before it stands in, or begins a later word.
    """
    text, starts = name.text, frozenset(name.starts)
    first = next((at for at in name.starts if text[at] == q[0]), None)
    if first is None:
        return None
    ends = {first}
    for char in q[1:]:
        least = min(ends)
        ends = {
            at
            for at in range(least + 1, len(text))
            if text[at] == char and (at in starts or at - 1 in ends)
        }
        if not ends:
            return None
    return sum(first <= at <= min(ends) for at in name.starts)


def _as_typo(asked: Spelling, name: Spelling) -> Fit | None:
    q, t = asked.text, name.text
    if len(q) < _LEAST_LETTERS:
        return None
    similar = fuzz.ratio(q, t)
    if len(q) < len(t):
        similar = max(similar, 0.96 * fuzz.partial_ratio(q, t))
    if len(asked.words) > 1:
        best = [max(fuzz.ratio(word, other) for other in name.words) for word in asked.words]
        similar = max(similar, 0.98 * sum(best) / len(best))
    if similar < LEAST_SIMILAR:
        return None
    # Among equals the name that is not much longer.
    return Fit(16.0 + 0.4 * similar + 2 * min(1.0, len(q) / len(t)), "similar")


def reading(words: str) -> Spelling:
    """Return the spelling of a romanised name: tones, case and accents go.

    Examples
    --------
    >>> reading("Yī'ěr kèshítǎn").text
    'yierkeshitan'
    """
    return Spelling(tuple(plain_pinyin(plain(words)).split()))
