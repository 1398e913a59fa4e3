"""Which of many spellings share letters with a query: an index of letter pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from webmap.name_match import Spelling
from webmap.spelling import has_han

KEPT = 200
"""Spellings that are looked at closely: many more than anybody reads."""
MOST_INITIALS = 12
"""Longer queries are no first letters."""

Numbers = np.ndarray[tuple[int], np.dtype[np.int32]]


def letter_pairs(spelling: Spelling) -> set[str]:
    """Return the pairs of letters of a spelling, and the letters that words begin with.

    Examples
    --------
    >>> sorted(letter_pairs(Spelling(("yi", "wu"))))
    ['^w', '^y', 'iw', 'wu', 'yi']
    """
    text = spelling.text
    return {text[i : i + 2] for i in range(len(text) - 1)} | {f"^{c}" for c in spelling.initials}


def first_letter_pairs(letters: str) -> set[str]:
    """Return the pairs of first letters, apart from those inside of words.

    Examples
    --------
    >>> sorted(first_letter_pairs("yxo"))
    ['|xo', '|yx']
    """
    return {f"|{letters[i : i + 2]}" for i in range(len(letters) - 1)}


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Spellings by their letter pairs."""

    postings: dict[str, Numbers]
    weights: dict[str, float]
    """Rare pairs tell more."""
    brevity: np.ndarray[tuple[int], np.dtype[np.float64]]
    """Among spellings that share as much, short ones come first."""

    @classmethod
    def of(cls, spellings: Sequence[Spelling]) -> NameIndex:
        """Index spellings; their numbers are their places in the sequence."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, spelling in enumerate(spellings):
            pairs = letter_pairs(spelling)
            if not has_han(spelling.text):
                pairs |= first_letter_pairs(spelling.initials)
            for pair in pairs:
                found[pair].append(number)
        postings = {pair: np.array(numbers, dtype=np.int32) for pair, numbers in found.items()}
        total = len(spellings) + 1
        weights = {pair: float(np.log(total / len(n))) + 0.1 for pair, n in postings.items()}
        lengths = np.array([len(spelling.text) for spelling in spellings], dtype=np.float64)
        return cls(postings, weights, -0.01 * lengths)

    def nearest(self, asked: Spelling) -> list[int]:
        """Return the spellings that share the most with a query, the likeliest first."""
        near = self._sharing(letter_pairs(asked))
        if not has_han(asked.text) and len(asked.text) <= MOST_INITIALS:
            near |= self._sharing(first_letter_pairs(asked.text))
        return list(near)

    def _sharing(self, pairs: set[str]) -> dict[int, None]:
        # In an order of their own: sets have none from one process to the next.
        known = sorted(pair for pair in pairs if pair in self.postings)
        if not known:
            return {}
        numbers = np.concatenate([self.postings[pair] for pair in known])
        sizes = [len(self.postings[pair]) for pair in known]
        weights = np.repeat([self.weights[pair] for pair in known], sizes)
        shared = np.bincount(numbers, weights, minlength=len(self.brevity))
        touched = np.flatnonzero(shared)
        rank = shared[touched] + self.brevity[touched]
        if len(touched) > KEPT:
            best = np.argpartition(rank, -KEPT)[-KEPT:]
            touched, rank = touched[best], rank[best]
        order = np.argsort(-rank, kind="stable")
        return dict.fromkeys(int(number) for number in touched[order])
