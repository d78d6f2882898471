"""Help: everything that can be typed, by theme; or one theme, or one command, in full."""

from dataclasses import dataclass

from pydantic import Field

from bot.core.fields import ShortText
from bot.core.operation import Answer, Context, Offered, RecordReader, Theme, WorkspaceQuery
from bot.core.refusal import Refusal, RefusalCode
from bot.core.registry import registry


@dataclass(frozen=True)
class Helped(Answer):
    """What can be typed, in order. Where one theme or one command was asked for, it is all about that."""

    offered: tuple[Offered, ...]
    theme: Theme | None = None
    command: Offered | None = None


class ShowHelp(WorkspaceQuery):
    """Show this.

    With a theme or a command, all about that.
    """

    slug = "help"
    words = ("help", "?")
    title = "Help"
    order = 60

    about: ShortText = Field("", validate_default=False)

    async def answer(self, reader: RecordReader, context: Context) -> Answer:
        offered = tuple(registry.typed())
        asked = self.about.lower()
        if not asked:
            return Helped(offered)
        theme = next((theme for theme in Theme if asked in (theme.value.lower(), theme.name.lower())), None)
        if theme:
            return Helped(tuple(kind for kind in offered if kind.theme is theme), theme)
        command = registry.called(asked)
        if command is None:
            themes = ", ".join(theme.value for theme in Theme)
            raise Refusal(f"There is no command “{self.about}”. Ask for one of {themes}.", code=RefusalCode.NOT_FOUND)
        return Helped((command,), command=command)
