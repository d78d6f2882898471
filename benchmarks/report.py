"""What a benchmark says: readable lines, and the promises it found kept or broken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Promise:
    """What the project promises, and what was found."""

    what: str
    found: str
    kept: bool


@dataclass
class Report:
    """One benchmark's findings, in the order in which they are to be read."""

    title: str
    lines: list[str] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)

    def say(self, *lines: str) -> None:
        self.lines += lines

    def table(self, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Columns as wide as they need to be; numbers to the right."""
        cells = [[*head], *([_shown(value) for value in row] for row in rows)]
        widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
        self.lines += [
            "  ".join(_aligned(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells
        ]

    def promise(self, what: str, found: str, *, kept: bool) -> None:
        self.promises.append(Promise(what, found, kept))

    def __str__(self) -> str:
        verdicts = [f"{'kept  ' if one.kept else 'BROKEN'}  {one.what}: {one.found}" for one in self.promises]
        return "\n".join([f"\n== {self.title}", *self.lines, *verdicts])


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def _shown(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _aligned(cell: str, width: int) -> str:
    return cell.rjust(width) if cell[:1].isdigit() else cell.ljust(width)
