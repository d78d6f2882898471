"""Everything that is done by modal, shortcut and button."""

import pytest

from bot.core.operation import Offered, Operation
from bot.core.registry import registry
from bot.process.process import Process
from playground import Modal
from tests.acceptance.conftest import Declaring
from tests.acceptance.scene import Scene, declared, newest
from tests.acceptance.stage import Stage, staged

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def submitted(scene: Scene, form: Modal, values: dict[str, object] | None = None) -> None:
    outcome = await form.submit(values)
    assert outcome.closed, outcome.errors or (outcome.modal and outcome.modal.text)
    await scene.settled()


async def pressed(scene: Scene, label: str, by: str = "ana") -> Modal:
    """The form that a button of the card opens."""
    person = scene.stage.slack.person(by)
    reply = await person.press(label, message=await scene.card())
    assert not reply.text, reply.text
    return await person.modal()


async def test_the_form_declares_with_all_that_was_entered(shared: Stage) -> None:
    await shared.ana.command("/incident")
    form = await shared.ana.modal()
    assert form.fields["Severity"].endswith("SEV3")

    outcome = await form.submit(
        {
            "Name": "Payments fail",
            "Severity": "SEV2",
            "Summary": "Cards are declined",
            "Responders": ["cy"],
            "Lead": "bob",
        }
    )

    assert outcome.closed
    scene = await newest(shared)
    card = (await scene.card()).text
    for words in ("Payments fail", "SEV2", "Cards are declined", "Incident lead: @Bob"):
        assert words in card
    assert {"ana", "bob", "cy"} <= set((await scene.channel()).members)
    assert any(scene.reference in one.text for dm in await shared.ana.dms() for one in dm.messages)


async def test_the_global_shortcut_opens_the_same_form(shared: Stage) -> None:
    await shared.bob.shortcut("Declare an incident")

    form = await shared.bob.modal()
    assert form.title == "Declare an incident"
    await form.submit({"Name": "By shortcut", "Severity": "SEV4"})
    assert "By shortcut" in (await (await newest(shared)).card("bob")).text


async def test_an_incident_is_declared_from_a_message(shared: Stage) -> None:
    message = await shared.cy.say("Nobody can log in\nsince the certificate expired", "random")

    await shared.ana.message_shortcut("Declare from message", message)
    form = await shared.ana.modal()
    assert form.fields["Name"] == "Nobody can log in"
    assert "since the certificate expired" in form.fields["Summary"]
    await form.submit({"Severity": "SEV3"})

    scene = await newest(shared)
    bookmarks = (await scene.channel()).bookmarks
    assert any(message.ts.replace(".", "") in one["link"] for one in bookmarks)


@pytest.mark.parametrize(("field", "chosen"), [("Status", "Identified"), ("Next update", "30m")])
async def test_an_update_of_what_was_resolved_meanwhile_drops_no_choice(
    declaring: Declaring, field: str, chosen: str
) -> None:
    scene = await declaring("sev3 Mail is slow")
    stale = await scene.form("update", by="cy")
    await scene.types("resolve Rolled back", by="bob")

    outcome = await stale.submit({"Update": "We found it", field: chosen})
    assert outcome.errors == {
        field: f"{scene.reference} is resolved by now. Put this back as it was to go on without it."
    }
    assert "We found it" not in await scene.last()
    await stale.close()


async def test_an_update_after_the_end_is_asked_for_no_next_one(declaring: Declaring) -> None:
    scene = await declaring("sev3 Mail is slow")
    await scene.types("resolve Rolled back", by="bob")
    form = await scene.form("update", by="cy")
    assert {"Status", "Next update"}.isdisjoint(form.fields)
    await form.submit({"Update": "It holds"})
    await scene.settled()
    assert "It holds" in await scene.last()


async def test_of_a_long_line_that_an_incident_is_declared_from_nothing_is_lost(shared: Stage) -> None:
    said = "Nobody can log in since the certificate expired. " * 8
    message = await shared.cy.say(said, "random")

    await shared.ana.message_shortcut("Declare from message", message)
    form = await shared.ana.modal()
    assert form.fields["Name"] == said[:140]
    assert form.fields["Summary"] == said.strip()
    await form.close()


