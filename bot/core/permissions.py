"""Who may see an incident, and who may do what to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.process.process import Process
from bot.process.values import Rule, RuleKind


@dataclass(frozen=True)
class Standing:
    """Where a principal stands towards one incident; it is None for Sitrep itself, who may do everything."""

    principal: str | None
    is_creator: bool = False
    is_responder: bool = False
    has_left: bool = False
    """Whether they were in the room, and are not: neither what they declared nor a role lets them in again."""
    roles: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()

    @property
    def belongs(self) -> bool:
        is_there = self.is_creator or self.is_responder or bool(self.roles)
        return self.principal is None or (is_there and not self.has_left)


def may_see(visibility: str, standing: Standing) -> bool:
    """A private incident is visible to those who belong to it and to nobody else."""
    return visibility == "public" or standing.belongs


def may_do(rules: Iterable[Rule], standing: Standing) -> bool:
    """Whether any of the rules that the process sets for an operation lets this person through."""
    return standing.principal is None or any(_admits(rule, standing) for rule in rules)


def asks_who_is_there(rules: Iterable[Rule]) -> bool:
    """Whether any of these rules depends on who is in the room or has a role."""
    return any(rule.kind in (RuleKind.ROOM, RuleKind.ROLE) for rule in rules)


def describe(rules: Iterable[Rule], process: Process) -> str:
    """The people whom these rules let through, in words: "the incident lead or whoever declared it"."""
    return " or ".join(dict.fromkeys(_in_words(rule, process) for rule in rules)) or "nobody"


def _in_words(rule: Rule, process: Process) -> str:
    if rule.kind is RuleKind.ROLE and rule.value and rule.value != "*":
        return f"the {process.role(rule.value).name}"
    return {
        RuleKind.EVERYONE: "everyone",
        RuleKind.CREATOR: "whoever declared it",
        RuleKind.ROOM: "people in its room",
        RuleKind.ROLE: "people with a role in it",
        RuleKind.GROUP: "members of certain groups",
        RuleKind.PERSON: "certain people",
        RuleKind.KEY: "certain keys",
    }[rule.kind]


def _admits(rule: Rule, standing: Standing) -> bool:
    admitted = {
        RuleKind.EVERYONE: True,
        RuleKind.CREATOR: standing.is_creator,
        RuleKind.ROOM: standing.belongs,
        RuleKind.ROLE: bool(standing.roles) if rule.value == "*" else rule.value in standing.roles,
        RuleKind.GROUP: rule.value in standing.groups,
        RuleKind.PERSON: rule.value == standing.principal,
        RuleKind.KEY: f"key:{rule.value}" == standing.principal,
    }
    return admitted[rule.kind]
