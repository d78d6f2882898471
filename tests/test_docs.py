"""What the documents say is so: links, words, settings, targets and tests exist, and the examples run."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli import main
from bot.config.settings import PREFIX, Settings
from playground.methods import METHODS

ROOT = Path(__file__).parents[1]
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md"))]
NAMES = [str(path.relative_to(ROOT)) for path in DOCUMENTS]

_BLOCK = re.compile(r"^```[\s\S]*?^```$|(?:^ {4}.*\n)+", re.MULTILINE)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_TEST = re.compile(r"\b(test_\w+)\b")
_MAKE = re.compile(r"(?:`|^ {4}|&& )make ([a-z]+)", re.MULTILINE)
_COMMAND = re.compile(r"bin/sitrep ([a-z]+)")
_EXAMPLE = re.compile(r"<!-- tested:.*?-->\n```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_OPERATION = re.compile(r"^\| `(\w+)` \|[^|]*\|[^|]*\| ?([^|]*?) \| `/incident", re.MULTILINE)
_FILE = re.compile(r"`((?:bot|storage|tests|playground|requirements|docs)/[\w/]+\.(?:py|toml|md|yml))`")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def found(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """Every match in every document, with the document."""
    return [(name, match) for name in NAMES for match in pattern.findall(read(name))]


def anchors(text: str) -> set[str]:
    """The headings as they are linked to."""
    headings = _HEADING.findall(_BLOCK.sub("", text))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links() -> Iterator[tuple[str, str]]:
    for name in NAMES:
        for link in _LINK.findall(_BLOCK.sub("", read(name))):
            if not link.startswith("https://"):
                yield name, link


def test_every_link_leads_somewhere() -> None:
    all_links = list(links())
    assert len(all_links) > 20
    for name, link in all_links:
        path, _, anchor = link.partition("#")
        target = (ROOT / name).parent / path if path else ROOT / name
        assert target.exists(), f"{name}: {link}"
        assert not anchor or anchor in anchors(target.read_text(encoding="utf-8")), f"{name}: {link}"


def test_every_document_can_be_found_from_the_readme() -> None:
    seen, waiting = set[Path](), [ROOT / "README.md"]
    graph = list(links())
    while waiting:
        page = waiting.pop()
        seen.add(page)
        targets = ((page.parent / link.partition("#")[0]).resolve() for name, link in graph if ROOT / name == page)
        waiting += [target for target in targets if target.suffix == ".md" and target not in seen]
    assert {path.resolve() for path in DOCUMENTS} <= seen


def test_every_setting_is_described() -> None:
    aliases = {name: field.validation_alias for name, field in Settings.model_fields.items()}
    variables = [str(alias or f"{PREFIX}{name}".upper()) for name, alias in aliases.items()]
    rows = re.findall(r"^\| `(S[A-Z_]+)` \|", read("docs/configure.md"), re.MULTILINE)
    assert sorted(rows) == sorted(variables)


def test_every_scope_is_explained_and_no_other() -> None:
    manifest = yaml.safe_load(read("manifest.yml"))
    rows = re.findall(r"^\| `([a-z.]+(?::[a-z.]+)?)` \|", read("docs/install.md"), re.MULTILINE)
    assert rows == manifest["oauth_config"]["scopes"]["bot"]


def test_every_dependency_has_its_reason() -> None:
    given = read("requirements/main.in") + read("requirements/dev.in")
    wanted = re.findall(r"^([a-z][\w-]*)", given, re.MULTILINE)
    first_cells = "\n".join(re.findall(r"^\| ([^|]+) \|", read("docs/dependencies.md"), re.MULTILINE))
    assert len(wanted) > 20
    assert [name for name in wanted if not re.search(rf"(?<![\w-]){name}(?![\w-])", first_cells)] == []


def test_every_method_of_the_playground_is_named() -> None:
    section = read("docs/playground.md").partition("## Methods")[2].partition("##")[0]
    assert set(re.findall(r"`([\w.]+)`", section)) == {*METHODS, "apps.connections.open"}


def test_every_target_of_make_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    named = found(_MAKE)
    assert {"demo", "tour", "run", "check", "test", "lint", "bench"} <= {target for _, target in named}
    assert [pair for pair in named if pair[1] not in targets] == []


def test_every_command_exists(capsys: pytest.CaptureFixture[str]) -> None:
    named = {command for _, command in found(_COMMAND)}
    assert named
    for command in named:
        with pytest.raises(SystemExit) as ended:
            main([command, "--help"])
        assert ended.value.code == 0, command
        assert "usage:" in capsys.readouterr().out


def test_every_test_and_file_that_is_named_exists() -> None:
    defined = {
        name
        for path in ROOT.glob("tests/**/*.py")
        for name in re.findall(r"def (test_\w+)", path.read_text(encoding="utf-8"))
    }
    defined |= {path.stem for path in ROOT.glob("tests/**/test_*.py")} | {"test_it_greets"}
    tests = found(_TEST)
    assert len(tests) > 20
    assert [pair for pair in tests if pair[1] not in defined] == []
    added = set(re.findall(r"<!-- file: (\S+) -->", read("docs/design.md")))
    files = [pair for pair in found(_FILE) if pair[1] not in added]
    assert len(files) > 10
    assert [pair for pair in files if not (ROOT / pair[1]).exists()] == []


def example(name: str) -> dict[str, Any]:
    """What the one tested example of a document defines."""
    (code,) = _EXAMPLE.findall(read(name))
    defined: dict[str, Any] = {"__name__": "example"}
    exec(compile(code, name, "exec"), defined)
    return defined


async def test_the_example_of_a_test_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    await example("docs/playground.md")["test_it_greets"]()
