"""`check` reports what is wrong in settings and process together, and sums up what is right."""

import os
from pathlib import Path

import pytest

from bot.config.check import check, summarise
from bot.process.process import Process


@pytest.fixture(autouse=True)
def _workplace(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in os.environ:
        if name.startswith(("SLACK_", "SITREP_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_everything_wrong_is_reported_together() -> None:
    Path("sitrep.toml").write_text("\nprefx = 'A'\n[permissions]\nfly = []\n")
    checked = check()
    assert [f"{problem.file}:{problem.line}:{problem.key}" for problem in checked.problems] == [
        "environment:None:SLACK_BOT_TOKEN",
        "sitrep.toml:2:prefx",
        "sitrep.toml:4:permissions.fly",
    ]
    assert (checked.settings, checked.process) == (None, None)
    assert checked.summary == "sitrep.toml: cannot be used"


def test_a_route_to_where_nobody_delivers_is_reported() -> None:
    Path("sitrep.toml").write_text("[routing]\nresolved = ['room', 'pager:operations', 'channel:operations']\n")
    found = [str(problem) for problem in check(schemes={"room", "channel"}).problems if problem.file == "sitrep.toml"]
    assert found == ["sitrep.toml:2: routing.resolved[1]: nobody delivers to it; there is channel, room"]


def test_what_is_right_is_summed_up() -> None:
    Path(".env").write_text("SLACK_BOT_TOKEN=xoxb-1\nSLACK_APP_TOKEN=xapp-1\n")
    checked = check()
    assert not checked.problems
    assert checked.settings
    assert checked.process == Process()
    assert checked.summary == f"no sitrep.toml, defaults: {summarise(Process())}"
    assert summarise(Process()) == "4 severities, 3 roles, 1 type, 15 milestones"


def test_another_file_can_be_named() -> None:
    Path("other.toml").write_text("prefix = 'OPS'")
    checked = check(Path("other.toml"))
    assert checked.process
    assert checked.process.prefix == "OPS"
    assert checked.summary.startswith("other.toml: 4 severities")