async def test_a_double_click_declares_once(shared: Stage) -> None:
    await shared.ana.command("/incident")
    form = await shared.ana.modal()

    await form.submit_twice({"Name": "Clicked twice", "Severity": "SEV3"})
    await shared.settled()

    found = [one for one in shared.slack.workspace.channels.values() if "clicked-twice" in one.name]
    assert len(found) == 1


async def test_a_private_incident_is_declared_by_its_box(shared: Stage) -> None:
    await shared.ana.command("/incident")
    await (await shared.ana.modal()).submit({"Name": "A key leaked", "Severity": "SEV2", "Private": ["Yes"]})

    assert (await (await newest(shared)).channel()).private


async def test_an_update_by_the_button_changes_all_it_offers(declaring: Declaring) -> None:
    scene = await declaring()

    form = await pressed(scene, "Post update", by="bob")
    assert scene.reference in form.text
    await submitted(
        scene,
        form,
        {"Update": "Half of it is back", "Status": "Mitigated", "Severity": "SEV4", "Next update": "in 30m"},
    )

    card = (await scene.card()).text
    for words in ("Half of it is back", "Mitigated", "SEV4", "Next update"):
        assert words in card
    assert "Half of it is back" in await scene.last()


async def test_severity_by_the_button(declaring: Declaring) -> None:
    scene = await declaring()

    form = await pressed(scene, "Severity")
    assert form.fields["Severity"].endswith("SEV3")
    await submitted(scene, form, {"Severity": "SEV2", "Why?": "More people complain"})

    assert "SEV2" in (await scene.card()).text
    assert "More people complain" in await scene.last()


async def test_the_lead_is_claimed_by_the_button_at_once(declaring: Declaring) -> None:
    scene = await declaring()

    await scene.stage.bob.press("Claim lead", message=await scene.card())
    await scene.settled()

    card = await scene.card()
    assert "Incident lead: @Bob" in card.text
    assert "Claim lead" not in card.buttons
    assert "Assign role" in card.buttons


async def test_a_role_is_assigned_by_the_button(declaring: Declaring) -> None:
    scene = await declaring()
    await scene.types("claim", by="bob")

    form = await pressed(scene, "Assign role")
    await submitted(scene, form, {"Role": "Scribe", "Who?": "cy"})

    assert "Scribe: @Cy" in (await scene.card()).text


async def test_the_lead_is_handed_on(declaring: Declaring) -> None:
    scene = await declaring()
    await scene.types("claim", by="bob")

    await submitted(scene, await scene.form("assign"), {"Role": "Incident lead", "Who?": "cy"})

    card = (await scene.card()).text
    assert "Incident lead: @Cy" in card
    assert "@Bob" not in card


async def test_a_person_is_asked_to_join_by_the_button(declaring: Declaring) -> None:
    scene = await declaring()

    form = await pressed(scene, "Escalate")
    await submitted(scene, form, {"Person": "dee", "Why are they needed?": "You wrote it"})

    assert "dee" in (await scene.channel()).members
    assert "You wrote it" in await scene.last()


async def test_a_group_is_asked_to_join_by_the_form(declaring: Declaring) -> None:
    scene = await declaring()

    form = await scene.form("escalate")
    await submitted(scene, form, {"User group": "@oncall", "Why are they needed?": "All hands"})

    assert {"bob", "cy"} <= set((await scene.channel()).members)


async def test_it_is_acknowledged_by_the_button(declaring: Declaring) -> None:
    scene = await declaring()

    await scene.stage.cy.press("Acknowledge", message=await scene.card())
    await scene.settled()

    assert "Acknowledged" in (await scene.card()).text
    assert "@Cy" in await scene.last()


