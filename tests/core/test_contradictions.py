"""What contradicts itself is refused when the registry is filled, naming the module: each rule, and what it says."""

from collections.abc import Iterable
from types import MappingProxyType
from typing import Annotated, Any

import pytest
from pydantic import Field

from bot.core.after_change import AfterChange
from bot.core.contradictions import MOST_FIELDS
from bot.core.event import Aspect, Event
from bot.core.fields import (
    Duration,
    FieldKind,
    Filters,
    Flag,
    GroupId,
    Hidden,
    Input,
    LongText,
    PersonId,
    SeveritySlug,
    ShortText,
)
from bot.core.operation import Context, Foreseen, IncidentQuery, Operation, Query, WorkspaceQuery
from bot.core.registry import RegistrationError, Registry
from bot.core.section import CardSection
from bot.engine.after_change import widen_announcement
from bot.operations.show import ShowIncident
from bot.process.values import Audience, Phase
from storage.tables import Incident, Room, TimelinePin, Workspace
from tests.capabilities import TurnValve, module
from tests.core.samples import Ask, Rate, Told, event, narrowing, operation, query


def foretelling(kind: type[Operation]) -> type[Operation]:
    def preview(cls: type[Operation], chosen: Any, incident: Incident, context: Context) -> Iterable[Foreseen]:
        return ()

    kind.preview = classmethod(preview)  # type: ignore[assignment, method-assign]
    return kind


SHAPE = "has to be lowercase letters, digits and _, a letter first, at most 40"
OPTIONAL = (SeveritySlug | None, None)
LONG = "x" * 25

