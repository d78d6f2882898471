"""Block Kit as Slack judges it: whether a message's blocks or a view would be accepted, and if not, where and why.

    >>> check_blocks([{"type": "divider", "colour": "red"}], "message")
    [Problem(pointer='/blocks/0', message='invalid additional property: colour')]

`limits` holds every size in one table; `composition`, `rich_text`, `elements` and `blocks` are tables of schemas in the
words of `checks`; `document` adds what must hold across a whole message or view.
"""

from playground.blockkit.blocks import Surface
from playground.blockkit.checks import Problem
from playground.blockkit.document import check_blocks, check_view

__all__ = ["Problem", "Surface", "check_blocks", "check_view"]
