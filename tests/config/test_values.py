"""Durations, channels and rules read back as they were written, and nothing else is read."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from bot.process.values import (
    ChannelName,
    OptionalChannel,
    OptionalDuration,
    Phase,
    Rule,
    RuleKind,
    format_duration,
    is_channel_id,
    parse_duration,
)

INTERVAL: TypeAdapter[timedelta | None] = TypeAdapter(OptionalDuration)
CHANNEL: TypeAdapter[str] = TypeAdapter(ChannelName)


@given(st.integers(min_value=1, max_value=365 * 24 * 60))
def test_a_duration_reads_back(minutes: int) -> None:
    assert parse_duration(format_duration(timedelta(minutes=minutes))) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("15m", 15),
        ("15 min", 15),
        ("2h", 120),
        ("1h 30m", 90),
        ("1h30m", 90),
        (" 1D 12H ", 2160),
        ("90m", 90),
        (45, 45),
    ],
)
def test_durations(text: str | int, minutes: int) -> None:
    assert INTERVAL.validate_python(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["never", "Never ", None])
def test_nothing_is_due(text: str | None) -> None:
    assert INTERVAL.validate_python(text) is None


@pytest.mark.parametrize(
    "text", ["", " ", "soon", "15", "m", "-5m", "0m", 0, -3, True, 1.5, "30m 1h", "1.5h", "400d", "9" * 5000 + "m"]
)
def test_what_is_no_duration(text: object) -> None:
    with pytest.raises(ValidationError):
        INTERVAL.validate_python(text)


@given(st.text(max_size=30))
def test_any_text_is_a_duration_or_a_value_error(text: str) -> None:
    try:
        duration = parse_duration(text)
    except ValueError:
        return
    assert timedelta() < duration <= timedelta(days=365)


@pytest.mark.parametrize(
    ("text", "channel"), [("#incidents", "incidents"), ("störungen", "störungen"), ("C0123ABC", "C0123ABC")]
)
def test_channels(text: str, channel: str) -> None:
    assert CHANNEL.validate_python(text) == channel
    assert is_channel_id(channel) == channel.isupper()


@pytest.mark.parametrize("text", ["", "#", "#a b", "Incidents", "<!channel>", "a" * 81])
def test_what_is_no_channel(text: str) -> None:
    with pytest.raises(ValidationError):
        CHANNEL.validate_python(text)


def test_no_channel_is_the_empty_text() -> None:
    assert TypeAdapter[str | None](OptionalChannel).validate_python("") is None


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("everyone", RuleKind.EVERYONE, None),
        ("room", RuleKind.ROOM, None),
        ("creator", RuleKind.CREATOR, None),
        ("role:*", RuleKind.ROLE, "*"),
        ("role:lead", RuleKind.ROLE, "lead"),
        ("group:S0123", RuleKind.GROUP, "S0123"),
        ("person:W0123", RuleKind.PERSON, "W0123"),
    ],
)
def test_rules(text: str, kind: RuleKind, value: str | None) -> None:
    rule = Rule.parse(text)
    assert (rule.kind, rule.value, str(rule)) == (kind, value, text)
    assert rule.model_dump_json() == f'"{text}"'


@pytest.mark.parametrize(
    "text", ["", "all", "everyone:x", "everyone:", "role", "role:", "role:Lead", "group:U1", "person:S1", "person:@ann"]
)
def test_what_is_no_rule(text: str) -> None:
    with pytest.raises(ValidationError, match="is not a rule"):
        Rule.parse(text)


def test_each_phase_is_live_or_over_or_between() -> None:
    assert [phase for phase in Phase if not phase.is_live and not phase.is_over] == [Phase.PAUSED, Phase.POST_INCIDENT]
    assert not [phase for phase in Phase if phase.is_live and phase.is_over]
