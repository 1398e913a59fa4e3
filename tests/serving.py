"""Serve the real atlas on a free port of this machine, for tests and screenshots."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from werkzeug.serving import WSGIRequestHandler, make_server

from server import create_app

TODAY = "2026-11-23"
"""Day that ages are counted to wherever a test looks at them."""


class QuietHandler(WSGIRequestHandler):
    """Keep connections open, as the production server does, and write no log."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 as werkzeug's
        """Write nothing."""


@contextmanager
def serving(app: Callable[..., Iterable[bytes]]) -> Iterator[str]:
    """Serve a WSGI app on a free port; yield its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=QuietHandler)
    server.daemon_threads = True  # type: ignore[attr-defined]  # of the threaded server
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)


@contextmanager
def serve(**settings: str) -> Iterator[str]:
    """Serve an atlas of its own; yield its address.

    Parameters
    ----------
    settings
        ATLAS_* settings.
    """
    with serving(create_app({"ATLAS_TODAY": TODAY, **settings})) as address:
        yield address
