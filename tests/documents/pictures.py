"""Pictures that say a size, whatever they hold."""

from struct import pack


def png(wide: int, high: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + pack(">I", 13) + b"IHDR" + pack(">II", wide, high) + b"\x08\x02\0\0\0"


def jpeg(wide: int, high: int) -> bytes:
    """An envelope (JFIF), a table, then the frame."""
    envelope = b"\xff\xe0" + pack(">H", 16) + b"JFIF\0" + bytes(9)
    table = b"\xff\xc4" + pack(">H", 5) + bytes(3)
    return b"\xff\xd8" + envelope + table + b"\xff\xc0" + pack(">HBHH", 17, 8, high, wide) + bytes(10)
