"""HTTP and the command line: create_app, one-line routes, one table from error to status."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Mapping
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

import click
from flask import Flask, Response, request
from tqdm import tqdm
from werkzeug.exceptions import HTTPException

import layers
from geo import errors
from geo.multimodal import MODES
from layers import LANGS
from webmap import api, pages
from webmap.batch import Batch, Progress
from webmap.batch_coverage import DAYS, parse_question
from webmap.build import build, built, missing
from webmap.context import Page
from webmap.coverage_ask import USUAL_MODES
from webmap.matrix import BY_MIX
from webmap.matrix_run import Job
from webmap.middleware import MAX_PATH_LENGTH, MAX_QUERY_LENGTH, CachedAnswers
from webmap.query import Query, parse_lang
from webmap.readme import COUNTS, counts_table, with_block
from webmap.refusal import told, worded
from webmap.routes import ROUTES
from webmap.routing import JSON, YEAR, Ask, Body, Route, Sent
from webmap.service import Service
from webmap.settings import PREFIX, Settings
from webmap.strings import strings

logger = logging.getLogger(__name__)

STATUS_BY_ERROR: dict[type[errors.AtlasError], HTTPStatus] = {
    errors.BboxError: HTTPStatus.BAD_REQUEST,
    errors.ClusterError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.CrsError: HTTPStatus.BAD_REQUEST,
    errors.DatumError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.GeometryError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.NetworkError: HTTPStatus.NOT_FOUND,
    errors.NotBuiltError: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.PackageError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.ParameterError: HTTPStatus.BAD_REQUEST,
    errors.SettingsError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.TableError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.TessellationError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.TileError: HTTPStatus.NOT_FOUND,
    errors.TooLargeError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.UnknownAssetError: HTTPStatus.NOT_FOUND,
    errors.UnknownIndicatorError: HTTPStatus.NOT_FOUND,
    errors.UnknownLayerError: HTTPStatus.NOT_FOUND,
    errors.UnknownPlaceError: HTTPStatus.NOT_FOUND,
    errors.UnknownViewError: HTTPStatus.NOT_FOUND,
    errors.UnknownFrameError: HTTPStatus.NOT_FOUND,
}

THREADS_PER_WORKER = 2
"""A slow answer does not hold up the quick ones, and threads seldom wait for each other."""
MACHINE_PATHS = ("/api/", "/tiles/", "/popup/", "/static/", "/healthz", "/readyz")
"""Addresses whose errors are JSON whatever the client accepts."""
DATA_CSP = "default-src 'none'; frame-ancestors 'none'"


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """Build an atlas app.

    Parameters
    ----------
    config
        ATLAS_* settings; the environment's where not given. Tests pass their own.

    Raises
    ------
    TableError
        If the tables break a rule: the message lists every fault.
    SettingsError, DatumError
        If a setting cannot be used.
    """
    service = Service.open(Settings.of(_environment() if config is None else config))
    app = Flask(__name__, static_folder=None)
    # `//healthz` is no address: a redirect would answer in a shape of its own.
    app.url_map.merge_slashes = False
    for route in ROUTES:
        methods = ["POST" if route.takes else "GET"]
        app.add_url_rule(route.rule, route.name, _view(service, route), methods=methods)
    app.register_error_handler(errors.AtlasError, _error_handler(service))
    app.register_error_handler(HTTPException, _error_handler(service))
    app.register_error_handler(Exception, _error_handler(service))
    app.before_request(_refuse_bad_query)
    app.wsgi_app = CachedAnswers(app.wsgi_app, service)  # type: ignore[method-assign]
    app.extensions["atlas"] = service
    return app


@cache
def worker_app() -> Flask:
    """Return the app of this process, made when it is first asked for.

    `serve` asks for it before it starts workers: where they are forked they inherit it, so the
    tables are read once and their memory is shared; elsewhere each worker makes its own.
    """
    return create_app()


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith(PREFIX)}


def _ask(route: Route, service: Service) -> Ask:
    reader = service.reader(parse_lang(_parameter("lang")))
    names = ("lang", *route.parameters)
    given = {name: tuple(request.args.getlist(name)) for name in names if name in request.args}
    return Ask(reader, Query(given), request.path, _sent(route))


def _sent(route: Route) -> Sent:
    if not route.takes:
        return Sent(b"")
    size = request.content_length or 0
    if size > route.most_sent:
        raise worded(errors.TooLargeError, "bytes", count=size, most=route.most_sent)
    # Holds for what comes without its length too.
    request.max_content_length = route.most_sent
    # Text that is pasted into a form may be as long as a file.
    request.max_form_memory_size = route.most_sent
    if route.takes == "body":
        return Sent(request.get_data(cache=False))
    file = request.files.get("file")
    return Sent(b"" if file is None else file.read(), request.form.to_dict())


def _parameter(name: str) -> str | None:
    return Query({name: tuple(request.args.getlist(name))}).one(name)


def _view(service: Service, route: Route) -> Callable[..., Response]:
    def view(**parts: Any) -> Response:
        ask = _ask(route, service)
        try:
            answer = route.make(service, ask, **parts)
        except errors.AtlasError as error:
            status = STATUS_BY_ERROR[type(error)]
            if route.refused is None or status >= 500 or not _wants_page():
                raise
            return _page(service, route.refused(service, ask, error), status)
        return _page(service, answer) if isinstance(answer, Page) else _data(answer)

    return view


def _page(service: Service, page: Page, status: int = HTTPStatus.OK) -> Response:
    response = Response(page.html, status, mimetype="text/html")
    ancestors = service.settings.embed_ancestors if page.framed else "'none'"
    response.headers["Content-Security-Policy"] = service.content_security_policy(
        page.script_hashes, ancestors
    )
    if page.framed:
        # A frame on another site has its own opener rules; the page's must not break it.
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if status == HTTPStatus.OK:
        response.cache_control.max_age = 0
        response.cache_control.public = True
    else:
        response.cache_control.no_store = True
    return response


def _data(body: Body) -> Response:
    response = Response(body.content, content_type=body.media_type)
    if body.empty:
        response.status_code = HTTPStatus.NO_CONTENT
    response.headers["Content-Security-Policy"] = DATA_CSP
    response.headers["Access-Control-Allow-Origin"] = "*"
    if body.file_name is not None:
        response.headers.set("Content-Disposition", "attachment", filename=body.file_name)
    if not body.kept:
        response.cache_control.no_store = True
        return response
    response.cache_control.public = True
    response.cache_control.max_age = body.seconds
    response.cache_control.immutable = body.seconds == YEAR
    return response


def _refuse_bad_query() -> None:
    for part, text, most in (
        ("path", request.path, MAX_PATH_LENGTH),
        ("query", request.query_string, MAX_QUERY_LENGTH),
    ):
        if len(text) > most:
            count = len(text)
            raise worded(errors.ParameterError, "length", name=part, count=count, most=most)
    # Answers of the API hold both languages; a language that is none is wrong there too.
    parse_lang(_parameter("lang"))


def _error_handler(service: Service) -> Callable[[Exception], Response]:
    def handle(error: Exception) -> Response:
        reader = service.reader(_lang_or_default() if _wants_page() else "en")
        status, code, description = _described(error, reader.lang)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            # The path as a literal: a line end in it must not forge a line of the log.
            logger.error("%s %r failed", request.method, request.path, exc_info=error)
        if _wants_page():
            if isinstance(error, HTTPException):
                # People are told in their language; programs keep werkzeug's words.
                description = strings(reader.lang).get(f"error_text_{status}", description)
            page = pages.error_page(
                service.site, reader, status=status, code=code, description=description
            )
            response = _page(service, page, status)
        else:
            response = _data(Body(content=api.error_body(code, description), media_type=JSON))
        response.status_code = status
        response.headers["Cache-Control"] = "no-store"
        if isinstance(error, HTTPException):
            response.headers.extend(
                (name, value) for name, value in error.get_headers() if name == "Allow"
            )
        return response

    return handle


def _described(error: Exception, lang: layers.Lang) -> tuple[int, str, str]:
    if isinstance(error, errors.AtlasError):
        status = STATUS_BY_ERROR[type(error)]
        if status < HTTPStatus.INTERNAL_SERVER_ERROR:
            return status, type(error).__name__, told(error, lang)
    elif isinstance(error, HTTPException) and error.code is not None:
        name = HTTPStatus(error.code).phrase.title().replace(" ", "").replace("-", "")
        path = request.path[:MAX_PATH_LENGTH]
        text = f"{request.method} {path} is not answered: {error.description}"
        return error.code, name, text
    else:
        status = HTTPStatus.INTERNAL_SERVER_ERROR
    return status, "InternalError", "The atlas could not answer; see the server log."


def _wants_page() -> bool:
    return not request.path.startswith(MACHINE_PATHS) and request.accept_mimetypes.accept_html


def _lang_or_default() -> layers.Lang:
    text = request.args.get("lang")
    return next((lang for lang in LANGS if lang == text), LANGS[0])


class _Commands(click.Group):
    """Commands that say what is wrong with data or settings in words, not in a trace."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 as click's own
        try:
            return super().invoke(ctx)
        except errors.AtlasError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Commands)
