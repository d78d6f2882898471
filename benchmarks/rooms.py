"""Slack calls in sequence: between `/incident` and its modal, to the usable room, and to the finished one."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from benchmarks.bench import Bench, Show, shown
from benchmarks.report import Report
from bot.process.process import Process
from playground import depth
from playground.traffic import Entry

LATENCY = 0.15
RESPONDERS = ("bob", "cy", "dee")
DECLARED = {"Name": "Checkout is down", "Severity": "SEV1", "Responders": RESPONDERS}
TIMES = 11
WARM, COLD = 0.37, 0.42
"""Seconds to the usable room, where its two calls take 0.30: the median of a bot that has opened rooms, and of one that
has just started."""
BOOKMARKED = Process.model_validate(
    {"room": {"bookmarks": [{"title": "Call", "link": "https://meet.example.com/{reference}"}]}}
)


@dataclass(frozen=True)
class Declaration:
    """The calls of one declaration: those to its modal, and those from its submission (`began`) to the end."""

    to_modal: Sequence[Entry]
    began: float
    calls: Sequence[Entry]

    @property
    def usable(self) -> Sequence[Entry]:
        """The calls until people are invited and the card is posted."""
        card = next(call for call in self.calls if call.name == "chat.postMessage" and _is_card(call.content))
        invited = next(call for call in self.calls if call.name == "conversations.invite")
        moment = max(ended(card), ended(invited))
        return [call for call in self.calls if ended(call) <= moment]

    @property
    def usable_after(self) -> float:
        """Seconds from the submission to the usable room."""
        return max(ended(call) for call in self.usable) - self.began

    @property
    def usable_depth(self) -> int:
        return depth(self.usable)

    @property
    def finished_depth(self) -> int:
        return depth(self.calls)


def ended(call: Entry) -> float:
    """When it ended. Raises ValueError while it is under way."""
    if call.end is None:
        raise ValueError(f"{call.name} has not ended")
    return call.end


async def declaration(show: Show, number: int = 1) -> Declaration:
    """Declare an incident by its form, with three responders, at LATENCY a call; it becomes the one of this number."""
    slack, ana = show.slack, show.slack.person("ana")
    slack.latency = LATENCY
    known = {message.ts for message in await ana.messages("incidents")}
    before = slack.traffic.last_number
    await ana.command("/incident", channel="general")
    form = await ana.modal()
    opened = slack.traffic.last_number
    await form.submit(DECLARED)

    async def finished() -> bool:
        room = await ana.channel(f"inc-{number}-checkout-is-down")
        announced = {message.ts for message in await ana.messages("incidents")} - known
        is_full = room is not None and {"ana", *RESPONDERS} <= {*room.members}
        settled = all(call.end is not None for call in slack.traffic.calls(since=opened))
        return bool(is_full and room and room.pins and room.bookmarks and room.topic and announced and settled)

    await ana.until(finished, timeout=30, what="the finished room")
    # What one more look of the worker would add belongs to it too.
    await show.sitrep.worker.settle()
    submission = next(e for e in slack.traffic.entries if e.number > opened and e.name == "view_submission")
    to_modal = [call for call in slack.traffic.calls(since=before) if call.number <= opened]
    return Declaration(to_modal, submission.start, slack.traffic.calls(since=opened))


async def measure(bench: Bench) -> Report:
    report = Report(f"Rooms: one declaration, three responders, {LATENCY * 1000:.0f} ms a call")
    cold = []
    for _ in range(TIMES):
        async with shown(bench.sqlite(), BOOKMARKED) as show:
            cold.append(await declaration(show))
    async with shown(bench.sqlite(), BOOKMARKED) as show:
        await declaration(show)
        warm = [await declaration(show, number) for number in range(2, TIMES + 2)]
    found = cold[-1]
    report.table(
        ("Slack call", "began", "ended", "of"),
        [(call.name, _after(call.start, found), _after(ended(call), found), _subject(call)) for call in found.calls],
    )
    usable, finished = (max(ended(call) for call in calls) for calls in (found.usable, found.calls))
    report.say(
        f"usable after {usable - found.began:.2f} s (people invited, card posted), "
        f"finished after {finished - found.began:.2f} s (pinned, bookmarked, topic, announced)"
    )
    for what, declarations, most in (("cold", cold, COLD), ("warm", warm, WARM)):
        seconds = median(one.usable_after for one in declarations)
        report.promise(f"{what}, median of {TIMES}: at most {most} s", f"{seconds:.3f} s", kept=seconds <= most)
    names = ", ".join(call.name for call in found.to_modal)
    report.promise("calls between /incident and its modal, 1", names, kept=names == "views.open")
    report.promise("calls in sequence to the usable room, 2", str(found.usable_depth), kept=found.usable_depth == 2)
    report.promise(
        "calls in sequence to the finished room, 3", str(found.finished_depth), kept=found.finished_depth == 3
    )
    return report


def _is_card(content: dict[str, Any]) -> bool:
    letter = content.get("metadata", {}).get("event_payload", {}).get("id", "")
    return str(letter).startswith("card-") and str(content["channel"]).startswith("C")


def _after(moment: float, found: Declaration) -> str:
    return f"{(moment - found.began) * 1000:.0f} ms"


def _subject(call: Entry) -> str:
    return str(call.content.get("channel") or call.content.get("channel_id") or call.content.get("name") or "")
