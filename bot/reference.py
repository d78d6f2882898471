"""Writes what is made from the registry and kept in the repository: `python -m bot.reference`, or `make reference`.

These are the JSON schema of `sitrep.toml`, the routing in its example, and the tables of commands in the documents.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import bot.engine
import bot.operations
from bot.config.schema import schema_text
from bot.core.operation import LIVE, OVER, RESOLVED, Offered, Operation
from bot.core.registry import registry
from bot.slack.blockkit.mrkdwn import typed_command

ROOT = Path(__file__).parents[1]

_WHEN = {"open": LIVE, "resolved": RESOLVED, "over": OVER}


def pages(root: Path = ROOT) -> Iterator[tuple[Path, str]]:
    """Each file that is made, with what has to stand in it. The registry has to be filled."""
    yield root / "sitrep.schema.json", schema_text()
    example = root / "sitrep.example.toml"
    text = example.read_text(encoding="utf-8")
    yield example, text[: text.index("[routing]")] + "[routing]\n" + "\n".join(_routing()) + "\n"
    commands = root / "docs" / "commands.md"
    tables = {"operations": "\n".join(_operations()), "queries": "\n".join(_queries())}
    yield commands, _filled(commands.read_text(encoding="utf-8"), tables)


def main() -> None:
    """Write them all anew."""
    registry.collect(bot.operations, bot.engine)
    for path, text in list(pages()):
        path.write_text(text, encoding="utf-8")


def _filled(text: str, tables: Mapping[str, str]) -> str:
    """The document with the table below each of its marks."""
    for name, table in tables.items():
        text = re.sub(rf"(<!-- made of the registry: {name} -->\n\n).*?\n\n", rf"\1{table}\n\n", text, flags=re.DOTALL)
    return text


def _routing() -> Iterable[str]:
    for kind, event in sorted(registry.events().items()):
        listed = ", ".join(f'"{audience}"' for audience in event.route)
        yield f"{kind} = [{listed}]"


def _operations() -> Iterator[str]:
    yield "| Word | Other words | What it does | When | Example |"
    yield "|---|---|---|---|---|"
    for kind in registry.operations():
        if kind.words:
            yield f"| {_named(kind)} | {_says(kind)} | {_when(kind)} | {_example(kind)} |"


def _queries() -> Iterator[str]:
    yield "| Word | Other words | What it shows | Example |"
    yield "|---|---|---|---|"
    for kind in registry.queries():
        yield f"| {_named(kind)} | {_says(kind)} | {_example(kind)} |"


def _named(kind: Offered) -> str:
    first, *others = kind.words
    return f"`{first}` | {', '.join(f'`{word}`' for word in others)}"


def _says(kind: Offered) -> str:
    return " ".join((kind.__doc__ or "").split())


def _when(kind: type[Operation]) -> str:
    if kind.opens:
        return ""
    parts = [name for name, phases in _WHEN.items() if phases <= kind.phases]
    return "always" if len(parts) == len(_WHEN) else ", ".join(parts)


def _example(kind: Offered) -> str:
    return f"`{typed_command(f'{kind.words[0]} {kind.example}'.strip())}`"


if __name__ == "__main__":
    main()