def main() -> None:
    """Run the atlas of Jinhua, Yiwu and Zhejiang on the Belt and Road."""


@main.command("check")
def check_command() -> None:
    """Check every table; list all faults at once."""
    atlas = layers.load(Settings.of(_environment()).data)
    counts = ", ".join(f"{len(frame)} {name}" for name, frame in atlas.frames.items())
    click.echo(
        f"The tables keep every rule: {counts}; {len(atlas.tables['observations'])} figures."
    )
    for text in layers.untranslated(atlas):
        click.echo(f"No Chinese yet in translations.csv: {text}")


@main.command("datapackage")
def datapackage_command() -> None:
    """Write data/datapackage.json from the schemas."""
    path = Settings.of(_environment()).data / "datapackage.json"
    aside = path.with_suffix(".json.new")
    aside.write_bytes(api.pretty(layers.datapackage()))
    aside.replace(path)
    click.echo(f"Wrote {path.name} with {len(layers.all_tables())} tables.")


@main.command("build")
def build_command() -> None:
    """Build what is missing in build/, with a progress bar."""
    settings = Settings.of(_environment())
    view, folder, data = settings.boundaries, settings.build, settings.data
    total = len(missing(view, folder, data))
    if total:
        for artefact in tqdm(build(view, folder, data), total=total, desc="build", unit="file"):
            tqdm.write(f"built {built(artefact, folder).name}")


