"""The room as a desired state: its channel, who is in it, its topic and its bookmarks."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.delivery.face import Bookmark
from bot.delivery.ledger import change
from bot.delivery.outcomes import Refused, Unknown
from bot.delivery.trip import ROOM_LOST, NotYetError, Trip
from bot.delivery.words import explain
from bot.incidents.references import room_name
from storage import queries
from storage.tables import Responder

INVITED_AT_ONCE: Final = 100
SUFFIXES: Final = 20


async def open_room(trip: Trip) -> None:
    """Make the channel if there is none, under the next free name.

    The name is in the record before the call, so that what an earlier attempt made is found by it. Raises Refused
    where no channel may be made.
    """
    if trip.room.channel_id:
        return
    for _ in range(SUFFIXES):
        channel = await _create(trip) or await _ours(trip)
        if channel:
            known = change(trip.room, channel_id=channel["id"], channel_name=channel["name"], problem="")
            # Before anybody is in it: what they do there at once is about this incident.
            await trip.ledger.write(known)
            return
        await trip.ledger.write(change(trip.room, creating_name=_next_name(trip)))
    raise Refused("conversations.create", "name_taken", {})


async def _create(trip: Trip) -> Mapping[str, Any] | None:
    """The new channel, or None where its name is taken."""
    private = trip.incident.visibility == "private"
    try:
        answer = await trip.call("conversations.create", name=trip.room.creating_name, is_private=private)
    except Refused as refused:
        if refused.error != "name_taken":
            raise
        return None
    channel: Mapping[str, Any] = answer["channel"]
    return channel


async def _ours(trip: Trip) -> Mapping[str, Any] | None:
    """The channel of that name if it came of our own earlier attempt."""
    kind = "private_channel" if trip.incident.visibility == "private" else "public_channel"
    # No room is older than its incident; one that is belongs to an earlier life of the record.
    earliest = (trip.incident.declared_at - trip.pace.clock_doubt).timestamp()
    for channel in await trip.pages("users.conversations", "channels", types=kind, exclude_archived=True):
        is_ours = channel.get("creator") == trip.bot_user_id and channel.get("created", 0) >= earliest
        if channel["name"] == trip.room.creating_name and is_ours and not await _is_taken(trip, channel["id"]):
            return channel
    return None


async def _is_taken(trip: Trip, channel_id: str) -> bool:
    async with trip.ledger.database.reading() as session:
        return await queries.incident_in_room(session, trip.incident.team_id, channel_id) is not None


def _next_name(trip: Trip) -> str:
    incident, taken = trip.incident, trip.room.creating_name
    names = [room_name(incident.reference, incident.name, attempt) for attempt in range(SUFFIXES + 1)]
    return names[names.index(taken) + 1] if taken in names[:-1] else names[0]


async def find_again(trip: Trip) -> str:
    """After Slack did not let us in: join if that is possible. Returns what is wrong, or nothing if all is well."""
    try:
        channel = (await trip.call("conversations.info", channel=trip.channel))["channel"]
        if channel.get("is_archived"):
            return "is_archived"
        if not channel.get("is_member"):
            await trip.call("conversations.join", channel=trip.channel)
    except Refused as refused:
        return refused.error if refused.error in ROOM_LOST else "not_in_channel"
    return ""


async def invite(trip: Trip) -> None:
    """Ask in who is to be there and was not asked yet. Who cannot come is marked, and a person is told."""
    wanted = [r for r in trip.incident.responders if r.invitation == "wanted" and r.left_at is None]
    people = [responder for responder in wanted if responder.user_id != trip.bot_user_id]
    for start in range(0, len(people), INVITED_AT_ONCE):
        await _invite(trip, people[start : start + INVITED_AT_ONCE])


async def _invite(trip: Trip, people: Sequence[Responder]) -> None:
    users = [responder.user_id for responder in people]
    try:
        answer = await trip.call_in_room("conversations.invite", channel=trip.channel, users=users, force=True)
    except Refused as refused:
        answer = refused.response
        if not answer.get("errors") and len(people) > 1:
            # Slack does not say whom it means: ask one by one.
            for responder in people:
                await _invite(trip, [responder])
            return
        if not answer.get("errors"):
            answer = {"errors": [{"user": people[0].user_id, "error": refused.error}]}
    errors = {str(part.get("user")): str(part.get("error")) for part in answer.get("errors") or ()}
    for responder in people:
        error = errors.get(responder.user_id, "")
        if error in ("", "already_in_channel"):
            trip.ledger.note(_asked(responder, "done", ""))
        else:
            await _cannot_come(trip, responder, error)


async def _cannot_come(trip: Trip, responder: Responder, error: str) -> None:
    await trip.tell(f"failure:invite-{responder.id}", f"The invitation of <@{responder.user_id}>", explain(error))
    trip.ledger.note(_asked(responder, "failed", explain(error)))


def _asked(responder: Responder, invitation: str, problem: str) -> Any:
    statement = change(responder, invitation=invitation, problem=problem)
    # If they came, or were asked for anew, in the meantime, that is what counts.
    return statement.where(Responder.invitation == "wanted")


async def set_topic(trip: Trip) -> None:
    """Say in the topic what the incident is now. A topic that Slack refuses is not tried again until it changes."""
    topic = trip.face.topic(trip.incident)
    if topic == trip.room.topic:
        return
    try:
        await trip.call_in_room("conversations.setTopic", channel=trip.channel, topic=topic)
    except Refused as refused:
        await trip.tell(f"failure:topic-{trip.incident.id}-{refused.error}", "The room's topic", explain(refused.error))
    trip.ledger.note(change(trip.room, topic=topic))


async def add_bookmarks(trip: Trip) -> None:
    """Bookmark what belongs at the top of the room; a link that changed is changed in its place."""
    for bookmark in trip.face.bookmarks(trip.incident):
        known = trip.room.bookmarks.get(bookmark.title, {})
        if known.get("link") == bookmark.link and "since" not in known:
            continue
        try:
            await (_edit(trip, bookmark, known["id"]) if known.get("id") else _add(trip, bookmark, known))
        except Refused as refused:
            key = f"failure:bookmark-{trip.incident.id}-{refused.error}"
            await trip.tell(key, f"The bookmark “{bookmark.title}”", explain(refused.error))
            trip.ledger.note(_remember(trip, bookmark))


async def _edit(trip: Trip, bookmark: Bookmark, bookmark_id: str) -> None:
    arguments = {"channel_id": trip.channel, "bookmark_id": bookmark_id}
    await trip.call_in_room("bookmarks.edit", title=bookmark.title, link=bookmark.link, **arguments)
    trip.ledger.note(_remember(trip, bookmark, id=bookmark_id))


async def _add(trip: Trip, bookmark: Bookmark, known: Mapping[str, Any]) -> None:
    """Slack would take the same bookmark twice, so an attempt is marked first, and looked for after a bad end."""
    if "since" in known:
        found = await _find(trip, known)
        if found:
            trip.ledger.note(_remember(trip, bookmark, id=found["id"]))
            return
    # As for posts, see bot.delivery.posts.
    look_from = trip.now().timestamp() + trip.pace.patience + trip.pace.grace
    await trip.ledger.write(_remember(trip, bookmark, since=look_from))
    try:
        answer = await trip.call_in_room(
            "bookmarks.add", channel_id=trip.channel, title=bookmark.title, type="link", link=bookmark.link
        )
    except Unknown:
        trip.ledger.note(_remember(trip, bookmark, since=trip.after_grace().timestamp()))
        raise
    except Exception:
        trip.ledger.note(_forget(trip, bookmark))
        raise
    trip.ledger.note(_remember(trip, bookmark, id=answer["bookmark"]["id"]))


async def _find(trip: Trip, known: Mapping[str, Any]) -> Mapping[str, Any] | None:
    early = float(known["since"]) - trip.now().timestamp()
    if early > 0:
        raise NotYetError(early)
    listed: list[Mapping[str, Any]] = (await trip.call_in_room("bookmarks.list", channel_id=trip.channel))["bookmarks"]
    return next((one for one in listed if one["link"] == known["link"]), None)


def _remember(trip: Trip, bookmark: Bookmark, **more: Any) -> Any:
    return change(trip.room, bookmarks={**trip.room.bookmarks, bookmark.title: {"link": bookmark.link, **more}})


def _forget(trip: Trip, bookmark: Bookmark) -> Any:
    kept = {title: known for title, known in trip.room.bookmarks.items() if title != bookmark.title}
    return change(trip.room, bookmarks=kept)


async def pin(trip: Trip, ts: str) -> None:
    """Pin the card, once."""
    if not ts or ts == trip.room.pinned_ts:
        return
    try:
        await trip.call_in_room("pins.add", channel=trip.channel, timestamp=ts)
    except Refused as refused:
        if refused.error == "message_not_found":
            # Deleted by hand just now: the next round posts and pins another.
            return
        await trip.tell(f"failure:pin-{trip.incident.id}-{refused.error}", "Pinning the card", explain(refused.error))
    trip.ledger.note(change(trip.room, pinned_ts=ts))
