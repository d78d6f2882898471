"""Block Kit as Slack judges it: whether a message's blocks or a view would be accepted, and if not, where and why.

    >>> check_blocks([{"type": "divider", "colour": "red"}], "message")
    [Problem(pointer='/blocks/0', message='invalid additional property: colour')]

`limits` holds every size in one table; `composition`, `rich_text`, `elements`, `cards`, `tables` and `blocks` say what
each part is made of, in the words of `checks`; `document` adds what must hold across a whole message or view, and
`suggestions` judges what an app offers in a menu with an external data source.
"""

from playground.blockkit.blocks import Surface
from playground.blockkit.checks import Problem
from playground.blockkit.document import ONE_TABLE, check_blocks, check_view
from playground.blockkit.suggestions import check_suggestions

__all__ = ["ONE_TABLE", "Problem", "Surface", "check_blocks", "check_suggestions", "check_view"]
