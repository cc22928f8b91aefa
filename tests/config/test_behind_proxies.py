"""The proxies of deploy/ do what the system relies on: nginx and HAProxy before a web host that tells what it got."""

import json
import shutil
import socket
import subprocess
import threading
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from deploy.render import TEMPLATES, WORDS, render
from tests.ports import free_ports

from iskan.foundation import budgets

HOST = "127.0.0.1"
LIMIT = 3
OFTEN = 0.05
TRIES = 200


@dataclass
class Host:
    """A web host that keeps what reached it, and answers each request with it."""

    server: ThreadingHTTPServer
    seen: list[dict[str, Any]] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.server.server_address[1])


@pytest.fixture
def host() -> Iterator[Host]:
    class Telling(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length)
            told = {"path": self.path, "bytes": len(body), "headers": {k.lower(): v for k, v in self.headers.items()}}
            if self.path != "/robots.txt":
                made.seen.append(told)
            answer = json.dumps(told).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_POST = do_GET  # noqa: N815 -- the names the standard library asks for

        def log_message(self, *_told: Any) -> None:
            """Say nothing."""

    class Serving(ThreadingHTTPServer):
        def handle_error(self, *_told: Any) -> None:
            """Say nothing of connections a proxy ends: it looks whether anybody is there."""

    made = Host(Serving((HOST, 0), Telling))
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


@dataclass
class Proxy:
    """A proxy that runs, and where it writes what it let through."""

    port: int
    log: Path

    @property
    def site(self) -> str:
        return f"http://{HOST}:{self.port}"


@pytest.fixture(params=["nginx", "haproxy"])
def proxy(request: pytest.FixtureRequest, host: Host, tmp_path: Path) -> Iterator[Proxy]:
    program = shutil.which(request.param, path="/usr/local/sbin:/usr/sbin:/usr/local/bin:/usr/bin")
    if program is None:
        pytest.skip(f"{request.param} is not on this machine, so this was not tried")
    port, primary = free_ports(2)
    files, log = rendered(host, port, primary, tmp_path), tmp_path / "proxy.log"
    command = {
        "nginx": [program, "-e", str(tmp_path / "errors.log"), "-c", str(files / "nginx.conf"), "-g", "daemon off;"],
        "haproxy": [program, "-db", "-f", str(files / "haproxy.cfg")],
    }
    with (tmp_path / "haproxy.log").open("w") as said:
        running = subprocess.Popen(command[request.param], stdout=said, stderr=said)
    try:
        _until_open(port, running, tmp_path)
        yield Proxy(port, log if request.param == "nginx" else tmp_path / "haproxy.log")
    finally:
        running.terminate()
        running.wait(timeout=20)


def rendered(host: Host, port: int, primary: int, folder: Path) -> Path:
    """Return the folder of the deployment's files, with one web host and all of it on this machine."""
    values = tomllib.loads((TEMPLATES.parent / "example.toml").read_text(encoding="utf-8"))
    values["passwords"] = dict.fromkeys(values["passwords"], "a-password")
    values["web"] = [{"name": "web1", "host": HOST, "port": host.port}]
    values["proxy"] |= {
        "host": HOST, "port": port, "primary_port": primary, "certificate": "", "socket": "", "log": "stderr",
        "connections": 400, "connections_per_address": LIMIT,
    }  # fmt: skip
    values["nginx"] |= {
        "user": "root", "pid": str(folder / "nginx.pid"), "log": str(folder / "proxy.log"),
        "errors": str(folder / "errors.log"), "temporary": str(folder / "temporary"),
    }  # fmt: skip
    (folder / "temporary").mkdir()
    render(values, folder / "files")
    return folder / "files"


def _until_open(port: int, running: subprocess.Popen[bytes], folder: Path) -> None:
    for _try in range(TRIES):
        if running.poll() is not None:
            break
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(OFTEN)
        else:
            return
    said = "".join(path.read_text() for path in sorted(folder.glob("*.log")))
    pytest.fail(f"the proxy does not listen: {said}")


def _told_once(what: Any) -> Any:
    for _try in range(TRIES):
        if found := what():
            return found
        time.sleep(OFTEN)
    return what()


def test_where_a_request_comes_from_is_what_the_proxy_saw(proxy: Proxy) -> None:
    forged = {
        "X-Forwarded-For": "10.9.9.9", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example",
        "Forwarded": "for=10.9.9.9", "Host": "iskan.example",
    }  # fmt: skip
    told = httpx.get(f"{proxy.site}/en/", headers=forged).json()["headers"]
    assert (told["x-forwarded-for"], told["x-forwarded-proto"], told["host"]) == (HOST, "http", "iskan.example")
    assert not {"x-forwarded-host", "forwarded"} & set(told)


def test_a_body_that_never_ends_reaches_no_host(proxy: Proxy, host: Host) -> None:
    """The head and most of a body are there; a host sees the request only once all of it is."""
    with socket.create_connection((HOST, proxy.port), timeout=20) as line:
        line.sendall(b"POST /en/ HTTP/1.1\r\nHost: x\r\nContent-Length: 200\r\n\r\n" + b"a" * 199)
        assert httpx.get(f"{proxy.site}/beside/").status_code == 200
        assert [told["path"] for told in host.seen] == ["/beside/"]
        line.sendall(b"a")
        assert b"200" in line.recv(4096).split(b"\r\n", 1)[0]
    assert [(told["path"], told["bytes"]) for told in host.seen] == [("/beside/", 0), ("/en/", 200)]


def test_the_largest_form_passes_whole(proxy: Proxy, host: Host) -> None:
    body = b"x" * budgets.FILES_BODY_BYTES
    answered = httpx.post(f"{proxy.site}/documents/", content=body, timeout=60)
    assert (answered.status_code, answered.json()["bytes"]) == (200, len(body))
    assert len(host.seen) == 1


def test_one_address_holds_so_many_connections(proxy: Proxy, host: Host) -> None:
    lines = [socket.create_connection((HOST, proxy.port), timeout=20) for _number in range(LIMIT)]
    for line in lines:
        line.sendall(b"POST /en/ HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nab")
    refused = _told_once(lambda: _refused(proxy))
    assert refused
    assert refused.status_code == 429
    assert all(words in refused.text for words in WORDS[429])
    assert "charset=utf-8" in refused.headers["content-type"]
    for line in lines:
        line.close()
    assert _told_once(lambda: httpx.get(proxy.site).status_code == 200), "and is let in again once they are closed"
    assert host.seen


def _refused(proxy: Proxy) -> httpx.Response | None:
    answered = httpx.get(proxy.site)
    return answered if answered.status_code != 200 else None


def test_a_host_that_is_away_is_told_in_both_languages(proxy: Proxy, host: Host) -> None:
    host.server.shutdown()
    host.server.server_close()
    answered = httpx.get(proxy.site, timeout=30)
    assert answered.status_code == 503
    assert all(words in answered.text for words in WORDS[503])


def test_the_log_holds_no_words_that_were_searched_for(proxy: Proxy) -> None:
    httpx.get(f"{proxy.site}/staff/search/", params={"q": "870600801"})
    logged = _told_once(lambda: text if "/staff/search/" in (text := proxy.log.read_text()) else "")
    assert "/staff/search/" in logged
    assert "870600801" not in logged
