"""The registry: every operation, query, event, card section, list filter and handler, from the modules that have them.

A module of `bot.operations` is a capability; what it defines is all that has to be said of it. `collect` is called
once, before the configuration is read. What contradicts itself, by the rules of `contradictions`, is refused there,
naming the module.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from difflib import get_close_matches
from importlib import import_module
from inspect import isclass
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, TypeVar

from bot.core import contradictions
from bot.core.after_change import AfterChange
from bot.core.event import Aspect, Event, UnknownEvent
from bot.core.list_filter import ListFilter
from bot.core.operation import Offered, Operation, Query, Theme
from bot.core.section import CardSection
from storage.tables.base import Base

T = TypeVar("T")


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
        self._after: list[AfterChange] = []
        self._collected: set[str] = set()

    def collect(self, *packages: ModuleType) -> None:
        """Import every module of the packages, and take up what each defines; once, however often it is called.

        Raises RegistrationError.
        """
        found = [one for package in packages for one in iter_modules(package.__path__, f"{package.__name__}.")]
        self.add(*(import_module(module.name) for module in found))

    def add(self, *modules: ModuleType) -> None:
        """Take up what modules define. Raises RegistrationError."""
        known = set(self._offered)
        for module in modules:
            if module.__name__ not in self._collected:
                self._collected.add(module.__name__)
                self._take_up(module)
        self._check_together([kind for slug, kind in self._offered.items() if slug not in known])

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

    def section_needs(self) -> tuple[type[Base], ...]:
        """The tables of which the sections of the card read an incident's rows."""
        return tuple(dict.fromkeys(table for section in self.sections() for table in section.needs))

    def after_changes(self, aspects: Iterable[Aspect] = tuple(Aspect)) -> list[AfterChange]:
        """What follows from a change of these aspects, in order."""
        wanted = set(aspects)
        return sorted((one for one in self._after if one.aspect in wanted), key=lambda one: one.order)

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
        if isinstance(value, AfterChange):
            _refuse(contradictions.of_needs(value.handle.__name__, value.needs))
            self._after += [value] if value not in self._after else []
        elif isinstance(value, CardSection):
            _refuse(contradictions.of_needs("a section of the card", value.needs))
            self._sections += [value] if value not in self._sections else []
        elif isinstance(value, ListFilter):
            _refuse(contradictions.of_filter(value, self._filters))
            _take(self._filters, value.key, value, "a list filter")
        elif isclass(value) and issubclass(value, Event):
            _refuse(contradictions.of_event(value))
            _take(self._events, value.kind, value, "an event")
        elif isclass(value) and issubclass(value, Operation | Query):
            _refuse(contradictions.of_offered(value))
            _take(self._offered, value.slug, value, "an operation or a query")
            for word in value.words:
                _take(self._words, word, value, "a command")

    def _check_together(self, kinds: Iterable[Offered]) -> None:
        """Raises RegistrationError for what only shows once all the others are there."""
        for kind in kinds:
            try:
                _refuse(contradictions.of_example(kind, self._filters))
                if issubclass(kind, Operation):
                    _refuse(contradictions.of_references(kind, self._offered))
            except ValueError as problem:
                raise RegistrationError(f"{kind.__module__}: {problem}") from None


def _defined(module: ModuleType) -> Iterator[object]:
    """What a module defines itself, in the order of its definition; a name with an underscore is its own affair."""
    for name, value in vars(module).items():
        if name.startswith("_"):
            continue
        if not isclass(value) or value.__module__ == module.__name__:
            yield value


def _refuse(problems: Iterator[str]) -> None:
    """Raises ValueError for the first, if there is one."""
    for problem in problems:
        raise ValueError(problem)


def _take(known: dict[str, T], key: str, value: T, what: str) -> None:
    if known.setdefault(key, value) is not value:
        raise ValueError(f"{what} {key!r} is there already")


registry = Registry()
"""The one registry of a process."""
