import io

from errbot import BotPlugin, arg_botcmd, botcmd
from errbot.backends.base import REACTION_ADDED


class Desk(BotPlugin):
    """A desk that answers"""

    @botcmd
    def greet(self, msg, args):
        """Greet whoever asks"""
        return f"Hello *{msg.frm.fullname}* in {getattr(msg.to, 'name', 'private')}"

    @arg_botcmd("number", type=int)
    @arg_botcmd("--by", type=int, default=2)
    def times(self, msg, number, by):
        """Multiply"""
        return f"It is {number * by}"

    @botcmd
    def card(self, msg, args):
        """Show a card"""
        self.send_card(title="Ticket 7", body="It fell over", fields=(("Team", "Payments"),), in_reply_to=msg)

    @botcmd
    def discuss(self, msg, args):
        """Open a thread"""
        self._bot.add_reaction(msg, "eyes")
        reply = self._bot.build_reply(msg, "Let us talk here", threaded=True)
        self._bot.send_message(reply)

    @botcmd
    def tell(self, msg, args):
        """Say something in private"""
        self.send(self.build_identifier(f"<@{msg.frm.userid}>"), "Between us")

    @botcmd
    def upload(self, msg, args):
        """Upload a file"""
        self.send_stream_request(msg.frm, io.BytesIO(b"a few words"), name="notes.txt")

    def callback_mention(self, message, mentioned):
        if self.bot_identifier in mentioned and "are you there" in message.body:
            self.send(message.to, "I was mentioned")

    def callback_reaction(self, reaction):
        if reaction.action == REACTION_ADDED and reaction.reaction_name == "tada":
            room = self.query_room(reaction.reacted_to["channel"])
            self.send(room, f"{reaction.reaction_name} by {reaction.reactor.fullname}")
