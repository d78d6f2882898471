"""What people type after a subcommand."""

from datetime import timedelta
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from bot.core.command_parser import Understood, read_typed
from bot.core.fields import Where, form_fields
from bot.core.operation import Offered
from bot.core.refusal import Refusal
from bot.core.registry import registry
from bot.operations.acknowledge import Acknowledge
from bot.operations.clocks import AgreeDue, PauseClock, ResumeClock, ShowClocks
from bot.operations.declare import Declare
from bot.operations.escalate import Escalate
from bot.operations.help import ShowHelp
from bot.operations.invite import Invite
from bot.operations.lifecycle import Close, Reopen, Resolve, Unresolve
from bot.operations.lists import ListIncidents
from bot.operations.note import AddNote
from bot.operations.rename import Rename
from bot.operations.roles import AssignRole, ClaimRole, HandBackRole, ShowRoles
from bot.operations.severity import ChangeSeverity
from bot.operations.show import ShowIncident
from bot.operations.snooze import SnoozeReminder
from bot.operations.status import ChangeStatus
from bot.operations.summary import ChangeSummary
from bot.operations.timeline import ShowTimeline
from bot.operations.update import PostUpdate
from bot.process.process import Milestone, Process, Severity
from bot.process.values import Phase, format_duration
from bot.slack.inbound.typed_text import mentioned

PROCESS = Process()
ACTIVE = Where(PROCESS, Phase.ACTIVE, mentioned=mentioned)
RESOLVED = Where(PROCESS, Phase.POST_INCIDENT)


