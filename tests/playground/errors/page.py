"""The tables as a page for people: `docs/playground-errors.md`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.playground.errors.generic import FAULTS, IMPOSSIBLE, MALFORMED, OTHER, TOKENS
from tests.playground.errors.rows import Provoked, Row
from tests.playground.errors.sample_workspace import ACTORS, NAMES
from tests.playground.errors.tables import PROVOKED, TABLE

PAGE = Path(__file__).parents[3] / "docs" / "playground-errors.md"
LONG = 48
INTRODUCTION = """\
# Errors of the playground

Which errors Slack documents for each method, what provokes them in the [playground](playground.md), and why some
cannot be provoked. Written from the tables in `tests/playground/errors/tables.py` by
`python -m tests.playground.errors`; a test makes each of these calls, and another compares the tables with Slack's
method reference (`SLACK_METHODS_JSON` says where that is).
"""


def page() -> str:
    listed = sum(len(rows) for rows in TABLE.values())
    count = (
        f"Of {listed} errors of {len(TABLE)} methods {len(PROVOKED)} are provoked. A refused call changes nothing.\n"
    )
    parts = [INTRODUCTION, count, _cast(), _generic(), *map(_method, sorted(TABLE))]
    return "\n".join(parts)


def _cast() -> str:
    names = "\n".join(f"| `${name}` | {what} |" for name, what in NAMES.items())
    actors = "\n".join(f"| {name} | {what} |" for name, what in ACTORS.items())
    return (
        "## What the calls name\n\nWhere no caller is named it is `helper`, an app with all scopes."
        f"\n\n| Caller | |\n|---|---|\n{actors}\n\n| Name | |\n|---|---|\n{names}\n"
    )


def _generic() -> str:
    rows = {error: request.what for error, request in MALFORMED.items()}
    rows |= {error: what for error, (_, what) in TOKENS.items()} | OTHER
    rows |= {error: f'not by a call: `Fault(method, "error", error="{error}")`' for error in FAULTS}
    rows |= {error: f"not: {why}" for error, why in IMPOSSIBLE.items()}
    return "## Of every method\n\n" + _table(sorted(rows.items()))


def _method(name: str) -> str:
    rows = [(error, _how(row)) for error, row in sorted(TABLE[name].items())]
    return f"## {name}\n\n" + (_table(rows) if rows else "None but those of every method.\n")


def _table(rows: list[tuple[str, str]]) -> str:
    return "| Error | Provoked by, or why not |\n|---|---|\n" + "".join(f"| `{one}` | {how} |\n" for one, how in rows)


def _how(row: Row) -> str:
    if not isinstance(row, Provoked):
        return f"not: {row.why}"
    who = "" if row.by == "helper" else f"{row.by}: "
    around = [*(["by GET"] if row.verb == "GET" else []), *([f"on the {row.given}"] if row.given else [])]
    said = [f"`{key}={_short(value)}`" for key, value in row.args.items()]
    return who + " ".join([*said, *around] or ["no arguments"])


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))
    shown = text if len(text) <= LONG else f"{text[: LONG // 2]}… ({len(text):,} characters)"
    return shown.replace("|", "\\|") or '""'
