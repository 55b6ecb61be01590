"""The département's antivirus, when it has one: clamd, spoken to on a local socket or on its own network.

TISSERAND_ANTIVIRUS is `/run/clamav/clamd.ctl` or `host:port`. Named and silent, nothing is kept: a door whose guard is
missing stays shut.
"""

import socket
from collections.abc import Iterator
from struct import pack

from django.conf import settings

from tisserand.documents.rules.received import INFECTED
from tisserand.kernel.refusals import Refusal

PATIENCE = 20
PIECE = 64 * 1024
SILENT = Refusal(
    "antivirus",
    "L’antivirus ne répond pas\u00a0: le fichier n’a pas été gardé. Recommencez dans quelques minutes.",
    "file",
)


def refusals(body: bytes) -> Iterator[Refusal]:
    if not settings.ANTIVIRUS:
        return
    try:
        verdict = ask(settings.ANTIVIRUS, body)
    except OSError:
        verdict = b""
    if verdict.endswith(b"FOUND"):
        yield INFECTED
    elif not verdict.endswith(b"OK"):
        yield SILENT


def ask(place: str, body: bytes) -> bytes:
    """`INSTREAM`: pieces with their length before each, and an empty one to end."""
    with _reach(place) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(body), PIECE):
            piece = body[start : start + PIECE]
            line.sendall(pack(">I", len(piece)) + piece)
        line.sendall(pack(">I", 0))
        return line.recv(4096).rstrip(b"\0\n ")


def _reach(place: str) -> socket.socket:
    if place.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(PATIENCE)
        try:
            line.connect(place)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = place.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=PATIENCE)