@main.command("matrix")
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--by", type=click.Choice(list(BY_MIX)), default="hours", show_default=True)
def matrix_command(source: Path, target: Path, by: str) -> None:
    """Answer a CSV of origins and destinations; a stopped run goes on."""
    job = Job(Service.open(Settings.of(_environment())), source, target, by)
    progress = job.run()
    with tqdm(total=job.rows, initial=next(progress), desc="matrix", unit="row") as bar:
        for done in progress:
            bar.update(done - bar.n)
    counts = ", ".join(f"{count} {status}" for status, count in job.counts.items())
    click.echo(f"Wrote {target.name} with {job.done} rows: {counts}.")


@main.command("serve")
@click.pass_context
def serve_command(context: click.Context) -> None:
    """Build what is missing, then serve with production workers."""
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces

    settings = Settings.of(_environment())
    settings.check_port()
    context.invoke(build_command)
    worker_app()
    # What is loaded now stays in pages that workers share: the collector must not touch them.
    gc.collect()
    gc.freeze()
    click.echo(f"The atlas is at http://{settings.host}:{settings.port}")
    Granian(
        "server:worker_app",
        factory=True,
        address=settings.host,
        port=settings.port,
        workers=settings.workers,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        blocking_threads=THREADS_PER_WORKER,
        log_access=False,
        respawn_failed_workers=True,
    ).serve()


@main.command("coverage-batch")
@click.argument("origins", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--days", default=",".join(f"{day:g}" for day in DAYS), help="Limits of the bands.")
@click.option(
    "--modes",
    default=",".join(USUAL_MODES),
    show_default=True,
    help=f"What may be travelled by: {', '.join(MODES)}.",
)
@click.option("--closed", default="", help="Passages, borders and more to close, by id.")
@click.option("--opened", default="", help="Passages closed by default to open, by id.")
@click.option("--reverse", is_flag=True, help="What reaches the origin, not what it reaches.")
@click.option("--hours", type=click.Path(path_type=Path), help="Folder for hours of every node.")
@click.option(
    "--processes", type=click.IntRange(1), default=1, help="On this machine; 2 or more need Dask."
)
def coverage_batch_command(origins: Path, out: Path, **asked: Any) -> None:
    """Write what each of many ORIGINS (CSV) reaches to OUT (CSV); a second run goes on.

    With ATLAS_SCHEDULER the work runs on that Dask cluster, whose workers have the same atlas.
    """
    question = parse_question(asked)
    batch = Batch(origins=origins, out=out, hours=asked["hours"], processes=asked["processes"])
    progress = Progress(0, 0, 0)
    with tqdm(desc="origins", unit="origin") as bar:
        for progress in batch.run(_environment(), question):
            bar.total = progress.total
            bar.update(progress.done - bar.n)
    click.echo(
        f"Wrote {out.name}: {progress.done} origins, {progress.faults} of them with a fault."
    )


@main.command("counts")
def counts_command() -> None:
    """Write the table of counts per document in README.md."""
    path, table = layers.DATA.parent / "README.md", counts_table(layers.load())
    path.write_text(with_block(path.read_text("utf-8"), COUNTS, table), encoding="utf-8")
    click.echo(f"Wrote the counts of {path.name}.")
