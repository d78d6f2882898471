"""Capabilities made for tests: modules as `bot.operations` has them, one by one or by the dozen."""

from collections.abc import Iterable
from functools import cache
from inspect import isclass
from types import ModuleType
from typing import Annotated, Any

from pydantic import AfterValidator, Field, create_model

from bot.core.event import Event
from bot.core.fields import Choice, FieldKind, Input, LongText, ShortText, Where
from bot.core.operation import Answer, Context, Foreseen, Operation, RecordReader, Theme, WorkspaceQuery
from bot.core.scene import Scene
from bot.core.text import Line, Message, message, paragraph, said
from bot.incidents.incident_clocks import CLOCKS, forecast
from bot.process.process import Process
from storage.tables import Incident

VALVES = tuple(
    Choice(
        value=f"valve_{number:03}",
        label=f"Valve {number:03} of the northern pumping station, below the stairs to the river, on the left",
        description=f"Behind the door with the number {number:03}, which is locked unless somebody is at work there.",
        words=(f"tap-{number:03}",),
    )
    for number in range(250)
)
"""More than a select holds, with labels and descriptions that are longer than Slack shows."""
LAST = VALVES[-1]


def module(name: str, *defined: Any) -> ModuleType:
    """A module that defines these."""
    made = ModuleType(name)
    for number, one in enumerate(defined):
        if isclass(one):
            one.__module__ = name
        setattr(made, one.__name__ if isclass(one) else f"value_{number}", one)
    return made


def valves(where: Where) -> tuple[Choice, ...]:
    return VALVES


def _known(value: str) -> str:
    if value not in {valve.value for valve in VALVES}:
        raise ValueError(f"There is no valve “{value}”.")
    return value


Valve = Annotated[str, AfterValidator(_known), Input(FieldKind.CHOICE, valves)]


class Measured(Event):
    """Something was measured."""

    kind = "measured"
    what: str

    def line(self, scene: Scene) -> Line:
        return ["measured ", *said(self.what)]


class _Measuring(Operation):
    """What they have in common."""

    def apply(self, incident: Incident, context: Context) -> None:
        given = [str(value) for _, value in self if value]
        context.record(Measured(what=" ".join([self.title, *given])))


class TurnValve(_Measuring):
    """Turn a valve."""

    slug = "turn_valve"
    needs = CLOCKS
    words = ("turn",)
    example = "valve_007 It leaks"
    title = "Turn a valve"
    order = 900
    previewed = "valve"

    valve: Valve = Field(title="Valve")
    why: LongText = Field(title="Why?")

    @classmethod
    def prefill(cls, incident: Incident, context: Context) -> dict[str, Any]:
        return {"valve": LAST.value}

    @classmethod
    def preview(cls, chosen: Any, incident: Incident, context: Context) -> Iterable[Foreseen]:
        return forecast(incident, context.process, context.now, "sev1")


class _Heard(Answer):
    def __init__(self, what: str) -> None:
        self.what = what

    def message(self, process: Process) -> Message:
        return message(paragraph([f"Heard {self.what}."]))


class _Listening(WorkspaceQuery):
    """What they have in common."""

    async def answer(self, reader: RecordReader, context: Context) -> Answer:
        return _Heard(self.title)


def turning() -> ModuleType:
    """One operation with a choice of 250."""
    return module("tests.turning", TurnValve, Measured)


@cache
def crowd(themes: tuple[Theme, ...] = tuple(Theme)) -> ModuleType:
    """Sixty operations and twenty queries; all that they say of themselves is as long as it may be."""
    made: list[type] = [Measured]
    made += [_operation(number, themes[number % len(themes)]) for number in range(60)]
    made += [_query(number, themes[number % len(themes)]) for number in range(20)]
    return module("tests.crowd", *made)


def _operation(number: int, theme: Theme) -> type[Operation]:
    """In turn: one text, a choice of 250 and a text, at once, and ninety fields."""
    few: dict[str, Any] = {"note": (LongText, Field(title="Note"))}
    choice: dict[str, Any] = {"valve": (Valve, Field(title="Valve")), **few}
    many: dict[str, Any] = {
        f"reading_of_the_gauge_{place:02}": (
            (Valve if place % 2 else ShortText) | None,
            Field(None, title=f"Gauge {place:02}", description="As it stands when you read it. " * 3),
        )
        for place in range(89)
    }
    fields: dict[str, Any] = [few, choice, {}, few | many][number % 4]
    made: type[Operation] = create_model(f"Measure{number}", __base__=_Measuring, **fields)
    made.__doc__ = f"Measure the pressure of all that is connected to the northern main, number {number}."
    made.slug = f"measure_the_pressure_of_main_{number:03}"
    made.words = (f"measure-the-pressure-{number:03}", f"pressure-{number:03}")
    made.example = ["It is high since noon, and rising", "valve_007 It leaks", "", "It is low"][number % 4]
    made.title = f"Measure the pressure {number:03}"
    made.theme, made.at_once = theme, not fields
    return made


def _query(number: int, theme: Theme) -> type[WorkspaceQuery]:
    made: type[WorkspaceQuery] = create_model(f"Listen{number}", __base__=_Listening)
    made.__doc__ = f"Listen to all that is said about the northern main, in the order of its age, number {number}."
    made.slug = f"listen_to_the_northern_main_{number:03}"
    made.words = (f"listen-to-the-main-{number:03}",)
    made.title = f"Listen to the main, {number:03}"
    made.theme = theme
    return made
