"""What a capability must not say of itself: each rule in a sentence, asked before anybody could run into it."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from inspect import getattr_static

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from bot.core.command_parser import is_readable, read_typed
from bot.core.event import Event
from bot.core.fields import FieldKind, FormField, Input, Where, form_fields, marks, without_choice
from bot.core.list_filter import ListFilter
from bot.core.operation import IncidentQuery, Offered, Operation, Query, Theme, WorkspaceQuery
from bot.core.refusal import Refusal
from bot.process.process import Process
from bot.process.values import Audience, Phase
from storage.tables import Incident
from storage.tables.base import Base

LONGEST_TITLE = 24
"""Slack: the title of a modal, and the label of its button."""
LONGEST_LABEL = 2000
"""Slack: the label and the hint of an input."""
MOST_FIELDS = 96
"""Slack: a modal has 100 blocks; two may stand above the fields, one asks for the incident, one foretells due times."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_SHAPE = "has to be lowercase letters, digits and _, a letter first, at most 40"
_UNASKED = (FieldKind.HIDDEN, FieldKind.FILTERS)
_CHOSEN = (FieldKind.CHOICE, FieldKind.SPAN)


def of_event(event: type[Event]) -> Iterator[str]:
    """Why an event could not be told."""
    name = event.__name__
    if not getattr(event, "kind", ""):
        yield f"{name} has no kind"
    if not _NAME.fullmatch(event.kind):
        yield f"the kind of {name}, {event.kind!r}, {_SHAPE}"
    if event.line is Event.line:
        yield f"{name} has no line, which is what the timeline says of it"
    if nowhere := [place for place in event.route if place not in list(Audience)]:
        yield f"{name} is routed to {nowhere[0]!r}, which is no Audience"
    if Audience.PERSON in event.route and "person" not in event.model_fields:
        yield f"{name} is routed to the person it is about, but has no field person"
    if event.message is not Event.message and not event.route and "told" not in event.model_fields:
        yield f"{name} has a message of its own, but is told nowhere: give it a route"


def of_filter(one: ListFilter, others: Mapping[str, ListFilter]) -> Iterator[str]:
    """Why a list could not be narrowed by it, beside the filters there are."""
    if not _NAME.fullmatch(one.key):
        yield f"the key of a list filter, {one.key!r}, {_SHAPE}"
    if one.is_bare and one.choices is None:
        yield f"the values of the list filter {one.key!r} are to stand alone, but it has no choices"
    names = _names(one)
    for other in others.values():
        if other.key != one.key and (shared := names & _names(other)):
            yield f"the list filters {other.key!r} and {one.key!r} both take {min(shared)!r} standing alone"


def of_offered(kind: Offered) -> Iterator[str]:
    """Why an operation or a query could not be offered as it says."""
    yield from _called(kind)
    yield from _asked(kind)
    yield from _typed(kind)
    if issubclass(kind, Operation | IncidentQuery):
        yield from of_needs(kind.__name__, kind.needs)
    if issubclass(kind, Operation):
        yield from _done(kind)
        yield from _formed(kind)
    else:
        yield from _answered(kind)


def of_needs(name: str, needs: Collection[type[Base]]) -> Iterator[str]:
    """Why an incident cannot be loaded with these."""
    for table in needs:
        if table not in Incident.collections():
            yield f"{name} needs {table.__name__}, of which no row belongs to an incident"


def of_example(kind: Offered, filters: Mapping[str, ListFilter]) -> Iterator[str]:
    """Why its example would not do what it shows, for a team that has set nothing."""
    if not kind.example or without_choice(kind, _EXAMPLE):
        return
    try:
        typed = read_typed(kind, kind.spoken, kind.example, _EXAMPLE, filters)
        if typed.leftover or typed.doubt:
            yield f"of the example of {kind.__name__} nobody understands {typed.leftover or typed.doubt!r}"
        kind.model_validate(typed.values, context={"process": _EXAMPLE.process})
    except Refusal as refusal:
        yield f"the example of {kind.__name__} is refused: {''.join(map(str, refusal.text))}"
    except ValidationError as error:
        wrong = ", ".join(sorted({str(problem["loc"][0]) for problem in error.errors() if problem["loc"]}))
        yield f"the example of {kind.__name__} is not enough, or wrong: {wrong}"


def of_references(kind: type[Operation], known: Mapping[str, Offered]) -> Iterator[str]:
    """Why what it says of another operation is wrong."""
    also = {**kind.does_also, "it": kind.rules_of} if kind.rules_of else kind.does_also
    for field, slug in also.items():
        other = known.get(slug)
        if other is None or not issubclass(other, Operation):
            yield f"{field} does what no operation does ({slug!r})"


def _called(kind: Offered) -> Iterator[str]:
    name = kind.__name__
    if not getattr(kind, "slug", ""):
        yield f"{name} has no slug"
    if not _NAME.fullmatch(kind.slug):
        yield f"the slug of {name}, {kind.slug!r}, {_SHAPE}"
    if kind.theme not in list(Theme):
        yield f"the theme of {name}, {kind.theme!r}, is no Theme"
    for word in kind.words:
        if word != word.lower() or word.split() != [word] or word.isdecimal():
            yield f"nobody can type the word {word!r} of {name}: it has to be one, in lower case, and no number"
    if kind.words and not kind.summary_line():
        yield f"{name} has no docstring, which is its line in the help"
    if kind.words and not kind.title.strip():
        yield f"{name} can be typed, but has no title for the menu, its form and its button"
    if len(kind.title) > LONGEST_TITLE:
        yield f"the title of {name} is longer than {LONGEST_TITLE} characters"


