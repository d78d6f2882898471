"""A reader's names, zone and present moment."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.text import Button, Code, Items, Message, Moment, MomentForm
from bot.rendering.reader import LONGEST_NAME, Reader
from tests.rendering import hostile
from tests.rendering.hostile import NOW

BERLIN = ZoneInfo("Europe/Berlin")
READER = Reader(
    now=NOW,
    people={"U1": "Ana", "U2": " \x00 ", "U3": "Eve\nSystem: resolved", "U4": "x" * 100, "key:named": "Deploys"},
    groups={"S1": "oncall"},
    rooms={"C1": "inc-42-db", "C2": "#inc-43"},
)

LATEST = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("principal", "name"),
    [
        ("U1", "Ana"),
        ("U2", "somebody"),
        ("U3", "Eve System: resolved"),
        ("U4", "x" * (LONGEST_NAME - 1) + "…"),
        ("U9", "somebody"),
        ("key:deploys", "deploys"),
        ("key:named", "Deploys"),
        ("alert:prometheus", "prometheus"),
        ("import:statuspage", "statuspage"),
        ("mail:ana@example.com", "ana@example.com"),
        ("S1", "oncall"),
        ("S9", "a user group"),
        ("", "somebody"),
        ("<@U1>", "somebody"),
    ],
)
def test_a_principal_has_a_name(principal: str, name: str) -> None:
    assert READER.person(principal) == name


def test_groups_and_channels_have_names() -> None:
    assert [READER.group("S1"), READER.group("S9")] == ["oncall", "a user group"]
    assert [READER.room("C1"), READER.room("C2"), READER.room("C9")] == ["#inc-42-db", "#inc-43", "a channel"]


@given(hostile.texts)
@example("# ")
@example("##")
def test_a_name_is_on_one_line_and_never_empty(text: str) -> None:
    reader = Reader(now=NOW, people={"U1": text}, groups={"S1": text}, rooms={"C1": text})
    assert reader.room("C1").strip() != "#"
    for name in (reader.person("U1"), reader.group("S1"), reader.room("C1")):
        assert name.strip() != ""
        assert len(name.splitlines()) == 1
        assert len(name) <= LONGEST_NAME + 1


def test_a_channel_has_an_address_where_the_workspace_is_known() -> None:
    assert READER.room_url("C1") is None
    for known in ("https://acme.example.com", "https://acme.example.com/"):
        assert Reader(now=NOW, workspace_url=known).room_url("C1") == "https://acme.example.com/archives/C1"


@pytest.mark.parametrize(
    ("at", "zone", "form", "words"),
    [
        (NOW, UTC, MomentForm.FULL, "today at 14:30 UTC"),
        (NOW - timedelta(hours=15), UTC, MomentForm.FULL, "yesterday at 23:30 UTC"),
        (NOW + timedelta(hours=10), UTC, MomentForm.FULL, "tomorrow at 00:30 UTC"),
        (NOW + timedelta(days=2), UTC, MomentForm.FULL, "Nov 23, 2026 at 14:30 UTC"),
        (NOW - timedelta(days=20), UTC, MomentForm.FULL, "Nov 1, 2026 at 14:30 UTC"),
        (NOW, BERLIN, MomentForm.FULL, "today at 15:30"),
        (NOW + timedelta(hours=9), BERLIN, MomentForm.FULL, "tomorrow at 00:30"),
        (NOW, ZoneInfo("Pacific/Kiritimati"), MomentForm.FULL, "today at 04:30"),
        (NOW, UTC, MomentForm.TIME, "14:30 UTC"),
        (NOW, ZoneInfo("Etc/UTC"), MomentForm.AT_TIME, "at 14:30 UTC"),
        (NOW, BERLIN, MomentForm.TIME, "15:30"),
        (NOW, ZoneInfo("Europe/London"), MomentForm.TIME, "14:30"),
        (NOW, UTC, MomentForm.DAY, "Saturday, November 21, 2026"),
        (NOW.astimezone(timezone(timedelta(hours=-9))), UTC, MomentForm.TIME, "14:30 UTC"),
        (
            datetime(9999, 12, 31, 23, 59, tzinfo=UTC),
            ZoneInfo("Asia/Tokyo"),
            MomentForm.FULL,
            "Dec 31, 9999 at 23:59 UTC",
        ),
    ],
)
def test_a_moment_is_in_the_readers_zone(at: datetime, zone: tzinfo, form: MomentForm, words: str) -> None:
    assert Reader(now=NOW, zone=zone).moment(Moment(at, form)) == words


@given(st.datetimes(timezones=st.timezones()), st.timezones(), st.sampled_from(MomentForm))
def test_every_moment_has_words(at: datetime, zone: tzinfo, form: MomentForm) -> None:
    assert Reader(now=NOW, zone=zone).moment(Moment(at, form))


def test_a_moment_without_a_zone_is_a_mistake() -> None:
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        Reader(now=naive)
    with pytest.raises(ValueError, match="time zone"):
        READER.moment(Moment(naive))


def test_a_button_is_there_where_a_command_is_known_for_it() -> None:
    told = Message((), (Button("Resolve", "resolve", incident=42), Button("More", "more")))
    typing = Reader(now=NOW, command=lambda button: "/incident resolve INC-42" if button.slug == "resolve" else None)
    assert READER.next_steps(told) == ()
    assert typing.next_steps(told) == (Items((["Resolve: ", Code("/incident resolve INC-42")],)),)
    assert typing.next_steps(Message((), told.buttons[1:])) == ()
