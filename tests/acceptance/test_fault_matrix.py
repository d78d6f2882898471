"""Let any call to Slack go wrong once, in every way that calls do: nothing is lost, nothing is there twice.

`pytest -s -n0` prints the matrix at the end; `python -m tests.acceptance` prints it without the tests.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests.acceptance.matrix import FAULTS, Matrix, Result, in_process, report
from tests.databases import copy_of

HALVES = 2


@pytest.fixture(scope="module")
def results() -> Iterator[list[Result]]:
    found: list[Result] = []
    yield found
    print(f"\n{report('Every call goes wrong once', found)}")


@pytest.mark.parametrize("half", range(HALVES))
@pytest.mark.parametrize("fault", FAULTS)
async def test_a_fault_at_any_call_leaves_no_trace(
    fault: str, half: int, migrated_file: Path, tmp_path: Path, results: list[Result]
) -> None:
    @contextmanager
    def fresh() -> Iterator[str]:
        yield copy_of(migrated_file, Path(mkdtemp(dir=tmp_path)))

    matrix = Matrix({fault: FAULTS[fault]}, in_process, fresh)
    expected, cells = await matrix.cells()
    assert len(cells) >= 25
    played = await matrix.run(expected, cells[half::HALVES])
    results += played
    assert not [result for result in played if result.problem]
