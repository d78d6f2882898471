"""Settings come from the environment and `.env`, are checked, and no secret is ever printed."""

import os
from pathlib import Path

import pytest

from bot.config.problems import ConfigError
from bot.config.settings import OAUTH_VARIABLES, Settings, hidden_from_bolt, load_settings

GOOD = {"SLACK_BOT_TOKEN": "xoxb-secret-1", "SLACK_APP_TOKEN": "xapp-secret-2", "SLACK_SIGNING_SECRET": "secret-3"}


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in os.environ:
        if name.startswith(("SLACK_", "SITREP_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def good(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def refused() -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_settings()
    return str(caught.value).splitlines()


@pytest.mark.usefixtures("good")
def test_defaults() -> None:
    settings = load_settings()
    assert settings.slack_bot_token.get_secret_value() == "xoxb-secret-1"
    assert settings.database_url == "sqlite+aiosqlite:///sitrep.db"
    assert settings.slack_api_url == "https://slack.com/api/"
    assert (settings.mode, settings.host, settings.port, settings.socket_connections) == (
        "socket",
        "127.0.0.1",
        3000,
        2,
    )
    assert (settings.lease_seconds, settings.call_timeout_seconds) == (60, 10)
    assert settings.config_path is None
    Path("sitrep.toml").touch()
    assert load_settings().config_path == Path("sitrep.toml")
    assert not [value for value in GOOD.values() if value in repr(settings)]


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://u:p@h/d", "postgresql+psycopg://u:p@h/d"),
        ("postgresql://u:p@h/d?sslmode=require", "postgresql+psycopg://u:p@h/d?sslmode=require"),
        ("postgresql+psycopg://h/d", "postgresql+psycopg://h/d"),
        ("sqlite:///x.db", "sqlite+aiosqlite:///x.db"),
    ],
)
def test_database_urls(good: pytest.MonkeyPatch, given: str, used: str) -> None:
    good.setenv("SITREP_DATABASE_URL", given)
    assert load_settings().database_url == used


def test_other_settings(good: pytest.MonkeyPatch) -> None:
    good.setenv("SITREP_SLACK_API_URL", "http://localhost:1234/api")
    good.setenv("SITREP_LOG_LEVEL", "debug")
    good.setenv("SITREP_CONFIG", "other.toml")
    good.setenv("SITREP_PORT", "")
    settings = load_settings()
    assert settings.slack_api_url == "http://localhost:1234/api/"
    assert settings.log_level == "DEBUG"
    assert settings.config_path == Path("other.toml")
    assert settings.port == 3000


def test_what_is_missing_depends_on_the_mode(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [line[:44] for line in refused()] == ["environment: SLACK_BOT_TOKEN: is missing: yo"]
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    assert refused()[0].startswith("environment: SLACK_APP_TOKEN: is missing; mode socket needs it")
    monkeypatch.setenv("SITREP_MODE", "http")
    assert refused()[0].startswith("environment: SLACK_SIGNING_SECRET: is missing; mode http needs it")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "x")
    assert load_settings().slack_app_token is None


def test_wrong_values_are_named_and_never_shown(good: pytest.MonkeyPatch) -> None:
    wrong = {
        "SLACK_BOT_TOKEN": "xoxp-hidden",
        "SLACK_APP_TOKEN": "hidden",
        "SITREP_DATABASE_URL": "mysql://root:hidden@host/db",
        "SITREP_SLACK_API_URL": "hidden",
        "SITREP_MODE": "hidden",
        "SITREP_PORT": "hidden",
        "SITREP_LEASE_SECONDS": "0",
        "SITREP_DATBASE_URL": "hidden",
    }
    for name, value in wrong.items():
        good.setenv(name, value)
    found = refused()
    assert {line.split(": ")[1] for line in found} == set(wrong)
    assert len(found) == len(wrong)
    assert "hidden" not in "\n".join(found)
    assert "environment: SITREP_DATBASE_URL: is not a setting; did you mean 'SITREP_DATABASE_URL'?" in found


def test_a_lease_outlasts_the_calls_made_under_it(good: pytest.MonkeyPatch) -> None:
    good.setenv("SITREP_LEASE_SECONDS", "19")
    assert refused() == [
        "environment: SITREP_LEASE_SECONDS: has to be at least twice SITREP_CALL_TIMEOUT_SECONDS, so at least 20: "
        "else two processes could send the same"
    ]
    good.setenv("SITREP_CALL_TIMEOUT_SECONDS", "9.5")
    assert load_settings().lease_seconds == 19


def test_an_env_file_is_read_and_its_lines_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text(
        "# secrets\nSLACK_BOT_TOKEN=xoxb-1\nexport SLACK_APP_TOKEN='xapp-1'\n\nSITREP_PORT=x\nSITREP_PRT=1\nOTHER=1\n"
    )
    assert refused() == [
        ".env:6: SITREP_PRT: is not a setting; did you mean 'SITREP_PORT'?",
        ".env:5: SITREP_PORT: has to be a whole number",
    ]
    Path(".env").write_text("SLACK_BOT_TOKEN=xoxb-1\nSLACK_APP_TOKEN=xapp-1\nSITREP_PORT=4000\nOTHER=1\n")
    assert load_settings().port == 4000
    monkeypatch.setenv("SITREP_PORT", "5000")
    assert load_settings().port == 5000


def test_settings_can_be_written_in_code() -> None:
    settings = Settings(slack_bot_token="xoxb-1", slack_app_token="xapp-1", port=0)
    assert settings.port == 0


def test_bolt_finds_nothing_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    names = (*OAUTH_VARIABLES, "SLACK_BOT_TOKEN")
    for name in names:
        monkeypatch.setenv(name, "x")
    with hidden_from_bolt(), hidden_from_bolt():
        assert not [name for name in names if name in os.environ]
    assert [os.environ[name] for name in names] == ["x", "x", "x"]
