"""Select menus of teams, in groups and by type-ahead, and an app that offers them."""

from __future__ import annotations

from typing import Any

from slack_bolt.app.async_app import AsyncApp

from tests.playground.blockkit_samples import Json, actions, plain

TEAMS = {"Engineering": ["Payments", "Search", "Other"], "Operations": ["Payroll", "Other"]}


def option(label: str, value: str = "") -> Json:
    return {"text": plain(label), "value": value or label.lower()}


def groups(teams: dict[str, list[str]] | None = None) -> list[Json]:
    """Teams under their departments; a value says both, so that two teams may be called the same."""
    return [
        {"label": plain(heading), "options": [option(name, f"{heading}/{name}".lower()) for name in names]}
        for heading, names in (TEAMS if teams is None else teams).items()
    ]


def select(kind: str, action_id: str = "team", **more: Any) -> Json:
    return {"type": kind, "action_id": action_id, "placeholder": plain("Team"), **more}


def external(kind: str = "external_select", action_id: str = "team", **more: Any) -> Json:
    return select(kind, action_id, **{"min_query_length": 0, **more})


class Teams:
    """An app whose menus offer the teams that hold what is typed, by department; `answer` is said instead."""

    def __init__(self, app: AsyncApp) -> None:
        self.asked: list[Json] = []
        self.chosen: list[Json] = []
        self.submitted: list[Json] = []
        self.answer: Any = None

        @app.options("team")
        async def offer(ack: Any, body: Json) -> None:
            self.asked.append(body)
            await ack(self.found(body["value"]) if self.answer is None else self.answer)

        @app.action("team")
        async def choose(ack: Any, body: Json) -> None:
            self.chosen.append(body)
            await ack()

        @app.view("form")
        async def submit(ack: Any, view: Json) -> None:
            self.submitted.append(view["state"]["values"])
            await ack()

    @staticmethod
    def found(typed: str) -> Json:
        fitting = {
            heading: [name for name in names if typed.lower() in name.lower()] for heading, names in TEAMS.items()
        }
        return {"option_groups": groups({heading: names for heading, names in fitting.items() if names})}


async def posted(app: AsyncApp, *elements: Json, **more: Any) -> str:
    blocks = [actions(*elements) | {"block_id": "tray"}]
    return str((await app.client.chat_postMessage(channel="general", text="Whose is it?", blocks=blocks, **more))["ts"])
