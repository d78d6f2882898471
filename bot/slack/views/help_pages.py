"""The help: every operation and query there is, by theme, each with how to type it; as much of it as Slack takes."""

from collections.abc import Sequence
from itertools import groupby

from bot.core.fields import FieldKind, FormField, form_fields
from bot.core.operation import Offered, Theme
from bot.core.text import Button, Command, Line, Message, Paragraph, Strong, listed, message, paragraph
from bot.operations.help import Helped
from bot.slack.blockkit.render import first_fitting


def manual(answer: Helped) -> Message:
    """What was asked for; where everything would be more than Slack takes, the themes with their words."""
    if answer.command:
        return _about(answer.command)
    if answer.theme:
        return _theme(answer.offered)
    intro: Line = [Command(""), " alone declares an incident or, in its room, shows what you can do."]
    naming: Line = ["Outside a room, name the incident: ", Command("update INC-42 …")]
    more: Line = ["To read about one: ", Command("help update"), " or, of a theme, ", Command("help people")]
    buttons = [Button(theme.value, "help", fields={"about": theme.value}) for theme, _ in _by_theme(answer.offered)]
    return first_fitting(
        message(paragraph(intro, naming), paragraph(*_lines(answer.offered))),
        message(paragraph(intro, naming, more), *_overview(answer.offered), buttons=buttons),
        message(paragraph(intro, naming, more), buttons=buttons),
    )


def _theme(offered: Sequence[Offered]) -> Message:
    """One theme: each command with what it is for; where that is too much, how it is typed; at least its word."""
    commands = listed([[_typed(kind)] for kind in offered])
    return first_fitting(
        message(paragraph(*_lines(offered))),
        message(*(paragraph([Strong(theme.value)], commands) for theme, _ in _by_theme(offered))),
        message(*_overview(offered)),
    )


def _by_theme(offered: Sequence[Offered]) -> list[tuple[Theme, list[Offered]]]:
    return [(theme, list(kinds)) for theme, kinds in groupby(offered, lambda kind: kind.theme)]


def _lines(offered: Sequence[Offered]) -> list[Line]:
    """All of it, themes and what belongs to them."""
    lines: list[Line] = []
    for theme, kinds in _by_theme(offered):
        lines += [[Strong(theme.value)], *map(_entry, kinds)]
    return lines


def _overview(offered: Sequence[Offered]) -> list[Paragraph]:
    """The words of each theme."""
    return [
        paragraph([Strong(theme.value)], [", ".join(kind.words[0] for kind in kinds)])
        for theme, kinds in _by_theme(offered)
    ]


def _about(kind: Offered) -> Message:
    """One command in full: what it does, how it is typed, which fields its form has; of very many, their names."""
    also: Line = ["Also: ", *listed([[Command(word)] for word in kind.words[1:]], ", ")] if kind.words[1:] else []
    asked = [field for field in form_fields(kind) if field.kind not in (FieldKind.HIDDEN, FieldKind.FILTERS)]
    names = ", ".join(f"{field.title}{_optional(field)}" for field in asked)
    return first_fitting(
        message(paragraph(_entry(kind), also, *map(_field, asked))),
        message(paragraph(_entry(kind), also, ["Its form asks for: ", names])),
        message(paragraph(_entry(kind), also, [f"Its form asks for {len(asked)} things."])),
    )


def _field(field: FormField) -> Line:
    return [Strong(field.title), *filter(None, [_optional(field), f"  {field.hint}".rstrip()])]


def _optional(field: FormField) -> str:
    return "" if field.required else " (optional)"


def _entry(kind: Offered) -> Line:
    return [_typed(kind), f"  {kind.summary_line().replace('`', '')}"]


def _typed(kind: Offered) -> Command:
    return Command(f"{kind.words[0]} {kind.example}".rstrip())
