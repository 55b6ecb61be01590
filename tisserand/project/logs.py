"""Logs: JSON, identifiers only (decision D29). Exceptions keep their type and place, never their message.

A PostgreSQL error message carries the row's values, a form error carries what was typed: neither may leave the process.
"""

import json
import logging
import traceback
from datetime import UTC, datetime

KEPT = ("incident", "status_code", "account", "capability", "job", "way", "route")


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.msg if not record.name.startswith("django") else record.levelname.lower(),
        }
        line |= {name: getattr(record, name) for name in KEPT if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            line["where"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-8:]]
        return json.dumps(line, ensure_ascii=False, default=str)
