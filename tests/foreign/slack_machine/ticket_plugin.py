"""A plugin that uses each kind of thing that slack-machine offers its plugins."""

from datetime import UTC, datetime, timedelta

from machine.plugins.base import MachineBasePlugin
from machine.plugins.decorators import action, command, listen_to, modal, modal_closed, process, respond_to


def text(content, kind="plain_text"):
    return {"type": kind, "text": content}


FIELD = {"type": "plain_text_input", "action_id": "value"}
TEAM = {
    "type": "static_select",
    "action_id": "value",
    "options": [{"text": text(name), "value": name.lower()} for name in ("Payments", "Search")],
}
FORM = {
    "type": "modal",
    "callback_id": "ticket",
    "title": text("New ticket"),
    "submit": text("Create"),
    "close": text("Cancel"),
    "notify_on_close": True,
    "blocks": [
        {"type": "input", "block_id": "what", "label": text("What happened?"), "element": FIELD},
        {"type": "input", "block_id": "team", "label": text("Team"), "element": TEAM},
    ],
}


class TicketPlugin(MachineBasePlugin):
    """Tickets"""

    @listen_to(r"^discuss")
    async def discuss(self, msg):
        await msg.reply("Let us talk here", in_thread=True)
        await msg.react("eyes")
        await msg.pin_message()

    @respond_to(r"^tell me$")
    async def tell(self, msg):
        await msg.reply("Only you see this", ephemeral=True)
        await msg.reply_dm("Between us")
        await msg.reply_scheduled(datetime.now(UTC) + timedelta(minutes=1), "A minute later")

    @respond_to(r"^topic (?P<topic>.+)")
    async def topic(self, msg, topic):
        general = self.find_channel_by_name("general")
        await self.set_topic(general, topic)
        posted = await self.say("#general", "Working on it")
        await self.update(general, posted["ts"], f"The topic is {topic}")

    @respond_to(r"^upload$")
    async def upload(self, msg):
        await self.web_client.files_upload_v2(channel=msg.channel.id, filename="notes.txt", content="a few words")

    @respond_to(r"^button$")
    async def button(self, msg):
        button = {"type": "button", "text": text("Click Me"), "action_id": "click", "value": "7"}
        await msg.say("A button", blocks=[{"type": "actions", "block_id": "row", "elements": [button]}])

    @action(action_id="click", block_id="row")
    async def clicked(self, clicked):
        value = clicked.triggered_action.value
        await clicked.say(f"{clicked.user.fmt_mention()} clicked {value}", ephemeral=False)

    @command("/ticket")
    async def ticket(self, command):
        await command.open_modal(FORM)

    @command("/echo")
    async def echo(self, command):
        yield f"At once: {command.text}"
        await command.say(f"Later: {command.text}", ephemeral=False)

    @modal("ticket")
    async def created(self, submission):
        values = submission.view.state.values
        team = values["team"]["value"].selected_option.value
        await submission.send_dm(f"For {team}: {values['what']['value'].value}")

    @modal_closed("ticket")
    async def changed_my_mind(self, closure):
        await closure.send_dm("Never mind")

    @process("reaction_added")
    async def reacted(self, event):
        if event["reaction"] == "tada":
            await self.say(event["item"]["channel"], f"{event['reaction']} by {self.users[event['user']].name}")
