"""The help: every operation and query there is, by theme, each with how to type it; as much of it as Slack takes."""

from collections.abc import Sequence
from itertools import groupby

from bot.core.fields import FieldKind, form_fields
from bot.core.operation import Offered, Theme
from bot.core.text import Button, Command, Line, Message, Paragraph, Part, Strong, listed, message, paragraph
from bot.operations.help import Helped
from bot.slack.blockkit.render import LONGEST_BLOCKS, size


def manual(answer: Helped) -> Message:
    """What was asked for; where everything would be more than Slack takes, the themes with their words."""
    if answer.command:
        return _about(answer.command)
    if answer.theme:
        return message(*_fitting(_themes(answer.offered)))
    intro: Line = [Command(""), " alone declares an incident or, in its room, shows what you can do."]
    naming: Line = ["Outside a room, name the incident: ", Command("update INC-42 …")]
    whole = [paragraph(intro, naming), *_themes(answer.offered)]
    if size(whole) <= LONGEST_BLOCKS:
        return message(*whole)
    more: Line = ["To read about one: ", Command("help update"), " or, of a theme, ", Command("help people")]
    brief = [paragraph(intro, naming, more), *_overview(answer.offered)]
    buttons = [Button(theme.value, "help", fields={"about": theme.value}) for theme, _ in _by_theme(answer.offered)]
    return message(*_fitting(brief), buttons=buttons)


def _by_theme(offered: Sequence[Offered]) -> list[tuple[Theme, list[Offered]]]:
    return [(theme, list(kinds)) for theme, kinds in groupby(offered, lambda kind: kind.theme)]


def _themes(offered: Sequence[Offered]) -> list[Paragraph]:
    """All of it: one paragraph, themes and what belongs to them."""
    lines: list[Line] = []
    for theme, kinds in _by_theme(offered):
        lines += [[Strong(theme.value)], *map(_entry, kinds)]
    return [paragraph(*lines)]


def _overview(offered: Sequence[Offered]) -> list[Paragraph]:
    """The words of each theme."""
    return [
        paragraph([Strong(theme.value)], [", ".join(kind.words[0] for kind in kinds)])
        for theme, kinds in _by_theme(offered)
    ]


def _fitting(parts: Sequence[Part]) -> list[Part]:
    """As it is where Slack takes it; else without what each command is for."""
    if size(parts) <= LONGEST_BLOCKS:
        return list(parts)
    return [_brief(part) if isinstance(part, Paragraph) else part for part in parts]


def _brief(part: Paragraph) -> Paragraph:
    """The commands alone, on one line."""
    commands = [[piece] for line in part.lines for piece in line if isinstance(piece, Command)]
    return paragraph(part.lines[0], listed(commands)) if commands else part


def _about(kind: Offered) -> Message:
    """One command in full: what it does, how it is typed, which fields its form has."""
    also: Line = ["Also: ", *listed([[Command(word)] for word in kind.words[1:]], ", ")] if kind.words[1:] else []
    asked = [field for field in form_fields(kind) if field.kind not in (FieldKind.HIDDEN, FieldKind.FILTERS)]
    fields: list[Line] = [
        [Strong(field.title), "" if field.required else " (optional)", f"  {field.hint}".rstrip()] for field in asked
    ]
    return message(paragraph(_entry(kind), also, *fields))


def _entry(kind: Offered) -> Line:
    typed = f"{kind.words[0]} {kind.example}".rstrip()
    return [Command(typed), f"  {kind.summary_line().replace('`', '')}"]
