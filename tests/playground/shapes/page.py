"""The table of differences as a part of `docs/playground.md`."""

from __future__ import annotations

from pathlib import Path

from tests.playground.shapes.differences import BEYOND, LEFT_OUT, Difference

PAGE = Path(__file__).parents[3] / "docs" / "playground.md"
BEGIN, END = "<!-- the table of shapes: python -m tests.playground.shapes -->", "<!-- its end -->"


def page(text: str) -> str:
    """Return the page with its table written anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    rows = [_row("is sent beyond the recordings", one) for one in BEYOND]
    rows += [_row("is left out", one) for one in LEFT_OUT]
    table = "| | Where | Paths | Why |\n|---|---|---|---|\n" + "".join(rows)
    return f"{before}{BEGIN}\n{table}{END}{after}"


def _row(what: str, one: Difference) -> str:
    return f"| {what} | {_code(one.where)} | {_code(one.paths)} | {one.why} |\n"


def _code(alternatives: str) -> str:
    return "everywhere" if alternatives == "*" else " ".join(f"`{one}`" for one in alternatives.split())