EXAMPLES: list[tuple[Offered, str, dict[str, Any]]] = [
    (Declare, "", {}),
    (Declare, "checkout is down", {"name": "checkout is down"}),
    (Declare, "sev1 checkout is down", {"severity": "sev1", "name": "checkout is down"}),
    (Declare, "SEV1 checkout is down", {"severity": "sev1", "name": "checkout is down"}),
    (Declare, "  sev2   Über 結帳 🔥 ", {"severity": "sev2", "name": "Über 結帳 🔥"}),
    (Declare, "sev1ish trouble", {"name": "sev1ish trouble"}),
    (Declare, "sev1", {"severity": "sev1"}),
    (Declare, "sev1 sev2 is not a name", {"severity": "sev1", "name": "sev2 is not a name"}),
    (Declare, "<!channel> is *down*", {"name": "<!channel> is *down*"}),
    (PostUpdate, "still looking", {"body": "still looking"}),
    (PostUpdate, "sev1 is wrong, we think", {"body": "sev1 is wrong, we think"}),
    (PostUpdate, "line one\nline two", {"body": "line one\nline two"}),
    (ChangeStatus, "identified", {"status": "identified"}),
    (ChangeStatus, "Monitoring", {"status": "monitoring"}),
    (ChangeStatus, "identified it is the cache", {"status": "identified", "": "it is the cache"}),
    (ChangeStatus, "fixd", {"": "fixd"}),
    (ChangeStatus, "resolved", {"status": "resolved"}),
    (ChangeSeverity, "sev1", {"severity": "sev1"}),
    (ChangeSeverity, "SEV3 it is only Monday", {"severity": "sev3", "reason": "it is only Monday"}),
    (ChangeSeverity, "sev3\nit is only Monday", {"severity": "sev3", "reason": "it is only Monday"}),
    (ChangeSeverity, "it is bad", {"reason": "it is bad"}),
    (AssignRole, "lead <@U1|ana>", {"role": "lead", "person": "U1"}),
    (AssignRole, "<@U1|ana> lead", {"role": "lead", "person": "U1"}),
    (AssignRole, "<@W1> Incident lead", {"role": "lead", "person": "W1"}),
    (AssignRole, "communications <@U1>", {"role": "comms", "person": "U1"}),
    (AssignRole, "<@U1|ana>", {"person": "U1"}),
    (AssignRole, "boss <@U1>", {"": "boss <@U1>"}),
    (AssignRole, "lead @ana", {"role": "lead", "": "@ana"}),
    (ClaimRole, "", {}),
    (ClaimRole, "scribe", {"role": "scribe"}),
    (ClaimRole, "everything", {"": "everything"}),
    (HandBackRole, "comms", {"role": "comms"}),
    (HandBackRole, "", {}),
    (Invite, "<@U1|ana> <@U2>", {"people": ("U1", "U2")}),
    (Invite, "<@U1|ana>, <@U2>", {"people": ("U1", "U2")}),
    (Invite, "<@U1> please", {"people": ("U1",), "": "please"}),
    (Escalate, "<@U1|ana> the disk is full", {"person": "U1", "reason": "the disk is full"}),
    (Escalate, "<!subteam^S1|@oncall> we need you", {"group": "S1", "reason": "we need you"}),
    (Escalate, "<!subteam^S1> <@U2> both", {"group": "S1", "person": "U2", "reason": "both"}),
    (Escalate, "the disk is full", {"reason": "the disk is full"}),
    (Escalate, "<!channel> help", {"reason": "<!channel> help"}),
    (SnoozeReminder, "30m waiting for the vendor", {"until": "30m", "reason": "waiting for the vendor"}),
    (SnoozeReminder, "1h 30m waiting", {"until": "1h 30m", "reason": "waiting"}),
    (SnoozeReminder, "lead 2h nobody is free", {"clock": "lead", "until": "2h", "reason": "nobody is free"}),
    (SnoozeReminder, "2h response nobody is free", {"clock": "respond", "until": "2h", "reason": "nobody is free"}),
    (SnoozeReminder, "30m, lunch", {"until": "30m", "reason": "lunch"}),
    (SnoozeReminder, "for 1 hour lunch", {"until": "1h", "reason": "lunch"}),
    (SnoozeReminder, "later", {"reason": "later"}),
    (PauseClock, "2h waiting for the vendor", {"until": "2h", "reason": "waiting for the vendor"}),
    (PauseClock, "update 2 hours waiting", {"clock": "update", "until": "2h", "reason": "waiting"}),
    (PauseClock, "update they call back", {"clock": "update", "reason": "they call back"}),
    (ResumeClock, "resolution", {"clock": "resolve"}),
    (AgreeDue, "1d the customer", {"due": "1d", "agreed_with": "the customer"}),
    (ShowClocks, "", {}),
    (AddNote, "we restarted it", {"body": "we restarted it"}),
    (AddNote, "<@U1|ana> restarted it", {"body": "<@U1|ana> restarted it"}),
    (Rename, "Payments fail", {"new_name": "Payments fail"}),
    (ChangeSummary, "Cards are declined", {"summary": "Cards are declined"}),
    (Resolve, "rolled back to 4.2", {"resolution": "rolled back to 4.2"}),
    (Resolve, "", {}),
    (Unresolve, "it is back", {"reason": "it is back"}),
    (Close, "", {}),
    (Close, "permanently fixed", {"reason": "permanently_fixed"}),
    (Close, "other moved to Jira", {"reason": "other", "comment": "moved to Jira"}),
    (Close, "all done", {"comment": "all done"}),
    (Reopen, "customers still see it", {"reason": "customers still see it"}),
    (Acknowledge, "", {}),
    (Acknowledge, "on it", {"": "on it"}),
    (ListIncidents, "", {}),
    (ListIncidents, "mine sev1 checkout", {"wanted": ("who:me", "severity:sev1"), "text": "checkout"}),
    (ListIncidents, "all", {"wanted": ("state:all",)}),
    (ListIncidents, "checkout severity:sev1 closed", {"wanted": ("severity:sev1", "state:closed"), "text": "checkout"}),
    (ListIncidents, "status:monitoring who:me", {"wanted": ("status:monitoring", "who:me")}),
    (ListIncidents, "https://status.example/x", {"text": "https://status.example/x"}),
    (ListIncidents, "SEV2 open mine", {"wanted": ("severity:sev2", "state:open", "who:me")}),
    (ListIncidents, "openly strange", {"text": "openly strange"}),
    (ShowIncident, "INC-4", {"": "INC-4"}),
    (ShowTimeline, "INC-4", {"": "INC-4"}),
    (ShowRoles, "", {}),
    (ShowHelp, "me", {"about": "me"}),
]


def read(offered: Offered, text: str, where: Where = ACTIVE) -> dict[str, Any]:
    found = read_typed(offered, offered.spoken, text, where, registry.filters())
    return {**found.values, **({"": found.leftover} if found.leftover else {})}


@pytest.mark.parametrize(("offered", "text", "expected"), EXAMPLES)
def test_what_it_means(offered: Offered, text: str, expected: dict[str, Any]) -> None:
    assert read(offered, text) == expected


def test_whatever_asks_for_something_shows_in_the_help_how_it_is_typed() -> None:
    asking = [kind for kind in registry.typed() if any(field.required for field in form_fields(kind))]
    assert len(asking) > 5
    assert [kind.slug for kind in asking if not kind.example] == []


