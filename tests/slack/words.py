"""Everything Sitrep says in Slack, in plain words; `python -m tests.slack.words` writes them anew, to be reviewed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.operation import Context
from bot.core.read_models import Subjects
from bot.core.registry import registry
from bot.incidents.incident_clocks import clocks
from bot.operations.clocks import Clocks
from bot.operations.help import Helped
from bot.operations.lists import Listed
from bot.operations.roles import Roles
from bot.operations.severity import ChangeSeverity
from bot.operations.show import Shown
from bot.operations.timeline import Entry, Timeline
from bot.slack.blockkit.message import Block, SlackMessage
from bot.slack.outbound.renderer import BlockKitRenderer
from bot.slack.views import answers, home, preview
from playground.readable import mrkdwn, readable
from storage.tables import RecordedClockEvent
from tests.slack.samples import (
    ANA,
    EVENTS,
    NOON,
    PLACES,
    PROCESS,
    STAGES,
    VIEWER,
    incident,
    lives_of_clocks,
    minutes,
    responder,
    started,
    under_way,
    view,
)

FOLDER = Path(__file__).parent / "words"
RENDERER = BlockKitRenderer(PROCESS)
BERLIN = ZoneInfo("Europe/Berlin")


def _subject(name: str) -> Any:
    kind = name.partition(",")[0]
    stage = {"resolved": "resolved", "closed": "closed", "declared": "declared"}.get(kind, "under way")
    return STAGES[stage]


def all_messages() -> Iterator[tuple[str, SlackMessage]]:
    for name, event in EVENTS.items():
        for place in PLACES:
            actor = None if name.startswith(("reminder", "delivery", "policy")) else ANA
            yield f"{name} → {place.partition(':')[0]}", RENDERER.message(_subject(name), event, actor, place)


def all_cards() -> Iterator[tuple[str, SlackMessage]]:
    for name, stage in STAGES.items():
        yield f"{name}: in the room", RENDERER.card(stage, "room")
        yield f"{name}: announced", RENDERER.card(stage, "incidents")


def all_replies() -> Iterator[tuple[str, SlackMessage]]:
    for name, event in EVENTS.items():
        yield name, answers.replied((event,), view(_subject(name)), PROCESS)
    for name in ("updated", "resolved"):
        yield f"{name}, typed elsewhere", answers.replied((EVENTS[name],), view(_subject(name)), PROCESS, "{} INC-42")
    unread = ["I did not understand “please”."]
    invited = (EVENTS["responder_invited"],)
    yield "not all understood", answers.replied(invited, view(under_way()), PROCESS, note=unread)
    yield "nothing new", answers.replied((), view(under_way()), PROCESS)


def all_answers() -> Iterator[tuple[str, SlackMessage]]:
    entries = [Entry(minutes(number * 37), ANA, event) for number, event in enumerate(EVENTS.values())]
    crew = under_way(
        responders=[responder(ANA), responder("UBEN"), responder("UCLEO", invitation="failed", problem="deactivated")]
    )
    slow = incident(id=8, number=43, reference="INC-43", name="Search is slow", severity="sev3")
    some = [view(under_way()), view(slow)]
    yield "show", answers.render(Shown(view(under_way())), PROCESS)
    yield "list", answers.render(Listed(some, "open", 2), PROCESS)
    yield "list, filtered", answers.render(Listed(some[:1], "open, mine, SEV2", 1), PROCESS)
    yield "list, empty", answers.render(Listed([], "open", 0), PROCESS)
    yield "list, nothing found", answers.render(Listed([], "open, mine", 0), PROCESS)
    yield "timeline", answers.render(Timeline(view(under_way()), entries), PROCESS, BERLIN)
    yield "timeline, zone unknown", answers.render(Timeline(view(under_way()), entries[:3]), PROCESS)
    yield "timeline, empty", answers.render(Timeline(view(under_way()), []), PROCESS)
    yield "who", answers.render(Roles(view(crew), PROCESS.roles), PROCESS)
    yield "help", answers.render(Helped(tuple(registry.typed())), PROCESS)
    for name, stage in STAGES.items():
        yield f"tray, {name}", answers.tray(view(stage), PROCESS)
    both = Subjects(some, 2)
    yield "choose", answers.choose(both, registry.operation("update"), PROCESS, {"body": "Rolling back"}, [])
    unread = ["I did not understand “bob”. People are named with an @."]
    yield "choose, not all understood", answers.choose(both, registry.operation("invite"), PROCESS, {}, unread)
    yield "choose, none fits", answers.choose(Subjects([], 0), registry.operation("reopen"), PROCESS, {}, [])
    yield "unknown", answers.unknown("updaet", registry.nearest("updaet"))
    yield "unknown, nothing near", answers.unknown("xyzzy", None)


def all_homes() -> Iterator[tuple[str, dict[str, Any]]]:
    other = [started("update", 240), started("resolve", 60)]
    slow = incident(id=8, number=43, reference="INC-43", name="Search is slow", severity="sev3", clock_events=other)
    some = [view(under_way(), NOON), view(slow, NOON)]
    later = [view(one, minutes(57)) for one in (under_way(), slow)]
    unled = incident(id=9, number=44, reference="INC-44", clock_events=[started("lead", 15), started("update", 90)])
    yield "nothing open", home.home(home.Overview([], []), PROCESS)
    yield "one of mine", home.home(home.Overview(some, some[:1]), PROCESS)
    yield "none of mine", home.home(home.Overview([view(STAGES["declared"], NOON)], []), PROCESS)
    yield "at risk", home.home(home.Overview([*later, view(unled, minutes(57))], []), PROCESS)


def explained(why: str) -> Iterator[tuple[str, SlackMessage]]:
    """Every state of a clock, explained; `why` is what people said."""
    for name, (now, marks) in lives_of_clocks(why).items():
        subject = incident(clock_events=marks)
        yield name, answers.render(Clocks(view(subject, now), clocks(subject, PROCESS, now), now), PROCESS, BERLIN)


def all_previews() -> Iterator[tuple[str, list[Block]]]:
    every = [started(clock, within) for clock, within in (("respond", 15), ("lead", 15), ("update", 60))]
    paused = RecordedClockEvent(clock="resolve", kind="paused", at=minutes(5), reason="Waiting for the vendor.")
    subjects = {
        "everything runs": incident(clock_events=[*every, started("resolve", 480)]),
        "a clock is paused": incident(clock_events=[*every, started("resolve", 480), paused]),
        "an update was promised": under_way(),
    }
    for name, subject in subjects.items():
        for severity in ("sev1", "sev4"):
            context = Context("T1", ANA, minutes(40), PROCESS)
            yield f"{name}, {severity}", preview.drawn(ChangeSeverity, severity, subject, context)


def _message(message: SlackMessage) -> str:
    return f"{readable(message.blocks, message.text, VIEWER)}\n    ({mrkdwn(message.text, VIEWER)})"


def rendered() -> dict[str, str]:
    """The content of each file: every message as its reader sees it, and below it the notification."""
    topics = [(name, RENDERER.topic(stage)) for name, stage in STAGES.items()]
    pages = {
        "messages": [(name, _message(message)) for name, message in all_messages()],
        "cards": [(name, _message(message)) for name, message in all_cards()],
        "replies": [(name, _message(message)) for name, message in all_replies()],
        "answers": [(name, _message(message)) for name, message in all_answers()],
        "topics": [(name, mrkdwn(topic, VIEWER)) for name, topic in topics],
        "home": [(name, readable(view["blocks"], "", VIEWER)) for name, view in all_homes()],
        "sla": [(name, _message(message)) for name, message in explained("<!channel> *wait* for the vendor")],
        "previews": [(name, readable(drawing, "", VIEWER)) for name, drawing in all_previews()],
    }
    return {page: "\n\n".join(f"== {name}\n{text}" for name, text in items) + "\n" for page, items in pages.items()}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for page, content in rendered().items():
        (FOLDER / f"{page}.txt").write_text(content)
