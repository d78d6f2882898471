"""A Bolt app after the ideas of Slack's public tutorials: hello, a button, a command, a form, Home."""

import os
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

client = WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ.get("SLACK_API_URL", WebClient.BASE_URL))
app = App(client=client, signing_secret=os.environ["SLACK_SIGNING_SECRET"])


def text(content: str, kind: str = "plain_text") -> dict[str, Any]:
    return {"type": kind, "text": content}


@app.message("hello")
def hello(message: dict[str, Any], say: Any) -> None:
    greeting = f"Hey there <@{message['user']}>!"
    button = {"type": "button", "text": text("Click Me"), "action_id": "button_click"}
    say(text=greeting, blocks=[{"type": "section", "text": text(greeting, "mrkdwn"), "accessory": button}])


@app.action("button_click")
def clicked(body: dict[str, Any], ack: Any, say: Any) -> None:
    ack()
    say(f"<@{body['user']['id']}> clicked the button")


@app.command("/echo")
def echo(ack: Any, respond: Any, command: dict[str, Any]) -> None:
    ack()
    respond(f"You said: {command['text']}")


@app.command("/ticket")
def ticket(ack: Any, body: dict[str, Any], client: WebClient) -> None:
    ack()
    field = {"type": "plain_text_input", "action_id": "value", "multiline": True}
    block = {"type": "input", "block_id": "what", "label": text("What happened?"), "element": field}
    view = {
        "type": "modal",
        "callback_id": "ticket",
        "title": text("New ticket"),
        "submit": text("Create"),
        "blocks": [block],
    }
    client.views_open(trigger_id=body["trigger_id"], view=view)


@app.view("ticket")
def created(ack: Any, body: dict[str, Any], client: WebClient, view: dict[str, Any]) -> None:
    what = view["state"]["values"]["what"]["value"]["value"]
    if len(what) <= 5:
        ack(response_action="errors", errors={"what": "The value must be longer than 5 characters"})
        return
    ack()
    client.chat_postMessage(channel=body["user"]["id"], text=f"Your ticket was created: {what}")


@app.event("app_home_opened")
def home(event: dict[str, Any], client: WebClient) -> None:
    blocks = [{"type": "section", "text": text(f"*Welcome home, <@{event['user']}>* :house:", "mrkdwn")}]
    client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})


if __name__ == "__main__":
    if "PORT" in os.environ:
        app.start(port=int(os.environ["PORT"]))
    else:
        SocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).start()
