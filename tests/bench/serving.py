"""Start servers on free ports of this machine, wait until they answer, end them by process id."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
READY_SECONDS = 180.0
STOP_SECONDS = 5.0
POLL_SECONDS = 0.01


class NotReadyError(RuntimeError):
    """A server ended, or did not answer in time."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    address: str
    pid: int
    ready_s: float
    """Seconds from the start of its process to its first answer."""

    def get(self, path: str, encoding: str = "br, gzip") -> tuple[float, bytes]:
        """Return the seconds that an answer took and its body as sent."""
        headers = {"Accept-Encoding": encoding, "Accept": "*/*"}
        request = urllib.request.Request(self.address + path, headers=headers)
        start = time.perf_counter()
        with urllib.request.urlopen(request, timeout=READY_SECONDS) as response:
            body = response.read()
        return time.perf_counter() - start, body

    def workers(self) -> list[int]:
        """Return the process ids of the children, which are the workers."""
        text = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return [int(pid) for pid in text.split()]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    command: list[str], port: int, *, env: Mapping[str, str] | None = None, path: str = "/"
) -> Iterator[Server]:
    """Run a server in a process group of its own until the block is left.

    Raises
    ------
    NotReadyError
        If it ends, or does not answer `path` in time.
    """
    start = time.perf_counter()
    # Each server leads a group of its own, so that ending it ends its workers and nobody else.
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://{HOST}:{port}"
        _wait_until_ready(process, address + path, start)
        yield Server(address, process.pid, time.perf_counter() - start)
    finally:
        _stop(process)


def _wait_until_ready(process: subprocess.Popen[bytes], url: str, start: float) -> None:
    while time.perf_counter() - start < READY_SECONDS:
        try:
            with urllib.request.urlopen(url, timeout=READY_SECONDS):
                return
        except urllib.error.HTTPError:
            return
        except OSError as error:
            if process.poll() is not None:
                msg = f"{process.args!r} ended with {process.returncode}."
                raise NotReadyError(msg) from error
            time.sleep(POLL_SECONDS)
    msg = f"{url} did not answer in {READY_SECONDS:g} s."
    raise NotReadyError(msg)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def atlas(*, data: Path | None = None, inline_limit: int | None = None) -> Iterator[Server]:
    """Run the atlas as its own command does, with two workers."""
    port = free_port()
    env = {"ATLAS_PORT": str(port), "ATLAS_HOST": HOST, "ATLAS_WORKERS": "2"}
    if data is not None:
        env["ATLAS_DATA"] = str(data)
    if inline_limit is not None:
        env["ATLAS_INLINE_LIMIT"] = str(inline_limit)
    command = [sys.executable, "-c", "import server; server.main()", "serve"]
    with running(command, port, env=env, path="/readyz") as server:
        yield server


@contextmanager
def gunicorn(target: str, *, env: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Run a WSGI application under gunicorn with two workers."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-w", "2", "-b", f"{HOST}:{port}", target]
    with running(command, port, env=env) as server:
        yield server


@contextmanager
def granian(target: str, *, env: Mapping[str, str]) -> Iterator[Server]:
    """Run a WSGI application under granian with two workers."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2"]
    command += ["--blocking-threads", "1", "--no-ws", "--host", HOST, "--port", str(port), target]
    with running(command, port, env=env) as server:
        yield server


@contextmanager
def nginx(root: Path) -> Iterator[Server]:
    """Serve a folder of precompressed files with nginx and two workers.

    `name` without a suffix is the file as it is and `name.gz` its gzip-compressed form.
    """
    port = free_port()
    # The temporary folder is private to its owner; nginx's workers must still read it.
    user = "user root;" if os.geteuid() == 0 else ""
    config = root.parent / "nginx.conf"
    config.write_text(
        f"""{user} daemon off; worker_processes 2; pid {root.parent}/nginx.pid;
        error_log {root.parent}/error.log crit;
        events {{ worker_connections 1024; }}
        http {{
            access_log off; sendfile on; tcp_nopush on; tcp_nodelay on;
            keepalive_requests 10000000; open_file_cache max=100 inactive=600s;
            gzip_static on; default_type application/octet-stream;
            server {{ listen {HOST}:{port} backlog=1024 reuseport; root {root}; }}
        }}"""
    )
    with running(["nginx", "-p", str(root.parent), "-c", str(config)], port) as server:
        yield server


@dataclass(frozen=True, slots=True)
class Load:
    """What wrk measured."""

    per_second: float
    p99_ms: float
    errors: int


_UNIT_MS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


def load(url: str, *, seconds: int, connections: int = 64) -> Load:
    """Ask one address as fast as it answers, gzip accepted."""
    command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "--latency"]
    command += ["-H", "Accept-Encoding: gzip", url]
    return parse_load(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def parse_load(text: str) -> Load:
    """Read what wrk prints."""
    number, unit = re.findall(r"99%\s+([\d.]+)(us|ms|s|m)", text)[0]
    failures = re.findall(r"Non-2xx or 3xx responses: (\d+)", text)
    failures += re.findall(r"(?:connect|read|write|timeout) (\d+)", text)
    return Load(
        per_second=float(re.findall(r"Requests/sec:\s+([\d.]+)", text)[0]),
        p99_ms=float(number) * _UNIT_MS[unit],
        errors=sum(map(int, failures)),
    )


def memory_mb(pid: int) -> dict[str, float]:
    """Return the resident, proportional and unshared memory of a process, in megabytes."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    kb = {name: int(size) for name, size in re.findall(r"^(\w+):\s+(\d+) kB$", text, re.MULTILINE)}
    own = kb["Private_Clean"] + kb["Private_Dirty"]
    return {"rss": kb["Rss"] / 1000, "pss": kb["Pss"] / 1000, "uss": own / 1000}
