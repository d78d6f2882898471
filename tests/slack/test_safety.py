"""Whatever people type is shown as text: it fits Slack's limits, notifies nobody and formats nothing."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.core.event import Event
from bot.core.read_models import Subjects
from bot.core.registry import registry
from bot.core.text import said
from bot.incidents.incident_clocks import clocks
from bot.operations.clocks import Clocks
from bot.operations.invite import ResponderInvited
from bot.operations.lists import Listed
from bot.operations.roles import Roles, known_roles
from bot.operations.show import Shown
from bot.operations.timeline import Entry, Timeline
from bot.process.values import Phase
from bot.slack.blockkit.message import SlackMessage
from bot.slack.outbound.renderer import BlockKitRenderer
from bot.slack.views import answers, home
from playground.blockkit import check_blocks, check_view
from storage.tables import Incident, Room
from tests.slack.samples import (
    ANA,
    BEN,
    CLEO,
    EVENTS,
    NASTY,
    NOON,
    ONCALL,
    PLACES,
    PROCESS,
    ROOM,
    STAGES,
    closed,
    incident,
    mark,
    minutes,
    nasty,
    responder,
    started,
    typed,
    under_way,
    view,
)
from tests.slack.words import BERLIN, explained

RENDERER = BlockKitRenderer(PROCESS)
OURS = {"user": {ANA, BEN, CLEO}, "usergroup": {ONCALL}, "channel": {ROOM}}
LONGEST_TEXT = 4000
LONGEST_BLOCKS = 13_000

# The time that one example takes says nothing on a machine that runs other tests beside.
patiently = settings(deadline=None, max_examples=25)

# Everything that mrkdwn gives a meaning: markup in angle brackets, formatting, entities.
MARKUP = re.compile(r"<[^>]*>")
OUR_MARKUP = re.compile(rf"<@(?:{ANA}|{BEN}|{CLEO})>|<!subteam\^{ONCALL}>|<#{ROOM}>|<!date\^\d+\^[^|>]+\|[^<>]+>")
FORMATTING = re.compile(r"[*~`]|(?<![^\W_])_|_(?![^\W_])|:[a-z0-9_+'-]+:", re.IGNORECASE)
ENTITY = re.compile(r"&(?!amp;|lt;|gt;)")


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for child in value:
            yield from nodes(child)
    elif isinstance(value, dict):
        yield value
        for child in value.values():
            yield from nodes(child)


def assert_inert(text: str) -> None:
    """In mrkdwn: no markup but ours, no formatting, no cut escape."""
    assert len(text) <= LONGEST_TEXT
    text.encode()
    assert all(OUR_MARKUP.fullmatch(found) for found in MARKUP.findall(text)), text
    rest = OUR_MARKUP.sub("", text)
    assert not re.search(r"[<>]", rest), text
    assert not FORMATTING.search(rest), text
    assert not ENTITY.search(rest), text


def assert_blocks_are_safe(blocks: list[dict[str, Any]]) -> None:
    for node in nodes(blocks):
        assert node.get("type") not in ("mrkdwn", "markdown", "broadcast"), node
        if node.get("type") in OURS:
            assert node[f"{node['type']}_id"] in OURS[node["type"]], node
        if node.get("type") == "plain_text":
            assert node["emoji"] is False
        if node.get("type") == "link":
            assert node["url"].startswith(("https://", "http://"))
        if isinstance(node.get("text"), str):
            node["text"].encode()


def assert_safe(message: SlackMessage) -> None:
    assert message.text.strip()
    assert_inert(message.text)
    assert check_blocks(message.blocks, "message") == []
    assert len(json.dumps(message.blocks, ensure_ascii=False)) <= LONGEST_BLOCKS
    assert_blocks_are_safe(message.blocks)


def with_text(event: Event, text: str) -> Event:
    return event.model_copy(update=dict.fromkeys(typed(event), text))


def nasty_incident(text: str, stage: Incident) -> Incident:
    return (closed if Phase(stage.phase).is_over else under_way)(
        name=text[:140] or "x",
        summary=text,
        last_update=text,
        resolution=text if stage.resolution else "",
        close_comment=text if stage.close_reason else "",
        phase=stage.phase,
        milestone=stage.milestone,
        responders=[responder(BEN), responder(CLEO, invitation="failed", problem=text)],
        room=Room(team_id="T1", is_wanted=True, channel_id=stage.room.channel_id),
    )


def test_the_samples_have_text_to_spoil() -> None:
    spoilt = {name for name, event in EVENTS.items() if typed(event)}
    assert {
        "declared",
        "updated",
        "renamed",
        "note_added",
        "escalated",
        "resolved",
        "closed",
        "message_pinned",
    } <= spoilt
    assert typed(EVENTS["renamed"]) == ["after", "before"]


@pytest.mark.parametrize("name", EVENTS)
@patiently
@given(text=nasty)
def test_every_event_is_told_safely_everywhere(name: str, text: str) -> None:
    event = with_text(EVENTS[name], text)
    subject = nasty_incident(text, STAGES["under way"])
    for place in PLACES:
        assert_safe(RENDERER.message(subject, event, ANA, place))
    assert_safe(answers.replied((event,), view(subject), PROCESS, note=said(text)))


@pytest.mark.parametrize("stage", STAGES)
@patiently
@given(text=nasty)
def test_every_stage_is_shown_safely(stage: str, text: str) -> None:
    subject = nasty_incident(text, STAGES[stage])
    for place in ("room", "incidents"):
        assert_safe(RENDERER.card(subject, place))
    assert_safe(answers.tray(view(subject), PROCESS))
    assert_safe(answers.render(Shown(view(subject)), PROCESS))
    assert_safe(answers.render(Roles(view(subject), known_roles(view(subject), PROCESS)), PROCESS))
    topic = RENDERER.topic(subject)
    assert len(topic) <= 250
    assert_inert(topic)


@settings(patiently, max_examples=10)
@given(text=nasty)
def test_every_clock_is_explained_safely(text: str) -> None:
    for _, message in explained(text):
        assert_safe(message)


@settings(patiently, max_examples=10)
@example(text="<!channel>", count=0, kinds=25)
@example(text="<!channel>", count=15, kinds=25)
@given(text=nasty, count=st.integers(0, 15), kinds=st.integers(1, 25))
def test_clocks_are_explained_safely_at_any_length(text: str, count: int, kinds: int) -> None:
    marks = []
    for kind in range(kinds):
        marks += [started(f"clock_{kind}", 60, minutes(n)) for n in range(count)]
        marks += [started(f"clock_{kind}", 240, minutes(60))]
        marks += [mark(f"clock_{kind}", "paused", minutes(60 + n), reason=text) for n in range(count)]
        marks += [mark(f"clock_{kind}", "agreed", minutes(60 + n), moment=NOON, reason=text) for n in range(count)]
    subject = incident(name=text[:140] or "x", clock_events=marks)
    now = minutes(200)
    assert_safe(answers.render(Clocks(view(subject, now), clocks(subject, PROCESS, now), now), PROCESS, BERLIN))


@patiently
@given(text=nasty, count=st.integers(0, 60))
def test_lists_timelines_and_the_home_tab_are_safe_at_any_length(text: str, count: int) -> None:
    owing = [started(clock, within, minutes(-60)) for clock, within in (("respond", 15), ("lead", 61), ("update", 90))]
    many = [
        view(
            incident(
                id=n + 1, number=n, reference=f"INC-{n}", name=text[:140] or "x", clock_events=owing if n < 20 else []
            ),
            NOON,
        )
        for n in range(count)
    ]
    told = [with_text(event, text) for event in EVENTS.values()]
    entries = [Entry(minutes(n * 30), ANA, told[n % len(told)]) for n in range(count)]
    assert_safe(answers.render(Listed(many, f"open, {text}", count), PROCESS))
    assert_safe(answers.render(Timeline(view(under_way(name=text[:140] or "x")), entries), PROCESS))
    subjects = Subjects(many, count)
    assert_safe(answers.choose(subjects, registry.operation("update"), PROCESS, {"body": text}, said(text, 300)))
    assert_safe(answers.unknown(text, None))
    tab = home.home(home.Overview(many, many[: count // 2]), PROCESS)
    assert check_view(tab) == []
    assert_blocks_are_safe(tab["blocks"])


@pytest.mark.parametrize("name", EVENTS)
@pytest.mark.parametrize("place", ["announcement:CNEWS", "channel:CADMIN"])
def test_outside_the_room_no_channel_message_names_anybody(name: str, place: str) -> None:
    message = RENDERER.message(under_way(), EVENTS[name], ANA, place)
    assert not [node for node in nodes(message.blocks) if node.get("type") in ("user", "usergroup")]
    assert "<@" not in message.text
    assert "<!subteam" not in message.text


def test_a_crowd_fits_into_a_message() -> None:
    crowd = [f"U{number:010}" for number in range(300)]
    subject = under_way(responders=[responder(user, invitation="failed", problem="x" * 300) for user in crowd[:150]])
    subject.responders += [responder(user) for user in crowd[150:]]
    invited = ResponderInvited(people=tuple(crowd))
    told = RENDERER.message(subject, invited, ANA, "room")
    for message in (
        told,
        answers.render(Roles(view(subject), known_roles(view(subject), PROCESS)), PROCESS),
        answers.replied((invited,), view(subject), PROCESS),
    ):
        assert check_blocks(message.blocks, "message") == []
        assert len(json.dumps(message.blocks)) <= LONGEST_BLOCKS
        assert len(message.text) <= LONGEST_TEXT
    assert "and 260 more" in told.text


@pytest.mark.parametrize("stage", STAGES)
def test_the_announced_card_names_nobody_and_changes_nothing(stage: str) -> None:
    message = RENDERER.card(STAGES[stage], "incidents")
    assert not [node for node in nodes(message.blocks) if node.get("type") in ("user", "usergroup", "button")]


@pytest.mark.parametrize("text", [text for text in NASTY if text.strip() and len(text) < 200 and text.isprintable()])
def test_what_was_typed_is_what_is_read(text: str) -> None:
    message = RENDERER.message(under_way(), with_text(EVENTS["updated"], text), ANA, "room")
    quoted = next(node for node in nodes(message.blocks) if node.get("type") == "rich_text_quote")
    assert "".join(part.get("text") or part["url"] for part in quoted["elements"]) == text
