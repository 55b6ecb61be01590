"""What postgresql.auto.conf says. Tuning of an installation goes to postgresql.conf, which is left alone."""

from pathlib import Path

COMMON = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    # /dev/shm is often 64 MB in a container.
    "dynamic_shared_memory_type": "mmap",
    "shared_buffers": "256MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    # DETAIL and STATEMENT carry values, that is, facts about people (decision D29).
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


def settings_text(socket: Path, *, durable: bool) -> str:
    values = {
        **COMMON,
        **(DURABLE if durable else THROWAWAY),
        "unix_socket_directories": f'"{socket}"',
    }
    lines = [f"{name} = {quoted(value)}" for name, value in values.items()]
    return "\n".join(["# Written by Tisserand at each start.", *lines, ""])


def quoted(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"
