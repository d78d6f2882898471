"""The names of emoji that Slack knows, each with its Unicode code points; a workspace adds its own."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from playground.workspace import Workspace

_TONED = re.compile(r"(?P<name>[^:]+)::skin-tone-(?P<tone>[2-6])")


@functools.cache
def standard() -> dict[str, str]:
    """Return the code points of every standard emoji by name: `{"tada": "1f389"}`."""
    lines = Path(__file__).with_name("emoji.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ") for line in lines)


def untoned(name: str) -> tuple[str, int | None]:
    """Part a name such as `wave::skin-tone-3` into the emoji and its skin tone, if it has one."""
    toned = _TONED.fullmatch(name)
    return (toned["name"], int(toned["tone"])) if toned else (name, None)


def is_known(workspace: Workspace, name: str) -> bool:
    return untoned(name)[0] in standard() or name in workspace.emoji
