"""An operation, a query and an event that are right, and the same saying something else of themselves."""

from typing import Any

from pydantic import Field, create_model
from sqlalchemy import true

from bot.core.event import Event
from bot.core.fields import Choice, LongText, SeveritySlug
from bot.core.list_filter import ListFilter
from bot.core.operation import Answer, Context, Operation, Query, RecordReader, WorkspaceQuery
from bot.core.scene import Scene
from bot.core.text import Line, Message, said
from storage.tables import Incident


class Tell(Operation):
    """Tell somebody."""

    slug = "tell"
    words = ("tell",)
    example = "It is the cache"
    title = "Tell somebody"

    what: LongText = Field(title="What?")

    def apply(self, incident: Incident, context: Context) -> None:
        context.record(Told(what=self.what))


class Rate(Tell):
    """Say how bad it is."""

    example = "sev1"
    what: SeveritySlug = Field(title="How bad?")


class Told(Event):
    """Somebody was told, in words of its own everywhere."""

    kind = "told"
    what: str

    def line(self, scene: Scene) -> Line:
        return ["told somebody: ", *said(self.what)]

    def message(self, scene: Scene) -> Message:
        return scene.tell(["Be told", *scene.by()], self.what)

    def reply(self, scene: Scene) -> Line:
        return ["They know."]


class Ask(WorkspaceQuery):
    """Ask somebody."""

    slug = "ask"
    words = ("ask",)
    title = "Ask somebody"

    async def answer(self, reader: RecordReader, context: Context) -> Answer:
        raise NotImplementedError


def operation(fields: dict[str, Any] | None = None, base: type[Operation] = Tell, **says: Any) -> type[Operation]:
    """The operation above, saying something else of itself."""
    made: type[Operation] = create_model("Other", __base__=base, **(fields or {}))
    made.__doc__ = says.pop("doc", "Do something else.")
    for name, value in ({"slug": "other"} | says).items():
        setattr(made, name, value)
    return made


def event(base: type[Event] = Told, **says: Any) -> type[Event]:
    """An event that says something else of itself."""
    made: type[Event] = create_model("Happened", __base__=base)
    for name, value in ({"kind": "happened"} | says).items():
        setattr(made, name, value)
    return made


def query(fields: dict[str, Any] | None = None, base: type[Query] = Ask, **says: Any) -> type[Query]:
    made: type[Query] = create_model("Question", __base__=base, **(fields or {}))
    made.__doc__ = "Ask something else."
    for name, value in ({"slug": "question", "words": ("question",), "title": "A question"} | says).items():
        setattr(made, name, value)
    return made


def narrowing(key: str, *values: str, is_bare: bool = False) -> ListFilter:
    choices = tuple(Choice(value, value.title()) for value in values)
    return ListFilter(key, lambda value, viewer: true(), (lambda where: choices) if values else None, is_bare)
