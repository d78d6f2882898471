"""Whether everything arrived: what is in the rooms against what was published, and the outbox against all of Slack."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select

from benchmarks.bench import Show
from benchmarks.incidents import PublicIncident
from bot.delivery.outbox import undelivered
from bot.slack.outbound.refused import SlackParts
from playground import Person, Seen
from storage.tables import Post


@dataclass
class Arrivals:
    """What is there. `problems` tells, room by room, what is missing, double, or not in its order."""

    incidents: int = 0
    updates: int = 0
    reminders: int = 0
    outbox: Counter[str] = field(default_factory=Counter)
    undelivered: int = 0
    problems: list[str] = field(default_factory=list)


async def look(show: Show, person: Person, incidents: Sequence[PublicIncident], rooms: Mapping[int, str]) -> Arrivals:
    """Read every room as `person` sees it. `rooms` has the channel of each incident."""
    found = Arrivals()
    for place, incident in enumerate(incidents):
        if place not in rooms:
            found.problems.append(f"no room for {incident.title!r}")
            continue
        messages = [m for m in await person.messages(rooms[place]) if m.by_app and m.metadata]
        wrong = list(_wrong(incident, messages))
        found.problems += [f"{incident.title!r}: {problem}" for problem in wrong]
        found.incidents += not wrong
        found.updates += len(_common(incident, messages))
        found.reminders += sum("due" in m.fallback and not quoted(m) and not _is_card(m) for m in messages)
    await compare_with_outbox(show, found)
    return found


def published(incident: PublicIncident) -> list[str]:
    """Every text that its room should show, in order: the last update is also what resolved it."""
    texts = [update.message.strip() for update in incident.updates]
    return [*texts, texts[-1]]


def quoted(message: Seen) -> str:
    """What somebody wrote, as opposed to the words of Sitrep around it."""
    quotes = (
        part
        for block in message.blocks
        if block["type"] == "rich_text"
        for part in block["elements"]
        if part["type"] == "rich_text_quote"
    )
    return "".join(str(one.get("text") or one.get("url")) for quote in quotes for one in quote["elements"])


def _wrong(incident: PublicIncident, messages: Sequence[Seen]) -> Iterable[str]:
    cards = [message for message in messages if _is_card(message)]
    if len(cards) != 1:
        yield f"{len(cards)} cards"
    for card in cards:
        if incident.name not in card.text or not card.pinned or "Closed" not in card.text:
            yield f"its card says {card.text!r}"
    texts = _texts(messages)
    if texts != published(incident):
        yield f"its room says {texts}"


def _texts(messages: Iterable[Seen]) -> list[str]:
    return [text for message in messages if not _is_card(message) and (text := quoted(message))]


def _common(incident: PublicIncident, messages: Sequence[Seen]) -> list[str]:
    """The updates that are there, in their places."""
    pairs = zip(published(incident)[:-1], _texts(messages), strict=False)
    return [expected for expected, text in pairs if expected == text]


def _is_card(message: Seen) -> bool:
    return _id(message.metadata).startswith("card-")


def _id(metadata: Mapping[str, object] | None) -> str:
    payload = (metadata or {}).get("event_payload")
    return str(payload.get("id", "")) if isinstance(payload, Mapping) else ""


async def compare_with_outbox(show: Show, found: Arrivals) -> None:
    """Whether Slack has what is delivered, once, and nothing else; what is wrong goes into `found`."""
    database = show.sitrep.database
    async with database.reading() as session:
        states = await session.execute(select(Post.state, func.count()).group_by(Post.state))
        found.outbox = Counter({state: int(number) for state, number in states})
        delivered = {f"post-{one}" for one in await session.scalars(select(Post.id).where(Post.state == "delivered"))}
    found.undelivered = len(await undelivered(database, show.sitrep.identity.team_id, [SlackParts()]))
    channels = show.slack.workspace.channels.values()
    seen = Counter(_id(m.metadata) for channel in channels for m in channel.messages.values() if m.metadata)
    found.problems += [f"{one} is in Slack {number} times" for one, number in seen.items() if number > 1]
    found.problems += [f"{one} is delivered but not in Slack" for one in delivered - seen.keys()]
    found.problems += [f"{one} is in Slack but not delivered" for one in seen.keys() - delivered if one[:4] == "post"]
