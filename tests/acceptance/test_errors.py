"""When something breaks inside: words with an id for the person, the same id in the log, and no secret anywhere."""

import logging
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from playground import Fault
from storage.database import parse_url
from tests.acceptance.scene import declared
from tests.acceptance.stage import Stage
from tests.logged import logged

BROKEN = re.compile(r"Something went wrong.*\b(?P<id>[0-9a-f]{8})\b", re.DOTALL)


@contextmanager
def without_table(stage: Stage, table: str) -> Iterator[None]:
    """The record without one of its tables, which comes back afterwards."""
    path = Path(str(parse_url(stage.settings.database_url).database))
    with sqlite3.connect(path) as record:
        record.execute("PRAGMA legacy_alter_table = ON")
        record.execute(f"ALTER TABLE {table} RENAME TO away")
    try:
        yield
    finally:
        with sqlite3.connect(path) as record:
            record.execute("PRAGMA legacy_alter_table = ON")
            record.execute(f"ALTER TABLE away RENAME TO {table}")
        record.close()


def secrets(stage: Stage) -> list[str]:
    given = stage.settings
    kept = [given.slack_bot_token, given.slack_app_token, given.slack_signing_secret]
    return [one.get_secret_value() for one in kept if one]


async def test_a_command_a_press_and_a_form_are_answered_with_an_id_that_the_log_has(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    scene = await declared(stage, "sev3 The cat video of Mallory")
    form = await scene.form("resolve")
    tray = (await scene.types("", by="bob")).messages[0]
    before = stage.slack.snapshot()

    with without_table(stage, "receipt"):
        typed = await stage.ana.command("/incident note a secret plan", scene.room)
        pressed = await stage.bob.press("Acknowledge", message=tray)
        submitted = await form.submit({"What fixed it?": "a secret remedy"})

    assert submitted.modal is not None
    texts = [typed.text, pressed.text, submitted.modal.text]
    for text in texts:
        found = BROKEN.search(text)
        assert found, text
        assert f"error {found['id']}" in caplog.text
    assert len({BROKEN.search(text)["id"] for text in texts}) == 3  # type: ignore[index]
    await stage.settled()
    assert stage.slack.snapshot() == before
    for hidden in (*secrets(stage), "a secret plan", "a secret remedy", "cat video"):
        assert hidden not in caplog.text
    assert "no such table" in caplog.text


async def test_it_works_again_once_the_database_does(stage: Stage) -> None:
    scene = await declared(stage)
    with without_table(stage, "receipt"):
        assert BROKEN.search((await stage.ana.command("/incident note now", scene.room)).text)

    await scene.types("note then")

    timeline = await scene.timeline()
    assert "then" in timeline
    assert "now" not in timeline


async def test_delivery_outlives_a_database_that_is_away(stage: Stage) -> None:
    scene = await declared(stage)
    with without_table(stage, "card"):
        await stage.ana.command("/incident update It is on its way", scene.room)
        await stage.ana.until(lambda: tried(stage), what="a round that broke")

    stage.sitrep.worker.wake()
    await scene.stage.ana.sees(scene.room, "It is on its way", timeout=10)


async def tried(stage: Stage) -> bool:
    from sqlalchemy import select  # noqa: PLC0415

    from storage.tables import Work  # noqa: PLC0415

    async with stage.sitrep.database.reading() as session:
        return bool(await session.scalar(select(Work.attempts)))


async def test_nothing_secret_is_logged_even_when_everything_is(stage: Stage) -> None:
    with logged() as said:
        scene = await declared(stage, "sev1 Hush hush")
        await (await scene.form("update")).submit({"Update": "Nobody may read this in a log"})
        await stage.settled()
        await stage.ana.open_home()
        await scene.types("show")

    written = said.getvalue()
    assert "chat.postMessage" in written, "the log is not empty"
    for hidden in (*secrets(stage), "Hush hush", "Nobody may read this", "/response/", "wss://", "ticket="):
        assert hidden not in written


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault("views.open", kind="ratelimit"), "Slack is busy right now"),
        (Fault("views.open", kind="error", error="expired_trigger_id"), "That took too long"),
    ],
)
async def test_a_form_that_slack_does_not_open_is_said_in_words(stage: Stage, fault: Fault, words: str) -> None:
    stage.slack.fail(fault)
    assert words in (await stage.ana.command("/incident")).text
    assert await stage.ana.modal_now() is None


async def test_a_press_is_acknowledged_even_where_its_refusal_cannot_be_said(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.slack.fail(Fault("views.open", error="expired_trigger_id", nth=None))

    assert (await stage.ana.shortcut("Declare an incident")).failure is None

    assert "could not tell" in caplog.text
    assert ": busy" in caplog.text
