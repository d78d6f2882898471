"""Pull the plug at any call to Slack, before or after its effect: nothing is lost, nothing is there twice.

`pytest -s -n0` prints the matrix at the end; `python -m tests.acceptance` prints it without the tests.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests.acceptance.matrix import KILLS, POSTGRES_LEASE, Cell, Fresh, Matrix, Result, a_process, report
from tests.databases import Postgres, copy_of

GROUPS = 6


@pytest.fixture(scope="module")
def results() -> Iterator[list[Result]]:
    found: list[Result] = []
    yield found
    print(f"\n{report('Killed at every call', found)}")


@pytest.fixture
def files(migrated_file: Path, tmp_path: Path) -> Fresh:
    @contextmanager
    def fresh() -> Iterator[str]:
        yield copy_of(migrated_file, Path(mkdtemp(dir=tmp_path)))

    return fresh


@pytest.mark.parametrize("group", range(GROUPS))
async def test_a_kill_at_any_call_leaves_no_trace(group: int, files: Fresh, results: list[Result]) -> None:
    matrix = Matrix(KILLS, a_process, files)
    expected, cells = await matrix.cells()
    assert len(cells) >= 50
    played = await matrix.run(expected, cells[group::GROUPS])
    results += played
    assert not [result for result in played if result.problem]


@pytest.mark.parametrize("kind", KILLS)
async def test_another_process_takes_over_on_postgresql(kind: str, postgres: Postgres, results: list[Result]) -> None:
    """Where killing leaves most behind, once for each method."""
    matrix = Matrix(KILLS, a_process, postgres.fresh, POSTGRES_LEASE, at_once=7)
    expected, cells = await matrix.cells()
    played = await matrix.run(expected, _one_a_method(cells, kind))
    assert len(played) >= 6
    results += played
    assert not [result for result in played if result.problem]


def _one_a_method(cells: list[Cell], kind: str) -> list[Cell]:
    last = {cell.call.method: cell for cell in cells if cell.kind == kind}
    return [cell for method, cell in last.items() if method.startswith(("bookmarks", "chat", "conversations", "pins"))]
