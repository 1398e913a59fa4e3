"""Answers as bytes: compressed once, named by their content, kept while they are asked for."""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Lock

import brotli
from werkzeug.http import parse_etags

MIN_COMPRESSED_BYTES = 512
_SLOW_BYTES = 200_000
"""Larger bodies are compressed a little less: the best level takes seconds for a megabyte."""

_QUICK = 4
NOT_KEPT = ("Cache-Control", "no-store")
"""Header of an answer that nobody keeps."""

_TEXT_TYPES = ("text/", "application/json", "application/geo+json", "image/svg+xml")
_BINARY_TYPES = ("application/vnd.mapbox-vector-tile", "application/javascript")


def _weights(accept_encoding: str) -> dict[str, float]:
    """Return the weight that a client gives each encoding (RFC 9110, 12.5.3)."""
    weights = {}
    for part in accept_encoding.lower().split(","):
        name, _, weight = part.partition(";")
        try:
            weights[name.strip()] = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            # What cannot be read is not taken: the plain body always is.
            weights[name.strip()] = 0.0
    return weights


@dataclass(frozen=True, slots=True)
class Answer:
    """One response: status, headers without encoding, and the body in every encoding."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    etag: str
    encodings: dict[str, bytes] = field(default_factory=dict)

    def encoded(self, accept_encoding: str) -> tuple[str | None, bytes]:
        """Return the smallest form that a client takes, with the name of its encoding."""
        weights = _weights(accept_encoding)
        for name in ("br", "gzip"):
            if name in self.encodings and weights.get(name, weights.get("*", 0.0)) > 0:
                return name, self.encodings[name]
        return None, self.body

    def reply(
        self, method: str, *, if_none_match: str, accept_encoding: str
    ) -> tuple[str, list[tuple[str, str]], bytes]:
        """Return status line, headers and body for one client.

        Parameters
        ----------
        method
            Of the request: HEAD gets the headers alone.
        if_none_match, accept_encoding
            Headers of the request; blank where it has none.
        """
        kept = self.status == HTTPStatus.OK and method in {"GET", "HEAD"}
        vary = "Accept-Encoding" if kept else "Accept-Encoding, Accept"
        headers = [*self.headers, ("Vary", vary)]
        if kept:
            headers.append(("ETag", self.etag))
            if parse_etags(if_none_match).contains_raw(self.etag):
                return "304 Not Modified", [h for h in headers if h[0] != "Content-Type"], b""
        encoding, body = self.encoded(accept_encoding)
        if encoding is not None:
            headers.append(("Content-Encoding", encoding))
        if self.status != HTTPStatus.NO_CONTENT:
            headers.append(("Content-Length", str(len(body))))
        line = f"{self.status} {HTTPStatus(self.status).phrase}"
        return line, headers, b"" if method == "HEAD" else body

    @property
    def size(self) -> int:
        """Bytes that the answer holds in memory."""
        return len(self.body) + sum(len(body) for body in self.encodings.values())


def answer(status: int, headers: list[tuple[str, str]], body: bytes, content_type: str) -> Answer:
    """Return an answer with its ETag and, for compressible types, its compressed forms.

    The ETag is weak: all encodings of one body share it (RFC 9110, 8.8.1).
    """
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:20]}"'
    encodings: dict[str, bytes] = {}
    if len(body) >= MIN_COMPRESSED_BYTES and content_type.startswith(_TEXT_TYPES + _BINARY_TYPES):
        quality = 11 if len(body) < _SLOW_BYTES else 9
        if NOT_KEPT in headers:
            # Somebody waits, and nobody asks again: the last bytes are not worth it.
            quality = _QUICK
        encodings = {
            "br": brotli.compress(body, quality=quality),
            # A fixed time in the header: equal bodies give equal bytes.
            "gzip": gzip.compress(body, compresslevel=min(quality, 9), mtime=0),
        }
    return Answer(status, tuple(headers), body, etag, encodings)


@dataclass(slots=True)
class AnswerCache:
    """Answers by request, the least recently used dropped beyond a number of bytes."""

    max_bytes: int = 64_000_000
    _answers: OrderedDict[Hashable, Answer] = field(default_factory=OrderedDict)
    _bytes: int = 0
    _lock: Lock = field(default_factory=Lock)

    def get(self, key: Hashable) -> Answer | None:
        """Return a kept answer."""
        with self._lock:
            found = self._answers.get(key)
            if found is not None:
                self._answers.move_to_end(key)
            return found

    def put(self, key: Hashable, kept: Answer) -> None:
        """Keep an answer."""
        with self._lock:
            old = self._answers.pop(key, None)
            self._bytes += kept.size - (old.size if old else 0)
            self._answers[key] = kept
            while self._bytes > self.max_bytes and len(self._answers) > 1:
                _, dropped = self._answers.popitem(last=False)
                self._bytes -= dropped.size

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._answers.clear()
            self._bytes = 0

    @property
    def count(self) -> int:
        """How many answers are kept."""
        return len(self._answers)
