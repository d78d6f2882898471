"""What a person types, read as Slack's composer reads it: as rich text, as the text of a message, or of a command."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from playground import emoji
from playground.workspace import Workspace

Json = dict[str, Any]

# Bare domains are links where they end in one of these: the generic ones that are common, and those of countries.
_GENERIC = "com net org info biz io dev app cloud online site tech xyz edu gov mil int example"
_COUNTRIES = (
    "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd "
    "cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gd ge "
    "gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in iq ir is it je jm jo jp ke kg kh ki "
    "km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx "
    "my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc "
    "sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us "
    "uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw"
)
_TOP = "|".join(f"{_GENERIC} {_COUNTRIES}".split())
_END = r"[^\s<>|.,;:!?)'\"]"
_TOKENS = re.compile(
    rf"""
      (?P<code>`[^`\n]+`)
    | (?P<url>https?://[^\s<>|]*{_END})
    | (?P<mail>(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+[A-Za-z]{{2,}}(?![\w-]))
    | (?P<domain>(?<![\w@/.:-])(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+(?:{_TOP})\b(?![\w-]|\.\w)
                 (?:[/?\#](?:[^\s<>|]*{_END})?)?)
    | (?P<phone>(?<![\w+])(?:\+\d[\d ().-]{{6,18}}\d|(?:\(\d{{3}}\)\ ?|\d{{3}}[-. ])\d{{3}}[-. ]\d{{4}})(?![\w-]))
    | (?P<name>(?<![\w@\#])[@\#][a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)
    | :(?P<emoji>[a-z0-9_+'-]+(?:::skin-tone-[2-6])?):
    | (?P<bold>(?<![\w*])\*[^\s*](?:[^*\n]*[^\s*])?\*(?![\w*]))
    | (?P<italic>(?<![\w_])_[^\s_](?:[^_\n]*[^\s_])?_(?![\w_]))
    | (?P<strike>(?<![\w~])~[^\s~](?:[^~\n]*[^\s~])?~(?![\w~]))
    """,
    re.VERBOSE,
)
_PARTS = re.compile(r"(?P<pre>```(?:.+?)```)|(?P<quote>(?:^|(?<=\n))>[^\n]*(?:\n>[^\n]*)*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A few characters as an element of rich text, and as the markup of a text."""

    element: Json
    text: str


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Typed:
    """What one person typed. `labelled` names stand beside their ids in the markup, as in a command's text."""

    def __init__(self, workspace: Workspace, typed: str, viewer: str, *, labelled: bool = False) -> None:
        self._workspace = workspace
        self._typed = typed
        self._viewer = viewer
        self._labelled = labelled

    @property
    def text(self) -> str:
        """Return it as markup: special characters escaped, names, links and addresses resolved."""
        return "".join(piece.text for _, pieces in self._parts() for piece in pieces)

    def blocks(self) -> list[Json]:
        """Return it as the one rich_text block that Slack keeps of it; none where nothing was typed."""
        parts = [(kind, _merged([piece.element for piece in pieces])) for kind, pieces in self._parts()]
        elements: list[Json] = [{"type": kind, "elements": found} for kind, found in parts if found]
        for one in elements:
            if one["type"] == "rich_text_preformatted":
                one["border"] = 0
        return [{"type": "rich_text", "elements": elements}] if elements else []

    def _parts(self) -> Iterator[tuple[str, list[Piece]]]:
        start = 0
        for part in _PARTS.finditer(self._typed):
            yield "rich_text_section", list(self._pieces(self._typed[start : part.start()]))
            start = part.end()
            if part["pre"]:
                inner = part["pre"][3:-3].removeprefix("\n")
                yield "rich_text_preformatted", [Piece({"type": "text", "text": inner}, escape(part["pre"]))]
            else:
                yield "rich_text_quote", list(self._quoted(part["quote"]))
        yield "rich_text_section", list(self._pieces(self._typed[start:]))

    def _quoted(self, quote: str) -> Iterator[Piece]:
        for number, line in enumerate(quote.split("\n")):
            sign = Piece({"type": "text", "text": "\n" if number else ""}, ("\n" if number else "") + "&gt;")
            yield sign
            said = line[1:]
            if said.startswith(" "):
                yield Piece({"type": "text", "text": ""}, " ")
            yield from self._pieces(said.removeprefix(" "))

    def _pieces(self, typed: str) -> Iterator[Piece]:
        start = 0
        for token in _TOKENS.finditer(typed):
            pieces = self._token(token)
            if pieces is None:
                continue
            if token.start() > start:
                yield _plain(typed[start : token.start()])
            yield from pieces
            start = token.end()
        if start < len(typed):
            yield _plain(typed[start:])

    def _token(self, token: re.Match[str]) -> list[Piece] | None:
        """Return what a token stands for; None where it is but characters."""
        kind, typed = str(token.lastgroup), token[0]
        if kind == "code":
            return [Piece({"type": "text", "text": typed[1:-1], "style": {"code": True}}, escape(typed))]
        if kind in ("bold", "italic", "strike"):
            return self._styled(kind, typed)
        one = _READERS[kind](self, token[kind])
        return [one] if one else None

    def _styled(self, style: str, typed: str) -> list[Piece]:
        inner = list(self._pieces(typed[1:-1]))
        edge = Piece({"type": "text", "text": ""}, typed[0])
        shown = [piece.element | {"style": piece.element.get("style", {}) | {style: True}} for piece in inner]
        return [edge, *(Piece(element, piece.text) for element, piece in zip(shown, inner, strict=True)), edge]

    def _url(self, typed: str) -> Piece:
        return Piece({"type": "link", "url": typed}, f"<{escape(typed)}>")

    def _mail(self, typed: str) -> Piece:
        return _link(f"mailto:{typed}", typed)

    def _domain(self, typed: str) -> Piece:
        return _link(f"http://{typed}", typed)

    def _phone(self, typed: str) -> Piece:
        return _link("tel:" + re.sub(r"[^\d+]", "", typed), typed)

    def _name(self, typed: str) -> Piece | None:
        return self._channel(typed[1:]) if typed[0] == "#" else self._at(typed[1:])

    def _channel(self, name: str) -> Piece | None:
        channel = self._workspace.channel_named(name)
        if channel is None or not channel.visible_to(self._viewer):
            return None
        return Piece({"type": "channel", "channel_id": channel.id}, f"<#{channel.id}|{name}>")

    def _at(self, word: str) -> Piece | None:
        if word in ("channel", "here", "everyone"):
            return Piece({"type": "broadcast", "range": word}, f"<!{word}>")
        account, group = self._workspace.account_named(word), self._workspace.usergroup_named(word)
        if account:
            return Piece({"type": "user", "user_id": account.id}, self._reference(f"@{account.id}", word))
        if group:
            element = {"type": "usergroup", "usergroup_id": group.id}
            return Piece(element, self._reference(f"!subteam^{group.id}", f"@{word}"))
        return None

    def _reference(self, target: str, label: str) -> str:
        return f"<{target}|{label}>" if self._labelled else f"<{target}>"

    def _emoji(self, name: str) -> Piece | None:
        if not emoji.is_known(self._workspace, name):
            return None
        known, tone = emoji.untoned(name)
        element: Json = {"type": "emoji", "name": known}
        element |= {"unicode": emoji.standard()[known]} if known in emoji.standard() else {}
        return Piece(element | ({"skin_tone": tone} if tone else {}), f":{name}:")


_READERS: dict[str, Callable[[Typed, str], Piece | None]] = {
    "url": Typed._url,
    "mail": Typed._mail,
    "domain": Typed._domain,
    "phone": Typed._phone,
    "name": Typed._name,
    "emoji": Typed._emoji,
}


def _plain(typed: str) -> Piece:
    return Piece({"type": "text", "text": typed}, escape(typed))


def _link(url: str, typed: str) -> Piece:
    return Piece({"type": "link", "url": url, "text": typed}, f"<{escape(url)}|{escape(typed)}>")


def _merged(elements: list[Json]) -> list[Json]:
    """Put neighbouring texts of one style together, and leave out the empty ones."""
    found: list[Json] = []
    for one in elements:
        if one["type"] == "text" and not one["text"]:
            continue
        before = found[-1] if found else {}
        if one["type"] == "text" == before.get("type") and one.get("style") == before.get("style"):
            found[-1] = before | {"text": before["text"] + one["text"]}
        else:
            found.append(one)
    return found
