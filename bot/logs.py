"""What the log looks like, for people or for machines, and that nothing stands in it that anybody wrote.

Of an exception it has the class and the way there, never the text: a database quotes the row that it refuses, pydantic
the input, a KeyError the key. A class whose texts are all our own says so: `is_loggable = True`. What a library logs is
shown as it stands in its source, without the values, which may be whole payloads.
"""

import errno
import json
import linecache
import logging
import sqlite3
import sys
import threading
import traceback
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import storage

log = logging.getLogger(__name__)

OURS = ("bot", "storage")
_FOLDERS = (str(Path(__file__).parent), str(Path(storage.__file__).parent))

LONGEST_CALL = 6
"""Lines of source that a call of a library's logger is shown with at most."""


def configure(level: str, style: Literal["text", "json"]) -> None:
    """Log to standard error: our own lines from `level` up, those of libraries from WARNING up."""
    handler = _Handler(sys.stderr)
    handler.setFormatter(_Json() if style == "json" else _Text())
    at_least = max(logging.getLevelNamesMapping()[level], logging.WARNING)
    logging.basicConfig(level=at_least, handlers=[handler], force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(level)


def catch_the_rest() -> None:
    """Let what nobody catches go to the log, too: Python's own way is to print it, with its text."""
    sys.excepthook = _broke_off
    threading.excepthook = lambda args: _broke_off(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: _broke_off(args.exc_type, args.exc_value, args.exc_traceback)


def _broke_off(kind: type[BaseException], error: BaseException | None, frames: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt | SystemExit):
        return
    log.critical("Something broke off, and nobody expected it", exc_info=(kind, error or kind(), frames))


class _Handler(logging.StreamHandler[Any]):
    def filter(self, record: logging.LogRecord) -> bool:
        """Below WARNING, libraries tell of each payload and each statement."""
        return _is_ours(record) or record.levelno >= logging.WARNING

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (the name is logging's)
        """Python's own prints what was to be logged."""
        self.stream.write(f"a line of the log at {_place(record)} could not be written\n")


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        head = f"{self.formatTime(record)} {record.levelname:<7} {_message(record)}"
        return "\n".join((head, *_error(record)))


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
        }
        if error := "\n".join(_error(record)):
            line["error"] = error
        return json.dumps(line, ensure_ascii=False)


def _is_ours(record: logging.LogRecord) -> bool:
    return record.pathname.startswith(_FOLDERS)


def _place(record: logging.LogRecord) -> str:
    return f"{record.name} ({record.filename}:{record.lineno})"


def _message(record: logging.LogRecord) -> str:
    if not _is_ours(record):
        return f"{_place(record)}: {_source(record)}"
    words, values = str(_shown(record.msg)), record.args
    if not values:
        return words
    if isinstance(values, Mapping):
        return words % {name: _shown(value) for name, value in values.items()}
    return words % tuple(map(_shown, values))


def _shown(value: Any) -> Any:
    return _in_short(value) if isinstance(value, BaseException) else value


def _source(record: logging.LogRecord) -> str:
    """The call as its author wrote it: its words, and the names of what it filled in."""
    call = ""
    for number in range(record.lineno, record.lineno + LONGEST_CALL):
        call += " " + linecache.getline(record.pathname, number).strip()
        if call.count("(") <= call.count(")"):
            break
    return call.strip()


def _error(record: logging.LogRecord) -> Iterator[str]:
    if record.exc_info and record.exc_info[1] is not None:
        yield from _told(record.exc_info[1], set())


def _told(error: BaseException, seen: set[int]) -> Iterator[str]:
    """As Python tells it, the first cause first, but for what the exceptions say."""
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _told(before, seen)
        yield "which led to"
    yield "Traceback (most recent call last):"
    yield "".join(traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__)).format()).rstrip("\n")
    yield _in_short(error)
    for part in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
        if id(part) not in seen:
            yield "of which one is"
            yield from _told(part, seen)


def _in_short(error: BaseException) -> str:
    """Its class, and what is known of it beside its text: codes, and names of our own schema."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    if getattr(kind, "is_loggable", False):
        return f"{name}: {error}"
    details = [detail for detail in _codes(error) if detail]
    return f"{name} ({', '.join(details)})" if details else name


def _codes(error: BaseException) -> Iterator[str | None]:
    if isinstance(error, sqlite3.Error):
        # SQLite names tables and columns, and quotes no value: https://sqlite.org/c3ref/errcode.html
        yield str(error)
    if isinstance(error, OSError) and error.errno:
        yield errno.errorcode.get(error.errno)
    yield getattr(error, "sqlstate", None)
    yield getattr(getattr(error, "diag", None), "constraint_name", None)
