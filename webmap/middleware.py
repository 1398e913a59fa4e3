"""Give known answers before the application is asked: compressed, with 304 where they fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from werkzeug.wrappers import Response

from webmap import answers
from webmap.routes import PARAMETERS
from webmap.service import Service

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

COMMON_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Headers of every answer, whatever it is."""
MAX_PATH_LENGTH, MAX_QUERY_LENGTH = 1024, 2048
"""Longer requests are refused, and no answer of theirs is kept."""


def _asked(query: str) -> tuple[tuple[str, str], ...]:
    """Return what a query asks for, in its order, repetitions included.

    Words that no route knows change nothing, and are no key.
    """
    if not query:
        return ()
    return tuple(pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] in PARAMETERS)


def _is_long(environ: WSGIEnvironment) -> bool:
    query = environ.get("QUERY_STRING", "")
    return len(environ["PATH_INFO"]) > MAX_PATH_LENGTH or len(query) > MAX_QUERY_LENGTH


class CachedAnswers:
    """Give answers that are known before Flask is asked, compressed, with 304 where they fit."""

    def __init__(self, app: Callable[..., Iterable[bytes]], service: Service) -> None:
        self._app, self._service = app, service

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer one request (PEP 3333)."""
        method = environ["REQUEST_METHOD"]
        if method not in {"GET", "HEAD"} or _is_long(environ):
            return self._send(self._ask(environ, method), environ, start)
        cache = self._service.answers
        # Ages on pages change with the day. Only errors depend on what the client accepts,
        # and they are not kept.
        query = _asked(environ.get("QUERY_STRING", ""))
        key = (environ["PATH_INFO"], query, self._service.today())
        found = cache.get(key)
        if found is None:
            found = self._ask(environ, "GET")
            if found.status == HTTPStatus.OK and answers.NOT_KEPT not in found.headers:
                cache.put(key, found)
        return self._send(found, environ, start)

    @staticmethod
    def _send(known: answers.Answer, environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        status, headers, body = known.reply(
            environ["REQUEST_METHOD"],
            if_none_match=environ.get("HTTP_IF_NONE_MATCH", ""),
            accept_encoding=environ.get("HTTP_ACCEPT_ENCODING", ""),
        )
        start(status, headers)
        return [body]

    def _ask(self, environ: WSGIEnvironment, method: str) -> answers.Answer:
        asked = {**environ, "REQUEST_METHOD": method}
        response = Response.from_app(self._app, asked, buffered=True)
        headers = [(k, v) for k, v in response.headers.items() if k != "Content-Length"]
        headers += COMMON_HEADERS.items()
        return answers.answer(
            response.status_code, headers, response.get_data(), response.content_type or ""
        )
