"""Everything that can be typed after `/incident`: operations, questions, mistakes."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.registry import registry
from tests.acceptance.conftest import Declaring
from tests.acceptance.scene import Scene, announcements, newest
from tests.acceptance.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_name_and_a_severity_declare_at_once(shared: Stage) -> None:
    reply = await shared.ana.command("/incident declare sev2 Checkout is down")

    scene = await newest(shared)
    assert f"Declared {scene.reference}" in reply.text
    assert (await scene.channel()).name.endswith("-checkout-is-down")
    assert "SEV2" in (await scene.card()).text
    assert await shared.ana.modal_now() is None
    # On this fast clock it would soon remind, in the midst of other tests.
    await scene.types("resolve Rolled back")


async def test_an_update_is_told_in_the_room_and_below_the_announcement(declaring: Declaring) -> None:
    scene = await declaring()

    reply = await scene.types("update The index is being rebuilt", by="bob")

    assert "Posted the update" in reply.text
    assert "The index is being rebuilt" in await scene.last()
    assert "The index is being rebuilt" in (await scene.card()).text
    twin = await scene.announcement()
    assert "The index is being rebuilt" in twin.text
    assert "The index is being rebuilt" in (await scene.stage.ana.thread(twin))[-1].text


async def test_a_status_is_changed_by_its_name(declaring: Declaring) -> None:
    scene = await declaring()

    reply = await scene.types("status identified")

    assert "Identified" in reply.text
    assert "Identified" in await scene.last()
    assert "Identified" in (await scene.channel()).topic


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("status resolved", "Use /incident resolve: it asks what fixed it.\n[Resolve the incident]"),
        ("status Resolved rolled back", "Use /incident resolve: it asks what fixed it."),
        ("status closed", "Use /incident close, once it is resolved.\n[Resolve the incident]"),
        ("status triage", "it cannot go to In triage."),
    ],
)
async def test_a_status_that_cannot_be_reached_is_refused_with_what_to_do(
    declaring: Declaring, typed: str, said: str
) -> None:
    scene = await declaring()
    before = scene.seen()

    assert said in (await scene.types(typed)).text

    assert await scene.stage.ana.modal_now() is None
    assert scene.seen() == before


async def test_a_severity_is_changed_with_its_reason(declaring: Declaring) -> None:
    scene = await declaring()

    reply = await scene.types("severity sev4 nobody searches at night")

    assert "SEV4" in reply.text
    assert "nobody searches at night" in await scene.last()
    assert "SEV4" in (await scene.card()).text
    assert "SEV4" in (await scene.announcement()).text


async def test_a_new_name_is_on_every_card(declaring: Declaring) -> None:
    scene = await declaring()
    room = (await scene.channel()).name

    await scene.types("rename Search answers nothing")

    assert "Search answers nothing" in (await scene.card()).text
    assert "Search answers nothing" in (await scene.announcement()).text
    assert (await scene.channel()).name == room


async def test_a_summary_is_on_every_card(declaring: Declaring) -> None:
    scene = await declaring()

    assert "summary" in (await scene.types("summary Since the release of noon")).text

    assert "Since the release of noon" in (await scene.card()).text
    assert "Since the release of noon" in (await scene.announcement()).text


async def test_a_role_is_assigned_and_its_holder_is_told_privately(declaring: Declaring) -> None:
    scene = await declaring()

    await scene.types("assign comms @cy")

    assert "@Cy" in await scene.last()
    assert "Communications: @Cy" in (await scene.card()).text
    direct = [one for dm in await scene.stage.cy.dms() for one in dm.messages if scene.reference in one.text]
    assert len(direct) == 1
    assert "Keeps" in direct[0].text or "Tell stakeholders" in direct[0].text
    assert "cy" in (await scene.channel()).members


async def test_the_lead_is_claimed_and_handed_back(declaring: Declaring) -> None:
    scene = await declaring()

    await scene.types("claim", by="bob")
    assert "Incident lead: @Bob" in (await scene.card()).text
    assert f"<@{scene.stage.bob.id}>" in (await scene.channel()).topic

    await scene.types("handback", by="bob")
    assert "@Bob" not in (await scene.card()).text
    assert scene.stage.bob.id not in (await scene.channel()).topic


async def test_another_role_is_claimed_by_its_name(declaring: Declaring) -> None:
    scene = await declaring()

    reply = await scene.types("claim scribe", by="cy")

    assert "Scribe" in reply.text
    assert "Scribe: @Cy" in (await scene.card()).text


async def test_people_are_invited_by_mention(declaring: Declaring) -> None:
    scene = await declaring()

    reply = await scene.types("invite @bob @dee")

    assert "@Bob" in reply.text
    assert {"bob", "dee"} <= set((await scene.channel()).members)


async def test_a_note_is_on_the_timeline_and_nowhere_else(declaring: Declaring) -> None:
    scene = await declaring()
    said = len(await scene.said())

    await scene.types("note Error rate peaked at 34 %")

    assert "Error rate peaked at 34 %" in await scene.timeline()
    assert len(await scene.said()) == said


async def test_a_person_is_asked_to_join_with_the_reason(declaring: Declaring) -> None:
    scene = await declaring()

    await scene.types("escalate @dee You know the index")

    assert "dee" in (await scene.channel()).members
    assert "You know the index" in await scene.last()
    direct = [one for dm in await scene.stage.dee.dms() for one in dm.messages if scene.reference in one.text]
    assert "You know the index" in direct[-1].text


async def test_a_user_group_is_asked_to_join_and_is_notified(declaring: Declaring) -> None:
    scene = await declaring()

    await scene.types("escalate @oncall The index is corrupt")

    assert {"bob", "cy"} <= set((await scene.channel()).members)
    told = next(one for one in reversed(await scene.said()) if "The index is corrupt" in one.text)
    assert {"bob", "cy"} & {who.lstrip("@") for who in told.notified} or "@oncall" in told.notified


async def test_somebody_acknowledges(declaring: Declaring) -> None:
    scene = await declaring()

    await scene.types("ack", by="bob")

    assert "Acknowledged" in (await scene.card()).text
    assert "Acknowledge" not in (await scene.card()).buttons
    assert "bob" in (await scene.channel()).members


async def test_a_reminder_is_snoozed(declaring: Declaring) -> None:
    scene = await declaring()

    reply = await scene.types("snooze 2h the vendor is on it")

    assert "waits until" in reply.text
    assert "the vendor is on it" in await scene.last()


async def test_another_time_among_the_words_is_asked_about_with_all_of_it_kept(declaring: Declaring) -> None:
    scene = await declaring()
    before = scene.seen()

    form = await scene.form("snooze 2h the vendor answers tomorrow")
    assert "There is another time in what you typed, “tomorrow”." in form.text
    assert form.fields["Why can it wait?"] == "the vendor answers tomorrow"
    assert scene.seen() == before

    assert (await form.submit()).modal is None
    await scene.settled()
    assert "the vendor answers tomorrow" in await scene.last()


async def test_an_incident_is_resolved_closed_and_reopened(declaring: Declaring) -> None:
    scene = await declaring()

    await scene.types("resolve Rolled back to 4.2")
    assert "Resolved" in (await scene.card()).text
    assert "Rolled back to 4.2" in (await scene.announcement()).text

    await scene.types("close permanently fixed Retrospective on Thursday")
    assert "Closed" in (await scene.card()).text
    assert "Retrospective on Thursday" in (await scene.card()).text
    assert "ermanently fixed" in await scene.last()

    await scene.types("reopen It is back")
    assert "Closed" not in (await scene.channel()).topic
    assert "It is back" in await scene.last()
    assert "Post update" in (await scene.card()).buttons


async def test_what_was_resolved_can_go_on(declaring: Declaring) -> None:
    scene = await declaring()
    await scene.types("status mitigated")
    await scene.types("resolve Restarted")

    await scene.types("unresolve It is slow again")

    assert "Mitigated" in (await scene.card()).text
    assert "It is slow again" in await scene.last()


async def test_show_answers_the_asker_only(declaring: Declaring) -> None:
    scene = await declaring()
    await scene.types("invite @bob")

    reply = await scene.types("show")

    assert scene.reference in reply.text
    assert reply.messages[0].ephemeral
    assert not [one for one in await scene.stage.bob.messages(scene.room) if one.ephemeral]


async def test_a_reference_shows_the_incident_anywhere(declaring: Declaring) -> None:
    scene = await declaring()

    for text in (scene.reference, scene.reference.lower(), f"show {scene.reference}"):
        assert "Search is slow" in (await scene.stage.bob.command(f"/incident {text}", "random")).text


async def test_the_timeline_is_in_order(declaring: Declaring) -> None:
    scene = await declaring()
    await scene.types("note first of all")
    await scene.types("severity sev4")
    await scene.types("note last of all")

    timeline = await scene.timeline()

    places = [timeline.find(part) for part in ("eclared", "first of all", "SEV4", "last of all")]
    assert places == sorted(places)
    assert -1 not in places


async def test_who_tells_the_roles(declaring: Declaring) -> None:
    scene = await declaring()
    await scene.types("claim", by="bob")

    reply = await scene.types("who")

    assert "Incident lead: @Bob" in reply.text
    assert "Scribe: nobody" in reply.text


async def test_help_names_every_operation(shared: Stage) -> None:
    reply = await shared.ana.command("/incident help")

    words = [kind.words[0] for kind in registry.typed()]
    assert not [word for word in words if word not in reply.text]


async def test_lists_by_filter(declaring: Declaring, shared: Stage) -> None:
    mine = await declaring("sev4 Labels are printed twice")
    other = await declaring("sev3 Labels are not printed", by="bob")
    over = await declaring("sev3 Labels were green")
    await over.types("resolve Painted")
    await over.types("close resolved")

    async def listed(text: str) -> set[str]:
        shown = (await shared.ana.command(f"/incident list {text}", "random")).text
        return {one.reference for one in (mine, other, over) if f"{one.reference} " in shown}

    both = {mine.reference, other.reference}
    assert await listed("labels") == both
    assert await listed("open labels") == both
    assert await listed("all labels") == {*both, over.reference}
    assert await listed("mine labels") == {mine.reference}
    assert await listed("sev4 labels") == {mine.reference}
    assert await listed("sev1 labels") == set()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("resovle it works", "resolve"), ("udpate x", "update"), ("tiemline", "timeline"), ("SEVRITY sev1", "severity")],
)
async def test_a_typo_gets_the_nearest(shared: Stage, typed: str, meant: str) -> None:
    reply = await shared.ana.command(f"/incident {typed}")

    assert f"/incident {meant}" in reply.text


async def test_what_is_like_nothing_gets_help(shared: Stage) -> None:
    reply = await shared.ana.command("/incident xyzzy")

    assert "xyzzy" in reply.text
    assert "Help" in reply.messages[0].buttons
    helped = await shared.ana.press("Help", message=reply.messages[0])
    assert "declare" in helped.text


async def test_alone_outside_a_room_it_opens_the_form(shared: Stage) -> None:
    await shared.ana.command("/incident")

    form = await shared.ana.modal()
    assert form.title == "Declare an incident"
    await form.close()


async def test_alone_in_a_room_it_offers_what_can_be_done(declaring: Declaring) -> None:
    scene = await declaring()

    reply = await scene.types("")

    assert {"Acknowledge", "Claim lead"} <= set(reply.messages[0].buttons)
    offered = {one.label: one.group for one in await scene.stage.ana.options("More…", message=reply.messages[0])}
    assert {"Timeline": "Look up", "Invite people": "People", "Pause a clock": "Clocks"}.items() <= offered.items()
    assert await scene.stage.ana.modal_now() is None


async def test_outside_a_room_it_asks_which_incident_and_the_button_works(declaring: Declaring, shared: Stage) -> None:
    scene = await declaring("sev3 Mail is late")

    reply = await shared.bob.command("/incident resolve The queue is empty", "random")

    offered = [one for one in reply.messages[0].buttons if scene.reference in one]
    assert offered
    await shared.bob.press(offered[0], message=reply.messages[0])
    form = await shared.bob.modal()
    assert form.fields["What fixed it?"] == "The queue is empty"
    assert (await form.submit()).closed
    await shared.settled()
    assert "The queue is empty" in (await scene.card()).text


async def test_outside_a_room_what_needs_no_words_is_done_by_the_button(declaring: Declaring, shared: Stage) -> None:
    scene = await declaring("sev3 Mail is early")

    reply = await shared.bob.command("/incident claim", "random")
    await shared.bob.press(next(one for one in reply.messages[0].buttons if scene.reference in one), "random")
    await shared.settled()

    assert "Incident lead: @Bob" in (await scene.card()).text


async def test_outside_a_room_a_reference_says_which(declaring: Declaring, shared: Stage) -> None:
    scene = await declaring()

    await shared.bob.command(f"/incident update {scene.reference} It is better", "random")
    await shared.settled()

    assert "It is better" in (await scene.card()).text


async def test_outside_a_room_a_text_that_begins_with_a_number_names_no_incident(
    declaring: Declaring, shared: Stage
) -> None:
    scene = await declaring("sev3 Nodes are gone")
    number = scene.reference.partition("-")[2]
    before = (await scene.card()).text

    reply = await shared.bob.command(f"/incident update {number} of 3 nodes is back", "random")
    await shared.settled()

    assert (await scene.card()).text == before
    await shared.bob.press(next(one for one in reply.messages[0].buttons if scene.reference in one), "random")
    form = await shared.bob.modal()
    assert form.fields["Update"] == f"{number} of 3 nodes is back"
    await form.close()


async def test_a_number_alone_names_what_is_asked_about(declaring: Declaring, shared: Stage) -> None:
    scene = await declaring("sev3 Numbers are enough")
    number = scene.reference.partition("-")[2]

    for typed in (number, f"show {number}", f"timeline {number}"):
        assert "Numbers are enough" in (await shared.bob.command(f"/incident {typed}", "random")).text, typed


async def test_outside_a_room_the_answer_names_the_incident_and_a_next_step_that_works_there(
    declaring: Declaring, shared: Stage
) -> None:
    scene = await declaring()
    name = scene.reference

    assert f"{name} · Posted the update." in (await shared.bob.command(f"/incident update {name} Soon", "random")).text
    resolved = await shared.bob.command(f"/incident resolve {name} Restarted", "random")
    assert f"/incident close {name}." in resolved.text
    closed = await shared.bob.command(f"/incident close {name} resolved", "random")
    assert f"{name} · Closed." in closed.text

    await scene.types("reopen It is back")
    assert (await scene.types("resolve Restarted")).text == "Resolved. When nothing is left to do: /incident close."


async def test_a_line_break_or_a_colon_ends_a_word_too(declaring: Declaring, shared: Stage) -> None:
    scene = await declaring()
    name = scene.reference.lower()

    await scene.types("update\nRolling back\nSoon more")
    assert "Rolling back" in await scene.last()
    assert "Soon more" in await scene.last()
    for typed, said in ((f"{name}\nOne", "One"), (f"{name}: Two", "Two"), (f"{name}, Three", "Three")):
        await shared.bob.command(f"/incident update {typed}", "random")
        await shared.settled()
        assert said in await scene.last(), typed
        assert name not in (await scene.last()).lower(), typed


async def test_the_incident_may_be_named_before_the_command(declaring: Declaring, shared: Stage) -> None:
    scene, other = await declaring(), await declaring("sev3 Labels are wrong")
    name = scene.reference

    await shared.bob.command(f"/incident {name} update Rolling back", "random")
    await shared.settled()
    assert "Rolling back" in await scene.last()
    assert "Rolling back" in (await shared.bob.command(f"/incident {name} timeline", "random")).text
    assert "no command “rolling”" in (await shared.bob.command(f"/incident {name} rolling back", "random")).text

    # In a room too it is that incident that is meant, and the next step has to say so.
    resolved = await other.types(f"{name}: resolve Restarted")
    assert f"{name} · Resolved. When nothing is left to do: /incident {name} close." in resolved.text
    assert "Restarted" in await scene.last()
    assert (await other.types(f"{other.reference} update Here")).text.startswith("Posted the update.")


@pytest.mark.parametrize("typed", ["update", "resolve", "rename", "summary", "note", "severity", "status", "invite"])
async def test_without_words_the_form_opens(declaring: Declaring, typed: str) -> None:
    scene = await declaring()

    form = await scene.form(typed)

    assert form.submit_label
    assert scene.reference in form.text
    await form.close()


async def test_words_that_do_not_suffice_fill_the_form(declaring: Declaring) -> None:
    scene = await declaring()

    form = await scene.form("assign comms")
    assert form.fields["Role"] == "Communications"
    await form.close()

    form = await scene.form("snooze 1h")
    assert form.fields["Remind again"] == "in 1h"
    await form.close()


async def test_words_after_a_command_that_takes_none_do_not_stand_in_its_way(declaring: Declaring) -> None:
    scene = await declaring()

    reply = await scene.types("ack I'm looking at it", by="bob")

    assert reply.text == "You are on it, and everybody can see that."
    assert "Acknowledged" in (await scene.card()).text


async def test_what_suffices_is_done_and_what_was_not_understood_is_said(declaring: Declaring) -> None:
    scene = await declaring()

    reply = await scene.types("invite @cy please")
    assert "Invited @Cy." in reply.text
    assert "I did not understand “please”." in reply.text
    assert "cy" in (await scene.channel()).members

    reply = await scene.types("assign lead @cy because *he* <knows>")
    assert "I did not understand “because *he* <knows>”." in reply.text
    assert "Incident lead: @Cy" in (await scene.card()).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("invite bob", "I did not understand “bob”. People are named with an @."),
        ("invite @oncall", "I did not understand “@oncall”. A user group is asked to join by /incident escalate."),
        ("lead @bob", "I did not understand “@bob”. Somebody else is given a role by /incident assign."),
        ("claim scribe @bob", "I did not understand “@bob”. Somebody else is given a role by /incident assign."),
        ("claim coms", "There is no “coms” to choose. Did you mean comms?"),
        ("invite @cy and @oncall", "I did not understand “and @oncall”."),
        ("status fixd", "I did not understand “fixd”."),
    ],
)
async def test_what_was_not_understood_is_said_in_the_form(declaring: Declaring, typed: str, said: str) -> None:
    scene = await declaring()
    card = (await scene.card()).text

    form = await scene.form(typed)

    assert said in form.text
    await form.close()
    await scene.settled()
    assert (await scene.card()).text == card
    assert "bob" not in (await scene.channel()).members


async def test_what_was_not_understood_is_said_outside_of_a_room_too(declaring: Declaring, shared: Stage) -> None:
    await declaring()

    reply = await shared.bob.command("/incident invite bob", "random")

    assert "I did not understand “bob”." in reply.text


async def test_a_long_text_typed_outside_of_a_room_can_be_copied_into_the_form(
    declaring: Declaring, shared: Stage
) -> None:
    await declaring()
    long = "Every checkout in Europe fails. " * 75
    reply = await shared.bob.command(f"/incident update {long}", "random")
    assert "too long to be in the form already" in reply.text
    assert long.strip() in reply.text
    reply = await shared.bob.command("/incident update It is short", "random")
    assert "too long" not in reply.text


@pytest.mark.parametrize("typed", ["close", "reopen why", "unresolve why"])
async def test_what_does_not_fit_the_phase_is_refused_in_words(declaring: Declaring, typed: str) -> None:
    scene = await declaring()
    before = scene.seen()

    reply = await scene.types(typed)

    assert scene.reference in reply.text
    assert reply.messages[0].ephemeral
    assert await scene.stage.ana.modal_now() is None
    assert scene.seen() == before


async def test_who_has_to_name_one_of_several_reads_how(declaring: Declaring) -> None:
    scene = await declaring()
    for typed in ("assign lead @bob", "assign comms @bob", "pause resolve the vendor", "pause update the vendor"):
        await scene.types(typed)
    reply = await scene.types("handback", by="bob")
    assert reply.text == "You hold more than one role. Name one of lead, comms, as in `/incident handback lead`."
    reply = await scene.types("resume", by="bob")
    assert reply.text == "More than one clock is paused. Name one of update, resolve, as in `/incident resume update`."


async def test_what_changes_nothing_is_refused_in_words(declaring: Declaring) -> None:
    scene = await declaring()
    await scene.types("claim")
    before = scene.seen()

    for typed in ("severity sev3", "claim", f"rename {'Search is slow'}", "ack", "handback scribe"):
        reply = await scene.types(typed)
        assert len(reply.text) > 10, typed
        assert scene.seen() == before, typed


async def test_a_question_in_a_room_may_name_another_incident(declaring: Declaring) -> None:
    here, there = await declaring("sev3 This one"), await declaring("sev3 That one")

    reply = await here.types(f"show {there.reference}")
    assert "That one" in reply.text

    await here.types(f"update {there.reference} has the same cause")
    assert f"{there.reference} has the same cause" in (await here.card()).text


async def test_a_name_may_begin_with_a_number(declaring: Declaring, shared: Stage) -> None:
    await declaring()

    await shared.ana.command("/incident declare sev4 1 server is down", "random")

    assert "1 server is down" in (await (await newest(shared)).card()).text


async def test_an_overlong_search_is_answered_in_words(shared: Stage) -> None:
    reply = await shared.ana.command(f"/incident list {'long ' * 60}")

    assert "omething went wrong" not in reply.text
    assert reply.text


async def test_an_unknown_reference_is_refused_in_words(shared: Stage) -> None:
    for typed in ("INC-9999", "update INC-9999 hello", "timeline INC-9999"):
        reply = await shared.ana.command(f"/incident {typed}", "random")
        assert reply.text, typed
        assert reply.messages, typed


async def test_the_announcement_of_a_quiet_severity_is_nowhere(declaring: Declaring) -> None:
    scene = await declaring("sev4 The logo is off by a pixel")

    assert all(scene.reference not in one.text for one in await announcements(scene.stage.ana, "incidents"))


async def test_the_other_people_of_the_room_do_not_see_the_answer(declaring: Declaring) -> None:
    scene: Scene = await declaring()
    await scene.types("invite @bob")

    await scene.types("update Something", by="ana")

    assert not [one for one in await scene.stage.bob.messages(scene.room) if one.ephemeral]


async def test_a_time_is_that_of_the_clock_on_the_wall_of_whoever_types_it(declaring: Declaring) -> None:
    scene = await declaring()
    day = (scene.stage.sitrep.engine.clock.now() + timedelta(days=2)).date()

    # Bob is in New York, and Ana reads it in Berlin.
    reply = await scene.types(f"pause resolve until {day} 9:00 waiting for the vendor", by="bob")
    there = datetime.combine(day, time(9), ZoneInfo("America/New_York")).astimezone(ZoneInfo("Europe/Berlin"))

    assert "at 09:00." in reply.text
    assert f" at {there:%H:%M}" in await scene.last()
    assert "waiting for the vendor" in await scene.last()


async def test_a_time_that_cannot_be_read_is_said_and_nothing_happens(declaring: Declaring) -> None:
    scene = await declaring()
    before = scene.seen()

    for typed in ("due resolve 25:00", "pause resolve until tomorrow they call", "due 2026-02-30 16:00"):
        form = await scene.form(typed)
        assert "I couldn't read a time in" in form.text, typed
        await form.close()
    for typed, words in (("due 2024-01-02 16:00", "passed already"), ("due 9000-01-01 16:00", "more than a year")):
        assert words in (await scene.types(typed)).text

    assert scene.seen() == before


async def test_a_clock_is_paused_for_a_time_in_words_and_otherwise_the_answer_says_that_it_has_no_end(
    declaring: Declaring,
) -> None:
    scene = await declaring()
    before = scene.seen()

    for typed in ("pause 1h30 they call", "pause until EOD they call", "pause -5m waiting", "snooze 16:00 lunch"):
        form = await scene.form(typed)
        assert "I couldn't read a" in form.text, typed
        assert typed.partition(" ")[2] in form.fields.values()
        await form.close()
    assert scene.seen() == before

    assert " at " in (await scene.types("pause for 30 minutes waiting for the vendor")).text
    assert "30 minutes" not in await scene.last()
    await scene.types("resume")

    assert "until somebody resumes it." in (await scene.types("pause 3 vendors are asleep")).text
    assert "until somebody resumes it" in await scene.last()


async def test_a_time_typed_outside_of_a_room_is_in_the_form(declaring: Declaring, shared: Stage) -> None:
    scene = await declaring("sev3 Mail is odd")
    day = (shared.sitrep.engine.clock.now() + timedelta(days=2)).date()

    reply = await shared.bob.command(f"/incident due resolve {day} 16:00 the customer", "random")
    await shared.bob.press(next(one for one in reply.messages[0].buttons if scene.reference in one), "random")

    form = await shared.bob.modal()
    assert form.fields["Due"] == int(datetime.combine(day, time(16), ZoneInfo("America/New_York")).timestamp())
    assert form.fields["Who agreed?"] == "the customer"
    await form.close()
