"""Whose installation a payload is for, also from shared channels and in organisations."""

from typing import Any

import pytest

from bot.slack.inbound.installation import Installation, app_of
from bot.slack.inbound.payloads import check
from tests.inbound import samples
from tests.inbound.samples import APP, BOT, OTHER_TEAM, TEAM

OURS = Installation(TEAM, BOT, app_id=APP)
THEIR_PERSON = {"id": "U0666", "name": "mallory", "team_id": OTHER_TEAM}
THEIRS = {"id": OTHER_TEAM, "domain": "elsewhere"}
THEIR_GRANT = {"enterprise_id": None, "team_id": OTHER_TEAM, "user_id": "U9", "is_bot": True}
OUR_GRANT = THEIR_GRANT | {"team_id": TEAM}
THEIR_VIEW = samples.submission()["view"] | {"app_installed_team_id": OTHER_TEAM, "team_id": OTHER_TEAM, "bot_id": "B9"}

MEANT: dict[str, dict[str, Any]] = {
    **samples.each(),
    "a command without an enterprise": {k: v for k, v in samples.command().items() if "enterprise" not in k},
    "an event of their team that we are authorized for": samples.event(
        team_id=OTHER_TEAM, context_team_id=OTHER_TEAM, authorizations=[OUR_GRANT], is_ext_shared_channel=True
    ),
    "an event of our team without authorizations": samples.event(authorizations=[]),
    "an event in our context": samples.event(team_id=OTHER_TEAM, authorizations=[THEIR_GRANT]),
    "a press of our card by one of theirs": samples.press(team=THEIRS, user=THEIR_PERSON),
    "a press by one of theirs in our channel": samples.press(user=THEIR_PERSON),
    "our form submitted by one of theirs": samples.submission(team=THEIRS, user=THEIR_PERSON),
    "our form, where no team is said": samples.submission(team=None),
    "no app": {key: value for key, value in samples.press().items() if key != "api_app_id"},
}

NOT_MEANT: dict[str, dict[str, Any]] = {
    "a command": samples.command(team_id=OTHER_TEAM),
    "a command with a team of another kind": samples.command(team_id=OTHER_TEAM, enterprise_id=TEAM),
    "a press": samples.press(team=THEIRS, message=samples.press()["message"] | {"bot_id": "B9"}),
    "a press without a message": samples.press(team=THEIRS, message=None),
    "a press where no team is said": samples.press(team=None, message=None),
    "a submission": samples.submission(team=THEIRS, view=THEIR_VIEW),
    "a submission of theirs by one of ours": samples.submission(view=THEIR_VIEW),
    "a closed form": samples.closing(team=THEIRS, view=THEIR_VIEW),
    "a suggestion": samples.suggestion(team=THEIRS),
    "a shortcut": samples.shortcut(team=THEIRS),
    "a message shortcut": samples.message_shortcut(team=THEIRS),
    "an event": samples.event(team_id=OTHER_TEAM, context_team_id=OTHER_TEAM, authorizations=[THEIR_GRANT]),
    "an event of nobody": samples.event(team_id=None, context_team_id=None, authorizations=None),
    **{f"another app: {name}": one | {"api_app_id": "A0666"} for name, one in samples.each().items()},
}


@pytest.mark.parametrize("name", MEANT)
def test_what_is_for_us_is_taken(name: str) -> None:
    check(MEANT[name])
    assert OURS.is_meant(MEANT[name])


@pytest.mark.parametrize("name", NOT_MEANT)
def test_what_is_for_another_is_not(name: str) -> None:
    check(NOT_MEANT[name])
    assert not OURS.is_meant(NOT_MEANT[name])


def test_an_app_installed_for_an_organisation_is_for_all_of_it() -> None:
    grant = {"enterprise_id": "E0001", "team_id": None, "is_enterprise_install": True}
    whole = {"team": None, "enterprise": {"id": "E0001", "name": "Acme"}, "is_enterprise_install": True}
    payloads = [
        samples.command(team_id="T0002", is_enterprise_install="true"),
        samples.press(**whole, message=None),
        samples.submission(**whole, view=THEIR_VIEW),
        samples.event(team_id="T0002", context_team_id=None, authorizations=[grant]),
    ]
    organisation = Installation(TEAM, BOT, enterprise_id="E0001")
    for payload in payloads:
        check(payload)
        assert organisation.is_meant(payload)
        assert not Installation(TEAM, BOT, enterprise_id="E0002").is_meant(payload)
        assert not OURS.is_meant(payload)


def test_an_app_that_is_not_known_is_not_asked_for() -> None:
    assert Installation(TEAM, BOT).is_meant(samples.command(api_app_id="A0666"))


@pytest.mark.parametrize(
    ("token", "app"), [("xapp-1-A012AB-5501-abcdef", "A012AB"), ("xapp-of-some-other-form", ""), ("", "")]
)
def test_an_app_level_token_tells_its_app(token: str, app: str) -> None:
    assert app_of(token) == app
