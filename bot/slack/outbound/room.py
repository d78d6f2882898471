"""The room as a desired state: its channel, who is in it, its topic and its bookmarks."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from bot.delivery.destination import NotYetError
from bot.delivery.leased_writes import change
from bot.slack.api.errors import CallRefused, Unknown
from bot.slack.outbound.channel_names import room_name
from bot.slack.outbound.explanations import explain
from bot.slack.outbound.renderer import Bookmark
from bot.slack.outbound.sync_context import CLOCK_DOUBT, PATIENCE, ROOM_LOST, SyncContext
from storage import queries
from storage.tables import Responder

INVITED_AT_ONCE: Final = 100
SUFFIXES: Final = 20


async def open_room(sync: SyncContext) -> None:
    """Make the channel if there is none, under the next free name.

    The name is in the record before the call, so that what an earlier attempt made is found by it. Raises Refused
    where no channel may be made.
    """
    if sync.room.channel_id:
        return
    for _ in range(SUFFIXES):
        channel = await _create(sync) or await _ours(sync)
        if channel:
            known = change(sync.room, channel_id=channel["id"], channel_name=channel["name"], problem="")
            # Before anybody is in it: what they do there at once is about this incident.
            await sync.writes.write(known)
            return
        await sync.writes.write(change(sync.room, creating_name=_next_name(sync)))
    raise CallRefused("conversations.create", "name_taken", {})


async def _create(sync: SyncContext) -> Mapping[str, Any] | None:
    """The new channel, or None where its name is taken."""
    private = sync.incident.visibility == "private"
    try:
        answer = await sync.call("conversations.create", name=sync.room.creating_name, is_private=private)
    except CallRefused as refused:
        if refused.error != "name_taken":
            raise
        return None
    channel: Mapping[str, Any] = answer["channel"]
    return channel


async def _ours(sync: SyncContext) -> Mapping[str, Any] | None:
    """The channel of that name if it came of our own earlier attempt."""
    kind = "private_channel" if sync.incident.visibility == "private" else "public_channel"
    # No room is older than its incident; one that is belongs to an earlier life of the record.
    earliest = (sync.incident.declared_at - CLOCK_DOUBT).timestamp()
    for channel in await sync.pages("users.conversations", "channels", types=kind, exclude_archived=True):
        is_ours = channel.get("creator") == sync.bot_user_id and channel.get("created", 0) >= earliest
        if channel["name"] == sync.room.creating_name and is_ours and not await _is_taken(sync, channel["id"]):
            return channel
    return None


async def _is_taken(sync: SyncContext, channel_id: str) -> bool:
    return await queries.incident_in_room(sync.writes.database, sync.incident.team_id, channel_id) is not None


def _next_name(sync: SyncContext) -> str:
    incident, taken = sync.incident, sync.room.creating_name
    names = [room_name(incident.reference, incident.name, attempt) for attempt in range(SUFFIXES + 1)]
    return names[names.index(taken) + 1] if taken in names[:-1] else names[0]


async def find_again(sync: SyncContext) -> str:
    """After Slack did not let us in: join if that is possible. Returns what is wrong, or nothing if all is well."""
    try:
        channel = (await sync.call("conversations.info", channel=sync.channel))["channel"]
        if channel.get("is_archived"):
            return "is_archived"
        if not channel.get("is_member"):
            await sync.call("conversations.join", channel=sync.channel)
    except CallRefused as refused:
        return refused.error if refused.error in ROOM_LOST else "not_in_channel"
    return ""


async def invite(sync: SyncContext) -> None:
    """Ask in who is to be there and was not asked yet. Who cannot come is marked, and a person is told."""
    wanted = [r for r in sync.incident.responders if r.invitation == "wanted" and r.left_at is None]
    people = [responder for responder in wanted if responder.user_id != sync.bot_user_id]
    for start in range(0, len(people), INVITED_AT_ONCE):
        await _invite(sync, people[start : start + INVITED_AT_ONCE])


async def _invite(sync: SyncContext, people: Sequence[Responder]) -> None:
    users = [responder.user_id for responder in people]
    try:
        answer = await sync.call_in_room("conversations.invite", channel=sync.channel, users=users, force=True)
    except CallRefused as refused:
        answer = refused.response
        if not answer.get("errors") and len(people) > 1:
            # Slack does not say whom it means: ask one by one.
            for responder in people:
                await _invite(sync, [responder])
            return
        if not answer.get("errors"):
            answer = {"errors": [{"user": people[0].user_id, "error": refused.error}]}
    errors = {str(part.get("user")): str(part.get("error")) for part in answer.get("errors") or ()}
    for responder in people:
        error = errors.get(responder.user_id, "")
        if error in ("", "already_in_channel"):
            sync.writes.note(_asked(responder, "done", ""))
        else:
            await _cannot_come(sync, responder, error)


async def _cannot_come(sync: SyncContext, responder: Responder, error: str) -> None:
    key, address = f"failure:invite-{responder.id}", f"person:{responder.user_id}"
    await sync.tell(key, "The invitation of", explain(error), address=address)
    sync.writes.note(_asked(responder, "failed", explain(error)))


def _asked(responder: Responder, invitation: str, problem: str) -> Any:
    statement = change(responder, invitation=invitation, problem=problem)
    # If they came, or were asked for anew, in the meantime, that is what counts.
    return statement.where(Responder.invitation == "wanted")


async def set_topic(sync: SyncContext) -> None:
    """Say in the topic what the incident is now. A topic that Slack refuses is not tried again until it changes."""
    topic = sync.renderer.topic(sync.incident)
    if topic == sync.room.topic:
        return
    try:
        await sync.call_in_room("conversations.setTopic", channel=sync.channel, topic=topic)
    except CallRefused as refused:
        await sync.tell(f"failure:topic-{sync.incident.id}-{refused.error}", "The room's topic", explain(refused.error))
    sync.writes.note(change(sync.room, topic=topic))


async def add_bookmarks(sync: SyncContext) -> None:
    """Bookmark what belongs at the top of the room; a link that changed is changed in its place."""
    for bookmark in sync.renderer.bookmarks(sync.incident):
        known = sync.room.bookmarks.get(bookmark.title, {})
        if known.get("link") == bookmark.link and "since" not in known:
            continue
        try:
            await (_edit(sync, bookmark, known["id"]) if known.get("id") else _add(sync, bookmark, known))
        except CallRefused as refused:
            key = f"failure:bookmark-{sync.incident.id}-{refused.error}"
            await sync.tell(key, f"The bookmark “{bookmark.title}”", explain(refused.error))
            sync.writes.note(_remember(sync, bookmark))


async def _edit(sync: SyncContext, bookmark: Bookmark, bookmark_id: str) -> None:
    arguments = {"channel_id": sync.channel, "bookmark_id": bookmark_id}
    await sync.call_in_room("bookmarks.edit", title=bookmark.title, link=bookmark.link, **arguments)
    sync.writes.note(_remember(sync, bookmark, id=bookmark_id))


async def _add(sync: SyncContext, bookmark: Bookmark, known: Mapping[str, Any]) -> None:
    """Slack would take the same bookmark twice, so an attempt is marked first, and looked for after a bad end."""
    if "since" in known:
        found = await _find(sync, known)
        if found:
            sync.writes.note(_remember(sync, bookmark, id=found["id"]))
            return
    # As for posts, see bot.slack.outbound.exactly_once.
    look_from = sync.now().timestamp() + PATIENCE + sync.pace.grace
    await sync.writes.write(_remember(sync, bookmark, since=look_from))
    try:
        answer = await sync.call_in_room(
            "bookmarks.add", channel_id=sync.channel, title=bookmark.title, type="link", link=bookmark.link
        )
    except Unknown:
        sync.writes.note(_remember(sync, bookmark, since=sync.graces.begin(_key(sync, bookmark.link)).timestamp()))
        raise
    except Exception:
        sync.writes.note(_forget(sync, bookmark))
        raise
    sync.writes.note(_remember(sync, bookmark, id=answer["bookmark"]["id"]))


async def _find(sync: SyncContext, known: Mapping[str, Any]) -> Mapping[str, Any] | None:
    if left := sync.graces.left(_key(sync, known["link"]), datetime.fromtimestamp(float(known["since"]), UTC)):
        raise NotYetError(left)
    listed: list[Mapping[str, Any]] = (await sync.call_in_room("bookmarks.list", channel_id=sync.channel))["bookmarks"]
    return next((one for one in listed if one["link"] == known["link"]), None)


def _key(sync: SyncContext, link: str) -> str:
    return f"bookmark-{sync.incident.id}-{link}"


def _remember(sync: SyncContext, bookmark: Bookmark, **more: Any) -> Any:
    return change(sync.room, bookmarks={**sync.room.bookmarks, bookmark.title: {"link": bookmark.link, **more}})


def _forget(sync: SyncContext, bookmark: Bookmark) -> Any:
    kept = {title: known for title, known in sync.room.bookmarks.items() if title != bookmark.title}
    return change(sync.room, bookmarks=kept)


async def pin(sync: SyncContext, ts: str) -> None:
    """Pin the card, once."""
    if not ts or ts == sync.room.pinned_ts:
        return
    try:
        await sync.call_in_room("pins.add", channel=sync.channel, timestamp=ts)
    except CallRefused as refused:
        if refused.error == "message_not_found":
            # Deleted by hand just now: the next round posts and pins another.
            return
        await sync.tell(f"failure:pin-{sync.incident.id}-{refused.error}", "Pinning the card", explain(refused.error))
    sync.writes.note(change(sync.room, pinned_ts=ts))
