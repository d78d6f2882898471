"""The worked example of docs/design.md is three files, and nothing else has to be edited for it to work everywhere."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from storage import migrations
from tests.databases import Postgres

ROOT = Path(__file__).parents[2]
_FILE = re.compile(r"<!-- file: (\S+) -->\n```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILES = dict(_FILE.findall((ROOT / "docs" / "design.md").read_text(encoding="utf-8")))

GENERAL = (
    "tests/slack",
    "tests/config/test_files.py",
    "tests/operations/test_typed.py",
    "tests/rules/test_events.py",
    "tests/storage/test_migrations.py",
    "tests/test_docs.py",
)
"""The tests that go through everything there is: they hold for it as well."""


def copied(folder: Path) -> Path:
    """The project as git has it, or would have it, with the three files of the example."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((ROOT / name).read_bytes())
    for name, text in FILES.items():
        assert not (folder / name).exists(), f"{name} is no new file"
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def runs(copy: Path, *arguments: str) -> None:
    # Its PostgreSQL is one of its own: the template in this run's has no table of regions.
    alone = {name: value for name, value in os.environ.items() if not name.startswith(("SITREP_", "PYTEST_"))}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=copy, env=alone, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{' '.join(arguments)}\n{done.stdout[-6000:]}\n{done.stderr[-2000:]}"


def test_the_example_is_an_operation_a_table_and_a_migration() -> None:
    assert sorted(path.split("/")[0] for path in FILES) == ["bot", "storage", "storage"]
    migration = next(text for path, text in FILES.items() if "migrations" in path)
    assert f'down_revision = "{migrations.head()}"' in migration


def test_the_example_works_everywhere_with_no_other_edit(tmp_path: Path, postgres: Postgres) -> None:
    copy = copied(tmp_path / "project")
    runs(copy, "-m", "bot.reference")
    runs(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/capability/walk.py")


@pytest.mark.long
@pytest.mark.timeout(600)
def test_whatever_holds_for_all_capabilities_holds_for_the_example(tmp_path: Path, postgres: Postgres) -> None:
    copy = copied(tmp_path / "project")
    runs(copy, "-m", "bot.reference")
    runs(copy, "-m", "tests.slack.words")
    runs(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-x", *GENERAL)
    runs(copy, "-m", "mypy", "--no-incremental", *FILES)