def test_names_of_more_than_one_word() -> None:
    for text in ("retrospective started", "Retrospective Started", "retrospective_started"):
        assert read(ChangeStatus, text, RESOLVED) == {"status": "retrospective_started"}
    assert read(ChangeStatus, "retrospective", RESOLVED) == {"": "retrospective"}


@given(st.sampled_from(PROCESS.milestones), st.sampled_from(Phase))
def test_a_status_is_read_also_where_it_cannot_be_reached(milestone: Milestone, phase: Phase) -> None:
    """The operation then says why not."""
    assert read(ChangeStatus, milestone.name, Where(PROCESS, phase)) == {"status": milestone.slug}


@given(st.sampled_from(registry.typed()), st.text(max_size=60))
def test_no_text_is_lost_or_breaks_it(offered: Offered, text: str) -> None:
    try:
        values = read(offered, text)
    except Refusal:
        return  # A time that cannot be read is asked again.
    assert set(values) <= {*offered.model_fields, ""}
    rest = [value for value in values.values() if isinstance(value, str) and value.strip() == text.strip()]
    assert values if text.strip() else not values
    assert rest or len(values) != 1 or "" not in values


SEVERITIES = st.sampled_from([name for s in PROCESS.severities for name in (s.slug, s.name, s.name.title())])
WORDS = st.from_regex(r"[a-zé結]{1,8}( [a-zé結]{1,8}){0,5}", fullmatch=True).filter(lambda words: words[:3] != "sev")


@given(SEVERITIES, WORDS)
def test_a_severity_before_a_name(severity: str, name: str) -> None:
    values = read(Declare, f"{severity} {name}")
    assert values == {"severity": severity.lower(), "name": name}


@given(SEVERITIES, st.text("abcxyz0123_-é", min_size=1, max_size=5), WORDS)
def test_a_name_that_merely_begins_like_a_severity(severity: str, more: str, name: str) -> None:
    text = f"{severity}{more} {name}"
    assert read(Declare, text) == {"name": text}


@given(st.permutations(["lead", "<@U1|ana>"]), st.permutations(["<@U2>", "<!subteam^S1|@on-call>"]), WORDS)
def test_the_order_of_leading_words_is_free(assigned: list[str], called_in: list[str], reason: str) -> None:
    assert read(AssignRole, " ".join(assigned)) == {"role": "lead", "person": "U1"}
    values = read(Escalate, " ".join([*called_in, reason]))
    assert values == {"person": "U2", "group": "S1", "reason": reason}


@given(st.integers(1, 60 * 24 * 300), st.from_regex(r"[b-z]{4,9}", fullmatch=True))
def test_any_duration_as_it_is_written(minutes: int, reason: str) -> None:
    span = timedelta(minutes=minutes)
    values = read(SnoozeReminder, f"{format_duration(span)} because {reason}")
    snooze = SnoozeReminder.model_validate(values, context={"process": PROCESS})
    assert (snooze.until, snooze.reason) == (span, f"because {reason}")


@pytest.mark.parametrize(("offered", "text", "expected"), EXAMPLES)
def test_what_was_read_is_valid_or_incomplete(offered: Offered, text: str, expected: dict[str, Any]) -> None:
    """What is there is never refused: where something is missing, the form asks for it."""
    values = {name: value for name, value in expected.items() if name}
    assert _problems(offered, values) <= {"missing"}


def test_subcommands_and_their_nearest() -> None:
    assert registry.called("SEV") is ChangeSeverity
    assert registry.called("resolved") is None
    near = {word: registry.nearest(word) for word in ("resovle", "updat", "asign", "xyzzy", "handbak", "pgae")}
    assert {word: kind and kind.slug for word, kind in near.items()} == {
        "resovle": "resolve",
        "updat": "update",
        "asign": "assign",
        "xyzzy": None,
        "handbak": "handback",
        "pgae": "escalate",
    }
    words = [word for kind in registry.typed() for word in kind.words]
    assert len(words) == len(set(words))


def _problems(kind: type[BaseModel], values: dict[str, Any]) -> set[str]:
    try:
        kind.model_validate(values, context={"process": PROCESS})
    except ValidationError as error:
        return {problem["type"] for problem in error.errors()}
    return set()


