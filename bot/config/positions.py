"""In which line of a TOML text each key stands, and which keys stand there twice.

tomllib keeps no positions, and tomlkit moves tables that do not follow each other: so the text is walked here.
"""

import re
import tomllib
from typing import NamedTuple

from bot.process.findings import Location

_TOKEN = re.compile(
    r'''
    (?P<skip>[ \t]+|\#[^\n]*)
    |(?P<newline>\r?\n)
    |(?P<string>"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}|\'\'\'(?:[^']|'{1,2}(?!'))*'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')
    |(?P<mark>[\[\]{}=,.])
    |(?P<bare>[^\s\[\]{}=,.\#"']+)
    ''',
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    kind: str
    text: str
    line: int


class Duplicate(NamedTuple):
    """A key or table that is set again in `line`."""

    location: Location
    line: int
    first_line: int


class Lines(NamedTuple):
    """Where everything stands."""

    of: dict[Location, int]
    duplicates: list[Duplicate]

    def nearest(self, location: Location) -> int | None:
        """The line of this value or, where it is not written, of what it would be in; None for the file itself."""
        while location and location not in self.of:
            location = location[:-1]
        return self.of.get(location)


def find_lines(text: str) -> Lines:
    """Walk a TOML text, well-formed but for duplicates; lines count from 1. Raises ValueError where it is not."""
    return _Walker(text).walk()


def _tokens(text: str) -> list[Token]:
    found, position, line = [], 0, 1
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            raise ValueError(f"line {line} is not TOML")
        if match.lastgroup != "skip":
            found.append(Token(match.lastgroup, match.group(), line))
        line += match.group().count("\n")
        position = match.end()
    return [*found, Token("newline", "\n", line)]


class _Walker:
    def __init__(self, text: str) -> None:
        self._tokens = _tokens(text)
        self._position = 0
        self._lines = Lines({}, [])
        self._set: dict[Location, int] = {}
        self._dotted: dict[Location, int] = {}
        self._lengths: dict[Location, int] = {}

    def walk(self) -> Lines:
        table: Location = ()
        while self._position < len(self._tokens):
            if self._take("newline"):
                continue
            if self._take("["):
                table = self._header()
            else:
                self._pair(table)
        return self._lines

    def _peek(self) -> Token:
        if self._position == len(self._tokens):
            raise ValueError("the text ends too soon")
        return self._tokens[self._position]

    def _take(self, what: str) -> bool:
        token = self._peek()
        if what not in (token.kind, token.text):
            return False
        self._position += 1
        return True

    def _expect(self, what: str) -> None:
        if not self._take(what):
            raise ValueError(f"line {self._peek().line} is not TOML")

    def _keys(self) -> list[str]:
        keys = []
        while True:
            token = self._peek()
            if token.kind not in ("bare", "string"):
                raise ValueError(f"line {token.line} is not TOML")
            self._position += 1
            keys.append(token.text if token.kind == "bare" else tomllib.loads(f"key = {token.text}")["key"])
            if not self._take("."):
                return keys

    def _header(self) -> Location:
        line = self._peek().line
        in_list = self._take("[")
        *parents, last = self._keys()
        location: Location = ()
        for key in parents:
            location = self._enter((*location, key), line)
        location = (*location, last)
        if in_list:
            self._lines.of.setdefault(location, line)
            self._mark_duplicate(location, line)
            place = self._lengths.get(location, 0)
            self._lengths[location] = place + 1
            location = (*location, place)
            self._expect("]")
        else:
            location = self._enter(location, line)
            self._mark_duplicate(location, line)
        # A table may be named by a child first: its own header is where it stands.
        self._lines.of[location] = line
        self._set.setdefault(location, line)
        self._expect("]")
        return location

    def _enter(self, location: Location, line: int) -> Location:
        """Step into a table, which in a list of tables is the last one."""
        self._lines.of.setdefault(location, line)
        length = self._lengths.get(location)
        return (*location, length - 1) if length else location

    def _mark_duplicate(self, location: Location, line: int) -> None:
        first = self._set.get(location) or self._dotted.get(location)
        if first:
            self._lines.duplicates.append(Duplicate(location, line, first))

    def _pair(self, table: Location) -> None:
        line = self._peek().line
        *parents, last = self._keys()
        location = table
        for key in parents:
            location = (*location, key)
            if location in self._set:
                self._lines.duplicates.append(Duplicate(location, line, self._set[location]))
            self._lines.of.setdefault(location, line)
            self._dotted.setdefault(location, line)
        location = (*location, last)
        self._mark_duplicate(location, line)
        self._lines.of.setdefault(location, line)
        self._set.setdefault(location, line)
        self._expect("=")
        self._value(location)

    def _value(self, location: Location) -> None:
        if self._take("["):
            self._list(location)
        elif self._take("{"):
            while not self._take("}"):
                if not (self._take(",") or self._take("newline")):
                    self._pair(location)
        else:
            while self._peek().kind in ("bare", "string") or self._peek().text == ".":
                self._position += 1

    def _list(self, location: Location) -> None:
        place = 0
        while not self._take("]"):
            if self._take(",") or self._take("newline"):
                continue
            self._lines.of.setdefault((*location, place), self._peek().line)
            before = self._position
            self._value((*location, place))
            if self._position == before:
                raise ValueError(f"line {self._peek().line} is not TOML")
            place += 1
