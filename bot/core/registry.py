"""The registry: every operation, query, event, card section and list filter, collected from the modules that have them.

A module of `bot.operations` is a capability; what it defines is all that has to be said of it. `collect` is called
once, before the configuration is read. What contradicts itself is refused there, naming the module.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from difflib import get_close_matches
from importlib import import_module
from inspect import isclass
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, TypeVar

from bot.core.event import Event, UnknownEvent
from bot.core.fields import form_fields
from bot.core.list_filter import ListFilter
from bot.core.operation import Offered, Operation, Query, Theme
from bot.core.section import CardSection

T = TypeVar("T")

LONGEST_TITLE = 24  # Slack: the title of a modal


class RegistrationError(Exception):
    """What a module defines contradicts itself, or another module. The text names the module."""


class Registry:
    """What modules define. Empty until they are collected."""

    def __init__(self) -> None:
        self._offered: dict[str, Offered] = {}
        self._words: dict[str, Offered] = {}
        self._events: dict[str, type[Event]] = {}
        self._sections: list[CardSection] = []
        self._filters: dict[str, ListFilter] = {}
        self._collected: set[str] = set()

    def collect(self, package: ModuleType) -> None:
        """Import every module of the package, and take up what each defines; once, however often it is called.

        Raises RegistrationError.
        """
        found = iter_modules(package.__path__, f"{package.__name__}.")
        self.add(*(import_module(module.name) for module in found))

    def add(self, *modules: ModuleType) -> None:
        """Take up what modules define. Raises RegistrationError."""
        for module in modules:
            if module.__name__ not in self._collected:
                self._collected.add(module.__name__)
                self._take_up(module)
        self._check_references()

    @contextmanager
    def with_modules(self, *modules: ModuleType) -> Iterator[None]:
        """Have more modules for a while, and then be as before. Raises RegistrationError."""
        before = {name: copy(known) for name, known in vars(self).items()}
        try:
            self.add(*modules)
            yield
        finally:
            vars(self).update(before)

    def operations(self) -> list[type[Operation]]:
        """Every operation, those included that only Sitrep itself carries out, by theme and order."""
        return [kind for kind in self._in_order() if issubclass(kind, Operation)]

    def queries(self) -> list[type[Query]]:
        """Every query, in order."""
        return [kind for kind in self._in_order() if issubclass(kind, Query)]

    def typed(self) -> list[Offered]:
        """What has a word, by theme and order."""
        return [kind for kind in self._in_order() if kind.words]

    def events(self) -> dict[str, type[Event]]:
        """Every event by its kind."""
        return dict(self._events)

    def sections(self) -> list[CardSection]:
        """The sections of the card, in order."""
        return sorted(self._sections, key=lambda section: section.order)

    def filters(self) -> dict[str, ListFilter]:
        """The list filters by their keys."""
        return dict(self._filters)

    def operation(self, slug: str) -> type[Operation]:
        """The operation of this slug. Raises KeyError where there is none."""
        found = self._offered[slug]
        if not issubclass(found, Operation):
            raise KeyError(slug)
        return found

    def offered(self, slug: str) -> Offered | None:
        """The operation or the query of this slug."""
        return self._offered.get(slug)

    def called(self, word: str) -> Offered | None:
        """What a typed word stands for."""
        return self._words.get(word.lower())

    def nearest(self, word: str) -> Offered | None:
        """What a mistyped word most likely stands for."""
        near = get_close_matches(word.lower(), list(self._words), n=1, cutoff=0.6)
        return self._words[near[0]] if near else None

    def event(self, kind: str, payload: dict[str, Any]) -> Event:
        """The event that a timeline row holds.

        Raises pydantic.ValidationError for a payload that no version wrote.
        """
        found = self._events.get(kind)
        return found.model_validate(payload) if found else UnknownEvent(was=kind)

    def _in_order(self) -> list[Offered]:
        themes = list(Theme)
        return sorted(self._offered.values(), key=lambda kind: (themes.index(kind.theme), kind.order, kind.slug))

    def _take_up(self, module: ModuleType) -> None:
        for value in _defined(module):
            try:
                self._register(value)
            except ValueError as problem:
                raise RegistrationError(f"{module.__name__}: {problem}") from None

    def _register(self, value: object) -> None:
        if isinstance(value, CardSection):
            self._sections.append(value)
        elif isinstance(value, ListFilter):
            _take(self._filters, value.key, value, "a list filter")
        elif isclass(value) and issubclass(value, Event):
            _check_event(value)
            _take(self._events, value.kind, value, "an event")
        elif isclass(value) and issubclass(value, Operation | Query):
            _check_offered(value)
            _take(self._offered, value.slug, value, "an operation or a query")
            for word in value.words:
                _take(self._words, word, value, "a command")

    def _check_references(self) -> None:
        """Raises RegistrationError where an operation refers to one that there is not."""
        for kind in self.operations():
            for field, slug in kind.does_also.items():
                other = self._offered.get(slug)
                if other is None or not issubclass(other, Operation):
                    raise RegistrationError(f"{kind.__module__}: {field} does what no operation does ({slug!r})")


def _defined(module: ModuleType) -> Iterator[object]:
    """What a module defines itself, in the order of its definition; a name with an underscore is its own affair."""
    for name, value in vars(module).items():
        if name.startswith("_"):
            continue
        if not isclass(value) or value.__module__ == module.__name__:
            yield value


def _take(known: dict[str, T], key: str, value: T, what: str) -> None:
    if known.setdefault(key, value) is not value:
        raise ValueError(f"{what} {key!r} is there already")


def _check_event(event: type[Event]) -> None:
    """Raises ValueError for an event that could not be told."""
    name = event.__name__
    if not getattr(event, "kind", ""):
        raise ValueError(f"{name} has no kind")
    if event.line is Event.line:
        raise ValueError(f"{name} has no line, which is what the timeline says of it")
    if event.message is not Event.message and not event.route and "told" not in event.model_fields:
        raise ValueError(f"{name} has a message of its own, but is told nowhere: give it a route")


def _check_offered(kind: Offered) -> None:
    """Raises ValueError for an operation or a query that could not be offered as it says."""
    name, fields = kind.__name__, set(kind.model_fields)
    if not getattr(kind, "slug", ""):
        raise ValueError(f"{name} has no slug")
    if kind.words and not kind.summary_line():
        raise ValueError(f"{name} has no docstring, which is its line in the help")
    if len(kind.title) > LONGEST_TITLE:
        raise ValueError(f"the title of {name} is longer than {LONGEST_TITLE} characters")
    named = set(kind.spoken)
    if issubclass(kind, Operation):
        named |= {*kind.does_also, *kind.while_open, *filter(None, [kind.previewed])}
        if kind.words and not kind.title:
            raise ValueError(f"{name} can be typed, but has no title for its form and its button")
        if kind.apply is Operation.apply:
            raise ValueError(f"{name} does nothing: it has no apply")
    if unknown := named - fields:
        raise ValueError(f"{name} names a field that it does not have: {', '.join(sorted(unknown))}")
    form_fields(kind)


registry = Registry()
"""The one registry of a process."""
