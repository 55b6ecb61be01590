"""A screenshot with at most 256 colours: half the weight, the same look. Standard library only."""

import struct
import zlib
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST = 256


def lighten(image: Path) -> None:
    width, height, depth, data = read(image.read_bytes())
    pixels = [
        row[place : place + 3] for row in unfiltered(data, width, height, depth) for place in starts(width, depth)
    ]
    palette = [colour for colour, _ in Counter(pixels).most_common(MOST)]
    image.write_bytes(indexed(width, height, palette, pixels))


def read(png: bytes) -> tuple[int, int, int, bytes]:
    width, height, _, kind = struct.unpack(">IIBB", png[16:26])
    place, parts = len(SIGNATURE), []
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            parts.append(png[place + 8 : place + 8 + length])
        place += length + 12
    return width, height, {2: 3, 6: 4}[kind], zlib.decompress(b"".join(parts))


def starts(width: int, depth: int) -> range:
    return range(0, width * depth, depth)


def unfiltered(data: bytes, width: int, height: int, depth: int):
    """Each row as it was before PNG predicted it from its neighbours."""
    size, above = width * depth, bytes(width * depth)
    for row in range(height):
        start = row * (size + 1)
        above = restored(data[start], bytearray(data[start + 1 : start + 1 + size]), above, depth)
        yield bytes(above)


def restored(kind: int, row: bytearray, above: bytes, depth: int) -> bytearray:
    if kind == 0:
        return row
    for place in range(len(row)):
        left, corner = (row[place - depth], above[place - depth]) if place >= depth else (0, 0)
        row[place] = row[place] + predicted(kind, left, above[place], corner) & 255
    return row


def predicted(kind: int, left: int, up: int, corner: int) -> int:
    if kind in (1, 2, 3):
        return (left, up, (left + up) // 2)[kind - 1]
    guess = left + up - corner
    return min((left, up, corner), key=lambda value: abs(guess - value))


def indexed(width: int, height: int, palette: list[bytes], pixels: list[bytes]) -> bytes:
    index = {colour: place for place, colour in enumerate(palette)}

    @cache
    def nearest(colour: bytes) -> int:
        if colour in index:
            return index[colour]
        return min(
            index.values(), key=lambda at: sum((one - two) ** 2 for one, two in zip(colour, palette[at], strict=True))
        )

    edges = pairwise(range(0, (height + 1) * width, width))
    rows = b"".join(b"\0" + bytes(map(nearest, pixels[start:end])) for start, end in edges)
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", header), (b"PLTE", b"".join(palette)), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return SIGNATURE + b"".join(chunk(name, body) for name, body in parts)


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
