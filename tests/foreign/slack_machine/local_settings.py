import os

SLACK_APP_TOKEN = os.environ["SLACK_APP_TOKEN"]
SLACK_BOT_TOKEN = os.environ["SLACK_BOT_TOKEN"]
PLUGINS = [
    "machine.plugins.builtin.general.PingPongPlugin",
    "machine.plugins.builtin.general.HelloPlugin",
    "machine.plugins.builtin.help.HelpPlugin",
    "ticket_plugin.TicketPlugin",
]
