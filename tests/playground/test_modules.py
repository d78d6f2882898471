"""The playground's own modules: each is in the documentation's list of them, and says first what it is for."""

import ast
import re
from pathlib import Path

import playground

FOLDER = Path(playground.__file__).parent
PAGE = Path(__file__).parents[2] / "docs" / "playground.md"


def test_every_module_is_listed() -> None:
    section = PAGE.read_text(encoding="utf-8").partition("## Its modules")[2].partition("\n## ")[0]
    modules = {path.stem for path in FOLDER.glob("*.py")} - {"__init__", "__main__"}
    folders = {f"{path.parent.name}/" for path in FOLDER.glob("*/__init__.py")}
    assert set(re.findall(r"`([a-z_]+/?)`", section)) == modules | folders | {"playground/"}


def test_every_module_says_first_what_it_is_for() -> None:
    sentences = {path: ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) for path in FOLDER.rglob("*.py")}
    assert [str(path) for path, sentence in sentences.items() if not sentence] == []