def understood(offered: Offered, text: str) -> Understood:
    return read_typed(offered, offered.spoken, text, ACTIVE, registry.filters())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!subteam^S1|@oncall>: need a DBA", {"group": "S1", "reason": "need a DBA"}),
        ("to <!subteam^S1|@oncall> need a DBA", {"group": "S1", "reason": "need a DBA"}),
        ("please <@U1|dee> need a DBA", {"person": "U1", "reason": "need a DBA"}),
        ("please ask <@U1>, need a DBA", {"person": "U1", "reason": "need a DBA"}),
        ("<@U1>: need a DBA", {"person": "U1", "reason": "need a DBA"}),
        ("<@U1>; need a DBA", {"person": "U1", "reason": "need a DBA"}),
        ("<@U1>. Need a DBA", {"person": "U1", "reason": "Need a DBA"}),
        ("<@U1>!", {"person": "U1"}),
        ("<@U1>?", {"person": "U1"}),
        ("(<@U1>) need a DBA", {"person": "U1", "reason": "need a DBA"}),
        ("“<@U1>” need a DBA", {"person": "U1", "reason": "need a DBA"}),
        ("[<!subteam^S1>], need a DBA", {"group": "S1", "reason": "need a DBA"}),
        ("for <@U1> need a DBA", {"person": "U1", "reason": "need a DBA"}),
        ("<!subteam^S1>, <@U1>: both", {"group": "S1", "person": "U1", "reason": "both"}),
    ],
)
def test_a_mention_is_taken_with_its_punctuation(text: str, expected: dict[str, Any]) -> None:
    assert understood(Escalate, text) == Understood(expected)


@pytest.mark.parametrize(
    "text",
    [
        "@Dee Miller need a DBA",
        "@dee",
        "@dee: need a DBA",
        "to @oncall need a DBA",
        "need a DBA, <@U1>",
        "need <@U1> to look at it",
        "need a DBA (<!subteam^S1|@oncall>)",
        "<!channel> help",
        "<!here|@here> help",
        "help @everyone",
        "please get <@U1>",
        "hey <@U1> need a DBA",
    ],
)
def test_a_name_that_was_not_taken_is_asked_about_and_nothing_is_done(text: str) -> None:
    found = understood(Escalate, text)
    assert "Choose them here" in found.doubt
    assert found.values == {"reason": text}


@pytest.mark.parametrize("text", ["need a DBA", "mail ben@example.com is full", "5 users @ 10 o'clock", "a/@scope/pkg"])
def test_what_is_no_name_is_prose(text: str) -> None:
    assert understood(Escalate, text) == Understood({"reason": text})


@pytest.mark.parametrize(
    ("offered", "text", "near"),
    [
        (ChangeStatus, "mitgated", "mitigated"),
        (ChangeStatus, "identifed it is the cache", "identified"),
        (ChangeStatus, "Monitorng", "monitoring"),
        (ChangeStatus, "mitigate", "mitigated"),
        (ChangeSeverity, "sev9", "sev"),
        (ChangeSeverity, "sevv1 it spreads", "sev1"),
        (ChangeSeverity, "svev2", "sev2"),
        (ClaimRole, "coms", "comms"),
        (ClaimRole, "communication", "communications"),
        (AssignRole, "scibe <@U1>", "scribe"),
        (Close, "permanently_fix", "permanently"),
        (PauseClock, "resolv 2h lunch", "resolve"),
    ],
)
def test_a_word_that_is_nearly_a_choice_is_asked_about(offered: Offered, text: str, near: str) -> None:
    found = understood(offered, text)
    assert near.casefold() in found.doubt.partition("Did you mean ")[2].casefold()
    assert text in {found.leftover, *map(str, found.values.values())}


@pytest.mark.parametrize("text", ["nonsense", "wontfix", "yes!", "solved"])
def test_one_word_in_place_of_a_reason_is_asked_about(text: str) -> None:
    assert understood(Close, text).doubt.startswith("There is no “")


@pytest.mark.parametrize(("offered", "text"), [(Close, "fixed by rolling back"), (Close, "fixed"), (Close, "")])
def test_what_is_plain_is_done(offered: Offered, text: str) -> None:
    assert not understood(offered, text).doubt


@pytest.mark.parametrize(
    "text", ["sev1: checkout is down", "sev1, checkout is down", "SEV1 checkout is down", "sev1. checkout is down"]
)
def test_a_choice_is_taken_with_its_punctuation(text: str) -> None:
    assert understood(Declare, text) == Understood({"severity": "sev1", "name": "checkout is down"})


def test_what_is_typed_in_decomposed_letters_is_the_same() -> None:
    named = Process(
        severities=(Severity(slug="eleve", name="Élevé"), Severity(slug="sev2", name="SEV2")), default_severity="sev2"
    )
    where = Where(named, Phase.ACTIVE)
    text = normalize("NFD", "Élevé checkout is down")
    assert read_typed(Declare, Declare.spoken, text, where, {}).values["severity"] == "eleve"