def _asked(kind: Offered) -> Iterator[str]:
    """What is wrong with its fields, each by itself."""
    name = kind.__name__
    for field, info in kind.model_fields.items():
        if not any(isinstance(mark, Input) for mark in marks(info)):
            yield f"nobody knows how to ask for {field} of {name}: give it a type of bot.core.fields"
    for asked in form_fields(kind):
        if max(len(asked.title), len(asked.hint)) > LONGEST_LABEL:
            yield f"the title or the description of {asked.name} of {name} is longer than {LONGEST_LABEL} characters"
        if asked.kind in _CHOSEN and asked.asked.choices is None:
            yield f"{asked.name} of {name} is to be chosen, but has no choices"
        if asked.kind is FieldKind.CHOICE and not _has_default(asked, kind.model_fields[asked.name]):
            yield f"the default of {asked.name} of {name} is none of its choices"


def _typed(kind: Offered) -> Iterator[str]:
    """What is wrong with the fields that it names."""
    name = kind.__name__
    named = set(kind.spoken)
    if issubclass(kind, Operation):
        named |= {*kind.does_also, *kind.while_open, *filter(None, [kind.previewed])}
    if unknown := named - set(kind.model_fields):
        yield f"{name} names a field that it does not have: {', '.join(sorted(unknown))}"
    for asked in form_fields(kind):
        if asked.name in kind.spoken and not is_readable(kind, asked):
            yield f"{asked.name} of {name} is spoken, but cannot be read from text"


def _done(kind: type[Operation]) -> Iterator[str]:
    name, fields = kind.__name__, form_fields(kind)
    required = [field.name for field in fields if field.required]
    if kind.apply is Operation.apply:
        yield f"{name} does nothing: it has no apply"
    if not kind.phases or not kind.phases <= set(Phase):
        yield f"{name} can be done in no phase"
    if kind.at_once and required:
        yield f"{name} is carried out at once, but needs {', '.join(required)}"
    if kind.leads_on and not (kind.leads_to and kind.words):
        yield f"{name} is to lead on, but to no phase, or by no word"
    for field in (*kind.does_also, *kind.while_open):
        if field in required:
            yield f"{name} has to be given {field}, which is not always asked for: give it a default"


def _formed(kind: type[Operation]) -> Iterator[str]:
    """What is wrong with its form."""
    name, fields = kind.__name__, form_fields(kind)
    unasked = [field.name for field in fields if field.required and field.kind in _UNASKED]
    if not 0 < len(kind.submit.strip()) <= LONGEST_TITLE:
        yield f"{name} has no submit, or one longer than {LONGEST_TITLE} characters"
    if kind.words and unasked:
        yield f"{name} can be typed, but nobody is asked for {', '.join(unasked)}"
    if len(fields) - sum(field.kind in _UNASKED for field in fields) > MOST_FIELDS:
        yield f"the form of {name} asks for more than {MOST_FIELDS} fields"
    foretells = getattr_static(kind, "preview") is not getattr_static(Operation, "preview")
    if bool(kind.previewed) is not foretells:
        yield f"{name} has previewed or preview, and not the other"
    if any(field.name == kind.previewed and not field.asked.choices for field in fields):
        yield f"{kind.previewed} of {name} is previewed, but has no choices"


def _answered(kind: type[Query]) -> Iterator[str]:
    name = kind.__name__
    if not issubclass(kind, WorkspaceQuery | IncidentQuery):
        yield f"{name} is neither a WorkspaceQuery nor an IncidentQuery"
    if getattr(kind, "answer", None) in (WorkspaceQuery.answer, IncidentQuery.answer):
        yield f"{name} has no answer"
    for field in form_fields(kind):
        if field.required:
            yield f"{name} is asked without a form, but needs {field.name}: give it a default"


def _names(one: ListFilter) -> set[str]:
    """What stands for it alone, for a team that has set nothing."""
    choices = one.choices(_EXAMPLE) if one.is_bare and one.choices else ()
    return {name.lower() for choice in choices for name in (choice.value, choice.label, *choice.words)}


def _has_default(asked: FormField, info: FieldInfo) -> bool:
    """Whether what is chosen at first is a choice, for a team that has set nothing."""
    choices = asked.asked.choices(_EXAMPLE) if asked.asked.choices else ()
    return asked.required or info.default is None or info.default in {choice.value for choice in choices}


def _in_examples(word: str) -> str | None:
    """Who is named in an example: `@oncall` is a user group, everybody else a person."""
    return {"@oncall": "S1"}.get(word, "U1") if word.startswith("@") else None


_EXAMPLE = Where(Process(), now=datetime(2026, 1, 5, 12, tzinfo=UTC), mentioned=_in_examples)
"""What an example is read under: the process of a team that has set nothing, on a Monday at noon."""
