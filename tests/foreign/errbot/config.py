import logging
import os

BACKEND = "SlackV3"
BOT_IDENTITY = {"token": os.environ["SLACK_BOT_TOKEN"], "app_token": os.environ["SLACK_APP_TOKEN"]}
BOT_DATA_DIR = "."
BOT_EXTRA_PLUGIN_DIR = "plugins"
BOT_LOG_FILE = None
BOT_LOG_LEVEL = logging.INFO
BOT_ADMINS = ("*",)
BOT_ALT_PREFIXES = ("@errbot",)
CHATROOM_PRESENCE = ("random",)
