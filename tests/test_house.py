"""The house stays one that a newcomer can live in: nothing is long, and nothing is called like something else."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bot.core.registry import registry

ROOT = Path(__file__).parents[1]
LONGEST_MODULE, LONGEST_FUNCTION = 400, 40


def modules(*folders: str) -> Iterator[tuple[str, str]]:
    """Every module of these folders but the migrations, with its text."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "versions" not in path.parts:
                yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def test_no_module_is_longer_than_a_few_screens() -> None:
    long = {
        name: lines
        for name, text in modules("bot", "storage", "playground", "benchmarks")
        if (lines := len(text.splitlines())) > LONGEST_MODULE
    }
    assert long == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        f"{name}:{node.name}": lines
        for name, text in modules("bot", "storage", "playground", "benchmarks")
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}


def test_every_module_opens_with_a_sentence() -> None:
    silent = [name for name, text in modules("bot", "storage", "playground") if not ast.get_docstring(ast.parse(text))]
    assert silent == []


def test_no_two_classes_are_called_the_same() -> None:
    named: dict[str, list[str]] = defaultdict(list)
    for name, text in modules("bot", "storage"):
        for node in ast.parse(text).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                named[node.name].append(name)
    assert {name: places for name, places in named.items() if len(places) > 1} == {}


def test_what_a_refusal_says_would_help_is_there() -> None:
    """Slugs stand in the text of a module, where nothing would miss one that is no more."""
    named = {
        f"{name}: {slug.value}"
        for name, text in modules("bot")
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.keyword) and node.arg == "helps"
        for slug in ast.walk(node.value)
        if isinstance(slug, ast.Constant) and isinstance(slug.value, str)
    }
    assert named
    assert [one for one in sorted(named) if registry.offered(one.partition(": ")[2]) is None] == []
