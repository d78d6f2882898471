"""What reaches the log, whoever writes it."""

import logging
from typing import Literal

import pytest

from bot import logs

ADDRESS = "wss://wss-primary.slack.com/link/?ticket=8efc-secret&app_id=hush"


@pytest.mark.parametrize("style", ["text", "json"])
def test_no_ticket_of_a_connection_is_logged(
    style: Literal["text", "json"], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(logging.root, "handlers", [])
    monkeypatch.setattr(logging.root, "level", logging.WARNING)
    logs.configure("INFO", style)
    log = logging.getLogger("tests.logs")
    try:
        raise OSError(f"403, message='Invalid response status', url='{ADDRESS}'")
    except OSError as error:
        log.exception("Failed to connect (error: %s); Retrying...", error)
    log.info("GET /socket?ticket=8efc-secret of %r", {"url": ADDRESS})

    said = capsys.readouterr().err
    assert "Failed to connect" in said
    assert "Traceback" in said
    assert said.count("wss://wss-primary.slack.com/link/") == 3
    for hidden in ("8efc-secret", "hush"):
        assert hidden not in said