async def test_it_is_resolved_closed_and_reopened_by_buttons(declaring: Declaring) -> None:
    scene = await declaring()

    await submitted(scene, await pressed(scene, "Resolve"), {"What fixed it?": "A restart"})
    assert "A restart" in (await scene.card()).text
    assert "Resolve" not in (await scene.card()).buttons

    await submitted(scene, await pressed(scene, "Close"), {"Reason": "Other reason", "Comment": "Duplicate"})
    assert "Duplicate" in (await scene.card()).text

    await submitted(scene, await pressed(scene, "Reopen"), {"Why?": "Not a duplicate"})
    assert "Not a duplicate" in await scene.last()
    assert "Post update" in (await scene.card()).buttons


async def test_what_was_resolved_goes_on_by_the_button(declaring: Declaring) -> None:
    scene = await declaring()
    await scene.types("resolve It went away")

    await submitted(scene, await pressed(scene, "Not resolved"), {"What happened?": "It came back"})

    assert "It came back" in await scene.last()
    assert "Resolved" not in (await scene.channel()).topic


@pytest.mark.parametrize(
    ("typed", "values", "expected"),
    [
        ("status", {"Status": "Investigating"}, "Investigating"),
        ("rename", {"Name": "Search is down"}, "Search is down"),
        ("summary", {"Summary": "All regions"}, "All regions"),
    ],
)
async def test_other_forms_change_the_card(
    declaring: Declaring, typed: str, values: dict[str, object], expected: str
) -> None:
    scene = await declaring()

    await submitted(scene, await scene.form(typed), values)

    assert expected in (await scene.card()).text


async def test_a_note_by_its_form(declaring: Declaring) -> None:
    scene = await declaring()

    await submitted(scene, await scene.form("note"), {"Note": "The disk was full"})

    assert "The disk was full" in await scene.timeline()


async def test_people_are_invited_by_the_form(declaring: Declaring) -> None:
    scene = await declaring()

    await submitted(scene, await scene.form("invite"), {"Who?": ["bob", "dee"]})

    assert {"bob", "dee"} <= set((await scene.channel()).members)


async def test_a_reminder_is_snoozed_by_the_form(declaring: Declaring) -> None:
    scene = await declaring()

    form = await scene.form("snooze")
    await submitted(scene, form, {"Remind again": "in 2h", "Why can it wait?": "Waiting for the vendor"})

    assert "Waiting for the vendor" in await scene.last()


async def test_roles_are_handed_back_and_claimed_from_the_tray(declaring: Declaring) -> None:
    scene = await declaring()

    reply = await scene.types("")
    await scene.stage.ana.press("Claim lead", message=reply.messages[0])
    await scene.settled()

    assert "Incident lead: @Ana" in (await scene.card()).text


@pytest.mark.parametrize("label", ["Timeline", "Roles", "Show", "Help"])
async def test_the_tray_answers_questions_to_the_asker(declaring: Declaring, label: str) -> None:
    scene = await declaring()
    tray = (await scene.types("", by="bob")).messages[0]

    answer = await scene.stage.bob.choose("More…", label, message=tray)

    assert len(answer.messages) == 1
    assert answer.messages[0].ephemeral
    assert len(answer.text) > 20


async def test_every_operation_of_the_tray_opens_its_form(declaring: Declaring) -> None:
    scene = await declaring()
    tray, ana = (await scene.types("")).messages[0], scene.stage.ana
    offered_kinds: list[Offered] = [*registry.queries(), *registry.operations()]
    asking = {kind.title for kind in offered_kinds if not _has_form(kind)}
    offered = [one.label for one in await ana.options("More…", message=tray) if one.label not in asking]
    assert len(offered) > 10

    for label in offered:
        await ana.choose("More…", label, message=tray)
        form = await ana.modal()
        assert scene.reference in form.text, label
        await form.close()


def _has_form(kind: Offered) -> bool:
    return issubclass(kind, Operation) and not kind.at_once


async def test_an_error_is_shown_on_its_field_and_nothing_changes(declaring: Declaring) -> None:
    scene = await declaring()
    before = scene.seen()

    form = await scene.form("severity")
    assert set((await form.submit({"Why?": "none"})).errors) == {"Severity"}
    await form.close()

    form = await scene.form("due")
    assert set((await form.submit({"Due": 1_700_000_000})).errors) == {"Due"}
    await form.close()

    form = await scene.form("rename")
    assert set((await form.submit({"Name": "Search is slow"})).errors) == {"Name"}
    await form.close()

    await scene.settled()
    assert scene.seen() == before


