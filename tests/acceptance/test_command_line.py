"""`sitrep` as a process of its own: what an administrator types, reads, and gets as exit code."""

import re
import signal
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.acceptance.scene import scene_of
from tests.acceptance.shell import PASSWORD, Shell, free_port, is_ready
from tests.acceptance.stage import Stage


async def test_check_names_file_key_and_line_and_everything_else_that_is_wrong(shell: Shell) -> None:
    config = 'prefix = "INC"\n\n[[severities]]\nslug = "sev1"\nname = "SEV1"\nanounce = ["incidents"]\n'
    (shell.folder / "sitrep.toml").write_text(config)

    ended = await shell.process(
        "check",
        SLACK_BOT_TOKEN="xoxb-nobodys-token-0123456789",
        SITREP_DATABASE_URL=f"postgresql://sitrep:{PASSWORD}@127.0.0.1:9/sitrep",
    )

    assert ended.code == 1
    assert re.search(r"sitrep\.toml:6\b.*anounce", ended.err), ended.err
    assert "announce" in ended.err
    assert "SLACK_BOT_TOKEN" in ended.err
    assert "invalid_auth" in ended.err
    assert "it cannot be reached" in ended.err
    assert "xoxb-nobodys" not in ended.text


async def test_check_says_which_scopes_are_missing_and_that_the_app_token_is_wrong(shell: Shell) -> None:
    shell.slack.app.scopes.remove("pins:write")

    ended = await shell.sitrep("check", SLACK_APP_TOKEN="xapp-1-nobodys-token")

    assert ended.code == 1
    assert "pins:write" in ended.err
    assert "SLACK_APP_TOKEN" in ended.err
    assert "xapp-1-nobodys" not in ended.text


async def test_check_is_content(shell: Shell) -> None:
    ended = await shell.sitrep("check")

    assert ended.code == 0, ended.text
    assert "Everything is in order" in ended.out
    assert ended.err == ""


async def test_check_says_what_is_missing_in_an_empty_environment(shell: Shell) -> None:
    ended = await shell.sitrep("check", SLACK_BOT_TOKEN="", SLACK_APP_TOKEN="", SITREP_DATABSE_URL="x")

    assert ended.code == 1
    assert "SLACK_BOT_TOKEN" in ended.err
    assert "SITREP_DATABASE_URL" in ended.err, "the nearest to what was written"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-nobodys-token-0123456789"}, "SLACK_BOT_TOKEN"),
        ({"SLACK_APP_TOKEN": "xapp-1-nobodys-token"}, "SLACK_APP_TOKEN"),
    ],
    ids=["bot token", "app token"],
)
async def test_run_refuses_to_start_in_words(shell: Shell, environment: Mapping[str, str], expected: str) -> None:
    ended = await shell.process("run", **{"SITREP_PORT": "0", **environment})

    assert ended.code == 1
    assert expected in ended.err
    assert "nobodys" not in ended.text


async def test_run_serves_until_it_is_told_to_stop_and_keeps_its_secrets(shell: Shell) -> None:
    port = free_port()
    process = await shell.start("run", SITREP_PORT=str(port), SITREP_LOG_LEVEL="DEBUG", SITREP_LOG_FORMAT="json")
    ana = shell.slack.person("ana")
    await shell.slack.until_connected(2, timeout=60)
    await ana.until(lambda: is_ready(port), timeout=30, what="readiness")

    assert "Declared INC-1" in (await ana.command("/incident declare sev2 Mallory was here")).text
    await ana.sees("inc-1-mallory-was-here", "Incident lead: nobody")

    process.send_signal(signal.SIGTERM)
    out, err = await process.communicate()
    assert process.returncode == 0
    log = (out + err).decode()
    assert "stopping" in log
    assert "declare on INC-1" in log
    for hidden in (shell.slack.bot_token, shell.slack.app_token, shell.slack.signing_secret, "Mallory", "Traceback"):
        assert hidden not in log


async def test_the_outbox_is_shown_and_tried_again(stage: Stage, tmp_path: Path) -> None:
    shell = Shell(tmp_path, stage.slack, stage.settings.database_url)
    await stage.slack.restrict_channel_creation()
    await stage.ana.command("/incident declare sev2 Checkout is down")
    await stage.settled()

    listed = await shell.sitrep("outbox")
    assert listed.code == 0
    assert re.search(r"room-1 +INC-1 .*do not allow", listed.out), listed.out

    await stage.slack.restrict_channel_creation(restricted=False)
    retried = await shell.sitrep("outbox", "retry")
    assert retried.code == 0
    assert re.match(r"[1-9]\d* to be tried again", retried.out), retried.out
    stage.sitrep.worker.wake()  # it looks by itself every few seconds
    await stage.ana.until(lambda: stage.ana.channel("inc-1-checkout-is-down"), timeout=20, what="the room")
    scene = await scene_of(stage, "INC-1")
    assert "Checkout is down" in (await scene.card()).text
    assert "Everything has been delivered" in (await shell.sitrep("outbox", "list")).out


async def test_the_database_is_brought_up_and_says_where_it_stands(shell: Shell, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"

    assert (await shell.sitrep("db", "current", SITREP_DATABASE_URL=url)).out.startswith("empty")
    upgraded = await shell.sitrep("db", SITREP_DATABASE_URL=url)

    assert upgraded.code == 0
    revision = re.match(r"(\S+) \(newest: (\S+)\)", upgraded.out)
    assert revision
    assert revision[1] == revision[2]


@pytest.mark.parametrize("command", ["db", "outbox"])
async def test_what_never_calls_slack_asks_for_no_token(shell: Shell, command: str) -> None:
    ended = await shell.sitrep(command, SLACK_BOT_TOKEN="", SLACK_APP_TOKEN="")
    assert ended.code == 0, ended.text
