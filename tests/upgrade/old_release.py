"""Puts back what the first version left: its database, and the Slack that its messages stand in."""

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import make_url

from playground import Playground
from playground.workspace import Channel, Message, Workspace
from storage.database import file_of

Json = dict[str, Any]

FOLDER = Path(__file__).parents[1] / "data" / "first_version"


@dataclass(frozen=True)
class OldRelease:
    """What is kept of the first version on one kind of database: `sqlite` or `postgresql`."""

    dialect: str

    @cached_property
    def told(self) -> dict[str, Json]:
        """What it said of each incident, by the incident's name in the story that it was made by."""
        told = json.loads(self._text("incidents.json"))
        return {one["key"]: one for one in told}

    @property
    def stopped_at(self) -> datetime:
        """The moment at which its process died."""
        return datetime.fromisoformat(next(self._slack())["at"])

    def put_into(self, url: str, ids: Mapping[str, str] | None = None) -> None:
        """Fill an empty database with its record; `ids` are what Slack calls people and channels by now."""
        statements = _renamed(self._text("record.sql"), ids or {})
        if path := file_of(url):
            with sqlite3.connect(path) as connection:
                connection.executescript(statements)
            connection.close()
            return
        with psycopg.connect(make_url(url).set(drivername="postgresql").render_as_string(False)) as server:
            server.execute(statements.encode())

    def put_back(self, slack: Playground) -> dict[str, str]:
        """Make its channels and messages anew in an untouched playground; returns the new ids by the old ones."""
        workspace, (about, *rows) = slack.workspace, list(self._slack())
        ids = _ids(workspace, about, [row for row in rows if "created" in row])
        for row in json.loads(_renamed(json.dumps(rows, ensure_ascii=False), ids)):
            if "created" in row:
                workspace.channels[row["id"]] = _channel(row)
            else:
                workspace.channels[row["channel"]].messages[row["ts"]] = Message(**row)
        workspace.touch()
        return ids

    def _slack(self) -> Iterator[Json]:
        return map(json.loads, self._text("slack.jsonl").splitlines())

    def _text(self, name: str) -> str:
        return (FOLDER / self.dialect / name).read_text(encoding="utf-8")


def _ids(workspace: Workspace, about: Json, channels: list[Json]) -> dict[str, str]:
    """By the old id, what each thing is called here: people, groups and channels that are here already by name."""
    (app,) = workspace.apps.values()
    people = {account.handle: account.id for account in workspace.accounts.values()}
    groups = {group.handle: group.id for group in workspace.usergroups.values()}
    known = {channel.name: channel.id for channel in workspace.channels.values()}
    ids = {about["team"]: workspace.team_id, about["app"]: app.id, about["bot"]: app.bot_id}
    ids |= {old: people[handle] for handle, old in about["people"].items()}
    ids |= {old: groups[handle] for handle, old in about["groups"].items()}
    return ids | {one["id"]: known.get(one["name"]) or workspace.new_id(one["id"][0]) for one in channels}


def _channel(row: Json) -> Channel:
    topic = {"value": row["topic"], "creator": "", "last_set": 0}
    return Channel(**(row | {"topic": topic}))


def _renamed(text: str, ids: Mapping[str, str]) -> str:
    if not ids:
        return text
    return re.sub(rf"\b(?:{'|'.join(ids)})\b", lambda found: ids[found.group()], text)