async def test_blanks_are_not_a_name(shared: Stage) -> None:
    await shared.ana.command("/incident")
    form = await shared.ana.modal()
    rooms = len(shared.slack.workspace.channels)

    outcome = await form.submit({"Name": "   ", "Severity": "SEV3"})

    assert set(outcome.errors) == {"Name"}
    await form.close()
    await shared.settled()
    assert len(shared.slack.workspace.channels) == rooms


async def test_a_form_that_comes_too_late_says_so(declaring: Declaring) -> None:
    scene = await declaring()
    form = await scene.form("resolve")
    await scene.types("resolve Somebody was faster", by="bob")

    outcome = await form.submit({"What fixed it?": "Me"})

    assert outcome.errors
    assert scene.reference in " ".join(outcome.errors.values())
    await form.close()
    assert "Somebody was faster" in (await scene.card()).text


async def test_a_button_of_yesterday_says_that_it_does_not_fit_any_more(declaring: Declaring) -> None:
    scene = await declaring()
    old = (await scene.types("show", by="bob")).messages[0]
    await scene.types("resolve Done")

    for label in ("Post update", "Severity", "Resolve", "Acknowledge"):
        reply = await scene.stage.bob.press(label, message=old)
        form = await scene.stage.bob.modal_now()
        if form:
            await form.close()
        fits = label in ("Post update", "Severity")
        assert bool(form) is fits, label
        assert fits or scene.reference in reply.text, label


async def test_a_form_that_two_opened_is_carried_out_for_both(declaring: Declaring) -> None:
    scene = await declaring()
    mine, theirs = await scene.form("update"), await scene.form("update", by="bob")

    await mine.submit({"Update": "From Ana"})
    await theirs.submit({"Update": "From Bob"})
    await scene.settled()

    said = "\n".join(one.text for one in await scene.said())
    assert said.count("From Ana") == 1
    assert said.count("From Bob") == 1


async def test_an_old_form_takes_back_nothing_that_others_changed(declaring: Declaring) -> None:
    scene = await declaring()
    form = await pressed(scene, "Post update")
    await scene.types("severity sev1", by="bob")
    await scene.types("status identified", by="bob")

    await submitted(scene, form, {"Update": "Still looking"})

    card = (await scene.card()).text
    assert "SEV1" in card
    assert "Identified" in card


async def test_what_was_typed_outside_a_room_is_in_the_form_of_the_chosen_incident(declaring: Declaring) -> None:
    scene = await declaring()
    people = scene.stage.ana
    reply = await people.command("/incident resolve Rolled back <!here> & done", "random")
    chosen = next(label for label in reply.messages[-1].buttons if scene.reference in label)
    await people.press(chosen, message=reply.messages[-1])
    form = await people.modal()
    assert form.fields["What fixed it?"] == "Rolled back <!here> & done"


async def test_where_there_is_no_other_status_it_is_said_in_words(sqlite_url: str) -> None:
    phases = ("active", "post_incident", "closed")
    process = Process.model_validate({"milestones": [{"slug": one, "name": one, "phase": one} for one in phases]})
    async with staged(sqlite_url, process) as stage:
        scene = await declared(stage)
        old = (await scene.types("")).messages[0]
        await scene.types("resolve Done")

        typed = await scene.types("status")
        pressed = await stage.ana.choose("More…", "Change the status", message=old)

        assert typed.text == pressed.text == "There is no other status to choose."
        now = await stage.ana.options("More…", message=(await scene.types("")).messages[0])
        assert "Change the status" not in {one.label for one in now}


async def test_people_are_called_by_name_where_slack_shows_no_mention(declaring: Declaring) -> None:
    scene = await declaring()
    await scene.types("claim", by="cy")

    form = await scene.form("assign")
    outcome = await form.submit({"Role": "Incident lead", "Who?": "cy"})
    await form.close()

    assert outcome.errors == {"Who?": "@cy holds the role Incident lead already."}
    assert (await scene.types("assign lead @cy")).text == "@Cy holds the role Incident lead already."
