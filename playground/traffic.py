"""The log of everything that went in and out, numbered and timed, to read, count and filter."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from fnmatch import fnmatchcase
from typing import Any

Json = dict[str, Any]


@dataclass(slots=True)
class Entry:
    """`kind` is "call" (from an app), or what was delivered to it: "event", "command", "interaction", …

    `start` and `end` are seconds of a monotonic real clock; `end` is None while it is under way. `outcome` is "ok", an
    error name, or how it failed ("drop", "hang", "timeout", "closed"). `content` is the arguments or the payload, and
    `problems` what is wrong with the answer of an app, where Slack refuses that.
    """

    number: int
    kind: str
    name: str
    app_id: str
    content: Json
    start: float
    end: float | None = None
    outcome: str | None = None
    answer: Any = None
    problems: list[str] = field(default_factory=list)

    def finish(self, outcome: str, answer: Any = None, problems: Iterable[str] = ()) -> None:
        self.end, self.outcome, self.answer, self.problems = time.monotonic(), outcome, answer, list(problems)


@dataclass
class Traffic:
    """Entries in the order in which they began."""

    entries: list[Entry] = field(default_factory=list)
    _number: int = 0

    def begin(self, kind: str, name: str, app_id: str, content: Json) -> Entry:
        self._number += 1
        kept = {key: value for key, value in content.items() if key != "token"}
        entry = Entry(self._number, kind, name, app_id, kept, time.monotonic())
        self.entries.append(entry)
        return entry

    def calls(self, *names: str, since: int = 0) -> list[Entry]:
        """Return the Web API calls, all or those of the methods named, that came after the entry numbered `since`."""
        return [e for e in self.entries if e.kind == "call" and e.number > since and (not names or e.name in names)]

    def select(self, **wanted: str) -> Iterator[Entry]:
        """Return the entries whose `kind`, `name`, `app_id`, `outcome` fit these patterns; `*` stands for anything."""
        patterns = wanted.items()
        return (e for e in self.entries if all(fnmatchcase(str(getattr(e, key)), value) for key, value in patterns))

    def counts(self, since: int = 0) -> Counter[str]:
        return Counter(entry.name for entry in self.calls(since=since))

    @property
    def last_number(self) -> int:
        return self._number

    def clear(self) -> None:
        self.entries.clear()


def depth(calls: Iterable[Entry]) -> int:
    """Return the length of the longest chain of calls in which each began after the one before had ended."""
    ends: list[tuple[float, int]] = []
    for call in sorted(calls, key=lambda one: one.start):
        before = max((chain for end, chain in ends if end <= call.start), default=0)
        ends.append((call.end if call.end is not None else float("inf"), before + 1))
    return max((chain for _, chain in ends), default=0)


def as_json(entries: Iterable[Entry]) -> list[Json]:
    return [asdict(entry) for entry in entries]
