"""The rich_text block: sections, lists, quotes and preformatted text, down to each inline element."""

from playground.blockkit.checks import Check, Schema, array, boolean, integer, one_of, record, string, tagged

_STYLES = ("bold", "italic", "strike", "underline", "code", "highlight", "client_highlight", "unlink")
_STYLE = {"style": record(Schema(optional=dict.fromkeys(_STYLES, boolean)))}


def _inline(required: dict[str, Check], optional: dict[str, Check] | None = None) -> Schema:
    return Schema(required, {**(optional or {}), **_STYLE})


INLINE = {
    "broadcast": _inline({"range": one_of("here", "channel", "everyone")}),
    "channel": _inline({"channel_id": string()}),
    "color": _inline({"value": string(pattern="#[0-9a-fA-F]{3,8}")}),
    "date": _inline({"timestamp": integer(), "format": string()}, {"url": string(), "fallback": string()}),
    "emoji": _inline({"name": string()}, {"unicode": string(), "url": string(), "skin_tone": integer(least=1, most=6)}),
    "link": _inline({"url": string()}, {"text": string(), "unsafe": boolean}),
    "team": _inline({"team_id": string()}),
    "text": _inline({"text": string()}),
    "user": _inline({"user_id": string()}),
    "usergroup": _inline({"usergroup_id": string()}),
}

_BORDER = {"border": one_of(0, 1)}
_SECTION = Schema({"elements": array(tagged(INLINE), least=0)})

PARTS = {
    "rich_text_section": _SECTION,
    "rich_text_quote": Schema({"elements": array(tagged(INLINE), least=0)}, _BORDER),
    "rich_text_preformatted": Schema(
        {"elements": array(tagged({"text": INLINE["text"], "link": INLINE["link"]}), least=0)},
        {**_BORDER, "language": string()},
    ),
    "rich_text_list": Schema(
        {"elements": array(tagged({"rich_text_section": _SECTION})), "style": one_of("bullet", "ordered")},
        {**_BORDER, "indent": integer("rich_text_list.indent"), "offset": integer()},
    ),
}

RICH_TEXT = Schema({"elements": array(tagged(PARTS))})
