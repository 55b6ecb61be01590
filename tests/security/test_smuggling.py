"""Two requests in the clothes of one (check 28), sent to the very server we ship, on this machine."""

import os
import re
import socket
import subprocess
import time

import pytest

from tests.journeys.serving import free_port
from tisserand.project.serving import web_command

# Answered without the database: what matters is who cuts the messages, and where.
HEAD = b"POST /static/ui/app.js HTTP/1.1\r\nHost: localhost\r\n"
HIDDEN = b"GET /hidden HTTP/1.1\r\nHost: localhost\r\n\r\n"
PROBES = {
    "length and chunks": HEAD + b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN,
    "two lengths": HEAD + b"Content-Length: 0\r\nContent-Length: 44\r\n\r\n" + HIDDEN,
    "a list of lengths": HEAD + b"Content-Length: 0, 44\r\n\r\n" + HIDDEN,
    "a signed length": HEAD + b"Content-Length: +44\r\n\r\n" + HIDDEN,
    "a negative length": HEAD + b"Content-Length: -1\r\n\r\n" + HIDDEN,
    "an underlined length": HEAD + b"Content_Length: 44\r\nContent-Length: 0x2c\r\n\r\n" + HIDDEN,
    "unknown chunks": HEAD + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + HIDDEN,
    "chunks twice": HEAD + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n" + HIDDEN,
    "chunks then identity": HEAD + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + HIDDEN,
    "a space before the colon": HEAD + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + HIDDEN,
    "a folded header": HEAD + b"X: a\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN,
    "a chunk of nonsense": HEAD + b"Transfer-Encoding: chunked\r\n\r\n0x4\r\nabcd\r\n0\r\n\r\n" + HIDDEN,
    "a null in a header": HEAD + b"X: a\0b\r\nContent-Length: 0\r\n\r\n" + HIDDEN,
    "no host, old protocol, chunks": b"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN,
}


@pytest.fixture(scope="module")
def server():
    port = free_port()
    environment = {**os.environ, "TISSERAND_DB_ROLE": "app", "TISSERAND_MODE": "test"}
    process = subprocess.Popen(web_command("127.0.0.1", port), env=environment, stderr=subprocess.DEVNULL)
    try:
        _wait(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(60)


def _wait(port: int, process) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            if said(port, b"GET /static/ui/app.js HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not start")


def said(port: int, sent: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(sent)
        line.settimeout(8)
        answer = b""
        try:
            while piece := line.recv(65536):
                answer += piece
        except TimeoutError:
            pass
        return answer


@pytest.mark.check(28)
@pytest.mark.parametrize("probe", PROBES.values(), ids=PROBES.keys())
def test_an_ambiguous_message_is_refused_and_nothing_behind_it_is_read(server, probe):
    """405 answers what stands in front, before its body is read; what is hidden behind would be a 200, 302 or 404."""
    statuses = re.findall(rb"HTTP/1\.\d (\d{3})", said(server, probe))
    assert statuses
    assert set(statuses) <= {b"400", b"405", b"501"}


@pytest.mark.check(28)
def test_an_honest_message_passes(server):
    answer = said(server, b"GET /static/ui/app.js HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200")


@pytest.mark.check(57)
def test_the_server_does_not_tell_its_version(server):
    head = said(server, b"GET /static/ui/app.js HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    server_line = next(line for line in head.split(b"\r\n") if line.lower().startswith(b"server:"))
    assert server_line == b"Server: gunicorn"