REFUSED: dict[str, tuple[Any, str]] = {
    "an event without a kind": (event(kind=""), "Happened has no kind"),
    "a kind nobody could route": (event(kind="It is"), f"the kind of Happened, 'It is', {SHAPE}"),
    "an event without a line": (event(Event), "Happened has no line, which is what the timeline says of it"),
    "a route to nobody": (event(route=("everybody",)), "Happened is routed to 'everybody', which is no Audience"),
    "a route to a person there is not": (
        event(route=(Audience.PERSON,)),
        "Happened is routed to the person it is about, but has no field person",
    ),
    "a message for nobody": (
        event(route=()),
        "Happened has a message of its own, but is told nowhere: give it a route",
    ),
    "no slug": (operation(slug=""), "Other has no slug"),
    "a slug that no button could carry": (operation(slug="a:b"), f"the slug of Other, 'a:b', {SHAPE}"),
    "a theme of its own": (operation(theme="Elsewhere"), "the theme of Other, 'Elsewhere', is no Theme"),
    "a word in capitals": (
        operation(words=("Tell",)),
        "nobody can type the word 'Tell' of Other: it has to be one, in lower case, and no number",
    ),
    "two words in one": (
        operation(words=("tell", "tell me")),
        "nobody can type the word 'tell me' of Other: it has to be one, in lower case, and no number",
    ),
    "a number for a word": (
        operation(words=("42",)),
        "nobody can type the word '42' of Other: it has to be one, in lower case, and no number",
    ),
    "no docstring": (operation(doc=""), "Other has no docstring, which is its line in the help"),
    "no title for its form": (
        operation(title=" "),
        "Other can be typed, but has no title for the menu, its form and its button",
    ),
    "no title for the menu": (
        query(title=""),
        "Question can be typed, but has no title for the menu, its form and its button",
    ),
    "a long title": (operation(title=LONG), "the title of Other is longer than 24 characters"),
    "a long title of a query": (query(title=LONG), "the title of Question is longer than 24 characters"),
    "a field of no kind": (
        operation({"who": (str, "")}),
        "nobody knows how to ask for who of Other: give it a type of bot.core.fields",
    ),
    "a long label": (
        operation({"who": (ShortText, Field("", title="x" * 2001))}),
        "the title or the description of who of Other is longer than 2000 characters",
    ),
    "a choice of nothing": (
        operation({"who": (Annotated[str, Input(FieldKind.CHOICE)], "")}),
        "who of Other is to be chosen, but has no choices",
    ),
    "a default that is no choice": (
        operation({"severity": (SeveritySlug, "sev9")}),
        "the default of severity of Other is none of its choices",
    ),
    "a spoken field there is not": (
        operation(spoken=("whom", "who")),
        "Other names a field that it does not have: who, whom",
    ),
    "a field that does something else, and is not there": (
        operation(does_also=MappingProxyType({"status": "status"})),
        "Other names a field that it does not have: status",
    ),
    "a field of open incidents that is not there": (
        operation(while_open=("status",)),
        "Other names a field that it does not have: status",
    ),
    "a hidden field that is spoken": (
        operation({"who": (Hidden, "")}, spoken=("who",)),
        "who of Other is spoken, but cannot be read from text",
    ),
    "a second text that is spoken": (
        operation({"why": (LongText | None, None)}, spoken=("what", "why")),
        "why of Other is spoken, but cannot be read from text",
    ),
    "nothing to do": (operation(base=Operation), "Other does nothing: it has no apply"),
    "no phase": (operation(phases=frozenset()), "Other can be done in no phase"),
    "a phase there is not": (operation(phases=frozenset({"never"})), "Other can be done in no phase"),
    "at once, and yet asking": (operation(at_once=True), "Other is carried out at once, but needs what"),
    "leading on to nothing": (
        operation(leads_on="Tell somebody first"),
        "Other is to lead on, but to no phase, or by no word",
    ),
    "leading on by no word": (
        operation(leads_on="Tell somebody first", leads_to=frozenset({Phase.CLOSED}), words=()),
        "Other is to lead on, but to no phase, or by no word",
    ),
    "a field that has to be given and may be withheld": (
        operation(does_also=MappingProxyType({"what": "note"})),
        "Other has to be given what, which is not always asked for: give it a default",
    ),
    "a field that has to be given while it is open": (
        operation(while_open=("what",)),
        "Other has to be given what, which is not always asked for: give it a default",
    ),
    "no submit": (operation(submit=""), "Other has no submit, or one longer than 24 characters"),
    "a long submit": (operation(submit=LONG), "Other has no submit, or one longer than 24 characters"),
    "a word for what nobody is asked": (
        operation({"who": (Hidden, ...)}),
        "Other can be typed, but nobody is asked for who",
    ),
    "a form that wants filters": (
        operation({"wanted": (Filters, ...)}),
        "Other can be typed, but nobody is asked for wanted",
    ),
    "a form that is too long": (
        operation({f"flag_{number}": (Flag, False) for number in range(MOST_FIELDS)}),
        "the form of Other asks for more than 96 fields",
    ),
    "a preview that tells nothing": (
        operation({"severity": OPTIONAL}, previewed="severity"),
        "Other has previewed or preview, and not the other",
    ),
    "a preview of nothing": (foretelling(operation()), "Other has previewed or preview, and not the other"),
    "a preview of a text": (
        foretelling(operation(previewed="what")),
        "what of Other is previewed, but has no choices",
    ),
    "rows that belong to no incident": (
        operation(needs=(TimelinePin, Workspace)),
        "Other needs Workspace, of which no row belongs to an incident",
    ),
    "a query of such rows": (
        query(base=ShowIncident, slug="question", words=("question",), needs=(Room,)),
        "Question needs Room, of which no row belongs to an incident",
    ),
    "a section of such rows": (
        CardSection(lambda incident, process: [], needs=(Workspace,)),
        "a section of the card needs Workspace, of which no row belongs to an incident",
    ),
    "a handler that needs such rows": (
        AfterChange(Aspect.AUDIENCE, widen_announcement, needs=(Workspace,)),
        "widen_announcement needs Workspace, of which no row belongs to an incident",
    ),
    "a query of no kind": (query(base=Query), "Question is neither a WorkspaceQuery nor an IncidentQuery"),
    "a query without an answer": (query(base=WorkspaceQuery), "Question has no answer"),
    "one of an incident without an answer": (query(base=IncidentQuery), "Question has no answer"),
    "a query that would need a form": (
        query({"about": (ShortText, ...)}),
        "Question is asked without a form, but needs about: give it a default",
    ),
    "a filter nobody can type": (narrowing("Team"), f"the key of a list filter, 'Team', {SHAPE}"),
    "a bare filter of anything": (
        narrowing("team", is_bare=True),
        "the values of the list filter 'team' are to stand alone, but it has no choices",
    ),
    "an example with more than is understood": (
        operation(base=Rate, example="sev1 now"),
        "of the example of Other nobody understands 'now'",
    ),
    "an example that is not enough": (
        operation(base=TurnValve, example="valve_007"),
        "the example of Other is not enough, or wrong: why",
    ),
    "an example of something else": (
        operation({"what": (ShortText, ...)}, example="x" * 141),
        "the example of Other is not enough, or wrong: what",
    ),
    "an example that is refused": (
        operation({"until": (Duration, ...)}, example="for ever"),
        "of the example of Other nobody understands \"I couldn't read a duration",
    ),
    "a field that does what nothing does": (
        operation({"severity": OPTIONAL}, does_also=MappingProxyType({"severity": "sevrity"})),
        "severity does what no operation does ('sevrity')",
    ),
    "a field that does what a query is for": (
        operation({"severity": OPTIONAL}, does_also=MappingProxyType({"severity": "ask"})),
        "severity does what no operation does ('ask')",
    ),
    "a slug that is taken": (operation(slug="ask", words=()), "an operation or a query 'ask' is there already"),
    "a word that is taken": (operation(words=("other", "ask")), "a command 'ask' is there already"),
    "a kind that is taken": (event(kind="told"), "an event 'told' is there already"),
    "a key that is taken": (narrowing("state", "open"), "a list filter 'state' is there already"),
    "a value that is taken": (
        narrowing("team", "red", "Late", is_bare=True),
        "the list filters 'state' and 'team' both take 'late' standing alone",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_contradicts_itself_or_another_is_refused_and_its_module_named(case: str) -> None:
    wrong, why = REFUSED[case]
    usual = module("tests.usual", Ask, Told, narrowing("state", "open", "late", is_bare=True))
    with pytest.raises(RegistrationError) as raised:
        Registry().add(usual, module("tests.made", wrong))
    assert str(raised.value).startswith(f"tests.made: {why}")


def test_what_the_cases_change_is_right_without_the_change() -> None:
    rating = operation(base=Rate, slug="rate", words=("rate",))
    right = [
        operation(),
        rating,
        query(),
        event(),
        narrowing("team", "red"),
    ]
    found = Registry()
    found.add(module("tests.right", *right), module("tests.usual", Ask, Told, TurnValve))
    assert found.called("turn") is TurnValve
    assert found.called("rate") is rating


def test_an_example_of_what_the_team_still_has_to_set_is_not_judged() -> None:
    none_yet = Annotated[str, Input(FieldKind.CHOICE, lambda where: ())]
    Registry().add(module("tests.made", operation({"who": (none_yet, ...)}, example="payments It is the cache")))


def test_people_and_groups_can_be_named_in_an_example() -> None:
    fields = {"who": (PersonId, ...), "group": (GroupId, ...)}
    Registry().add(module("tests.made", operation(fields, example="@ben @oncall It is the cache")))
