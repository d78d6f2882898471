"""Neutral text as plain text, Markdown and HTML. What somebody typed comes out as text in each of them.

`plain`, `markdown` and `html` have the same three functions: `line`, `part` and `message` take a value of
`bot.core.text` and a `Reader`, and return text. Slack's blocks are made in `bot.slack.blockkit`.

The rules that all three follow, since they share `runs`:

- Links are live in `Typed` and `Quote`, and only for http and https. A `Link` to anything else is its label and its
  address as text.
- `Typed`, `Quote` and words of our own may have several lines. `Strong`, `Code`, `Heading`, a label and a name are on
  one.
- Control characters and halves of surrogate pairs are left out, every kind of line break is a new line, direction marks
  are closed. White space at the end of a line and empty lines around a typed text are left out.
- Where a format would collapse blanks, those that indent a line or follow a blank become no-break spaces, and a tab is
  four of them.
- A button is left out, unless the reader knows a command for it: then it is an item below the message.
"""
