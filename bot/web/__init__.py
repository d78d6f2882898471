"""The HTTP face: the server, and what it says of the bot's health."""
