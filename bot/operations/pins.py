"""Pins: messages on the timeline, put there by a reaction or a shortcut, once, and taken back."""

from datetime import UTC, datetime

from bot.core.event import Event
from bot.core.fields import Hidden, HiddenId, HiddenTime
from bot.core.operation import ANY_PHASE, Context, Operation, Theme
from bot.core.scene import Scene
from bot.core.text import Line, Link, Person, because
from bot.process.principals import is_person
from storage.tables import Incident, TimelinePin


class MessagePinned(Event):
    """A message stands on the timeline, at the time it was written."""

    kind = "message_pinned"
    route = ()

    channel: str
    message_ts: str
    author: str = ""
    text: str = ""
    permalink: str = ""

    def line(self, scene: Scene) -> Line:
        author: Line = [Person(self.author)] if is_person(self.author) else ["somebody"]
        words: Line = [Link(self.permalink, "a message")] if self.permalink.startswith("https://") else ["a message"]
        return ["pinned ", *words, " of ", *author, *because(self.text)]

    def reply(self, scene: Scene) -> Line:
        return ["Added to the timeline."]


class MessageUnpinned(Event):
    """Nobody wants a message on the timeline any more."""

    kind = "message_unpinned"
    route = ()

    channel: str
    message_ts: str

    def line(self, scene: Scene) -> Line:
        return ["took a message off the timeline"]

    def reply(self, scene: Scene) -> Line:
        return ["Taken off the timeline."]


class PinMessage(Operation):
    """Put a message on the timeline, at the time it was written. `said_at` is when the person pinned it (UTC)."""

    slug = "pin"
    needs = (TimelinePin,)
    title = "Add to the timeline"
    submit = "Add"
    theme = Theme.DESCRIBE
    order = 40
    phases = ANY_PHASE

    channel: HiddenId
    message_ts: HiddenId
    said_at: HiddenTime
    author: HiddenId = ""
    text: Hidden = ""
    permalink: Hidden = ""

    def apply(self, incident: Incident, context: Context) -> None:
        was_pinned = is_pinned(incident, self.channel, self.message_ts)
        if not _note(incident, context, self.channel, self.message_ts, self.said_at, present=True) or was_pinned:
            return
        event = MessagePinned(
            channel=self.channel,
            message_ts=self.message_ts,
            author=self.author,
            text=self.text,
            permalink=self.permalink,
        )
        context.record(event, occurred_at=datetime.fromtimestamp(float(self.message_ts), UTC))


class UnpinMessage(Operation):
    """Take a message off the timeline, once nobody wants it there any more."""

    slug = "unpin"
    needs = (TimelinePin,)
    theme = Theme.DESCRIBE
    phases = ANY_PHASE

    channel: HiddenId
    message_ts: HiddenId
    said_at: HiddenTime

    def apply(self, incident: Incident, context: Context) -> None:
        was_pinned = is_pinned(incident, self.channel, self.message_ts)
        _note(incident, context, self.channel, self.message_ts, self.said_at, present=False)
        if was_pinned and not is_pinned(incident, self.channel, self.message_ts):
            context.record(MessageUnpinned(channel=self.channel, message_ts=self.message_ts))


def is_pinned(incident: Incident, channel: str, message_ts: str) -> bool:
    """Whether anybody wants this message on the timeline."""
    return any(pin.present for pin in incident.pins if (pin.channel_id, pin.message_ts) == (channel, message_ts))


def _note(  # noqa: PLR0913 (a pin is where, what, who and when)
    incident: Incident, context: Context, channel: str, message_ts: str, said_at: datetime, *, present: bool
) -> bool:
    """Keep the newest word of this person on this message; Slack delivers in no order. False for an older one."""
    mine = (channel, message_ts, context.actor)
    pin = next((pin for pin in incident.pins if (pin.channel_id, pin.message_ts, pin.user_id) == mine), None)
    if pin is None:
        pin = TimelinePin(
            channel_id=channel,
            message_ts=message_ts,
            user_id=context.actor or "",
            present=present,
            changed_at=said_at,
        )
        incident.pins.append(pin)
        return True
    if said_at <= pin.changed_at:
        return False
    pin.present, pin.changed_at = present, said_at
    return True
