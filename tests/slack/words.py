"""Everything Sitrep says in Slack, in plain words; `python -m tests.slack.words` writes them anew, to be reviewed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.operation import Context
from bot.incidents.clocks import clocks
from bot.operations.catalogue import operation
from bot.operations.clocks import SlaOf
from bot.operations.queries import Crew, Entry, Helped, Listed, Shown, TimelineOf
from bot.operations.severity import ChangeSeverity
from bot.slack.blockkit.message import Block, Message, Told
from bot.slack.outbound.renderer import Renderer
from bot.slack.views import answers, home, preview
from bot.slack.views import event_messages as messages
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
)

FOLDER = Path(__file__).parent / "words"
RENDERER = Renderer(PROCESS)
BERLIN = ZoneInfo("Europe/Berlin")


def _subject(name: str) -> Any:
    kind = name.partition(",")[0]
    stage = {"resolved": "resolved", "closed": "closed", "declared": "declared"}.get(kind, "under way")
    return STAGES[stage]


def all_messages() -> Iterator[tuple[str, Message]]:
    for name, event in EVENTS.items():
        for place in PLACES:
            told = Told(event, None if name.startswith(("reminder", "delivery")) else ANA, place)
            yield f"{name} → {place.partition(':')[0]}", RENDERER.message(_subject(name), told)


def all_cards() -> Iterator[tuple[str, Message]]:
    for name, stage in STAGES.items():
        yield f"{name}: in the room", RENDERER.card(stage, "room")
        yield f"{name}: announced", RENDERER.card(stage, "incidents")


def all_replies() -> Iterator[tuple[str, Message]]:
    for name, event in EVENTS.items():
        yield name, messages.reply((event,), _subject(name), PROCESS)
    for name in ("updated", "resolved"):
        yield f"{name}, typed elsewhere", messages.reply((EVENTS[name],), _subject(name), PROCESS, "{} INC-42")
    unread = "I did not understand “please”."
    yield "not all understood", messages.reply((EVENTS["responder_invited"],), under_way(), PROCESS, note=unread)
    yield "nothing new", messages.reply((), under_way(), PROCESS)


def all_answers() -> Iterator[tuple[str, Message]]:
    entries = [Entry(minutes(number * 37), ANA, event) for number, event in enumerate(EVENTS.values())]
    crew = under_way(
        responders=[responder(ANA), responder("UBEN"), responder("UCLEO", invitation="failed", problem="deactivated")]
    )
    some = [under_way(), incident(id=8, number=43, reference="INC-43", name="Search is slow", severity="sev3")]
    yield "show", answers.render(Shown(under_way()), PROCESS)
    yield "list", answers.render(Listed(some, "open"), PROCESS)
    yield "list, filtered", answers.render(Listed(some[:1], "open, mine, SEV2"), PROCESS)
    yield "list, empty", answers.render(Listed([], "open"), PROCESS)
    yield "list, nothing found", answers.render(Listed([], "open, mine"), PROCESS)
    yield "timeline", answers.render(TimelineOf(under_way(), entries), PROCESS, BERLIN)
    yield "timeline, zone unknown", answers.render(TimelineOf(under_way(), entries[:3]), PROCESS)
    yield "timeline, empty", answers.render(TimelineOf(under_way(), []), PROCESS)
    yield "who", answers.render(Crew(crew), PROCESS)
    yield "help", answers.render(Helped(), PROCESS)
    for name, stage in STAGES.items():
        yield f"tray, {name}", answers.tray(stage, PROCESS)
    yield "choose", answers.choose(some, operation("update"), PROCESS, {"body": "Rolling back"})
    unread = "I did not understand “bob”. People are named with an @."
    yield "choose, not all understood", answers.choose(some, operation("invite"), PROCESS, {}, unread)
    yield "choose, none fits", answers.choose(some, operation("reopen"), PROCESS, {})
    yield "unknown", answers.unknown("updaet", "update")
    yield "unknown, nothing near", answers.unknown("xyzzy", None)


def all_homes() -> Iterator[tuple[str, dict[str, Any]]]:
    other = [started("update", 240), started("resolve", 60)]
    some = [
        under_way(),
        incident(id=8, number=43, reference="INC-43", name="Search is slow", severity="sev3", clock_events=other),
    ]
    unled = incident(id=9, number=44, reference="INC-44", clock_events=[started("lead", 15), started("update", 90)])
    yield "nothing open", home.home(home.Overview([], []), PROCESS, NOON)
    yield "one of mine", home.home(home.Overview(some, some[:1]), PROCESS, NOON)
    yield "none of mine", home.home(home.Overview([STAGES["declared"]], []), PROCESS, NOON)
    yield "at risk", home.home(home.Overview([*some, unled], []), PROCESS, minutes(57))


def explained(why: str) -> Iterator[tuple[str, Message]]:
    """Every state of a clock, explained; `why` is what people said."""
    for name, (now, marks) in lives_of_clocks(why).items():
        subject = incident(clock_events=marks)
        yield name, answers.render(SlaOf(subject, clocks(subject, PROCESS, now), now), PROCESS, BERLIN)


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


def _message(message: Message) -> str:
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
