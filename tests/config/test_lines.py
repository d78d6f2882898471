"""Every value is found in the line that it stands in, however the file is written."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.config.positions import find_lines
from bot.process.findings import Location

HARD = '''\
# a comment with "quotes' and [brackets]
a.b = 1 # a.b
a.c = """
[not.a.table]
x = "" \\""" ""
""" # a.c
d = [ # d
  1, # d 0

  { q = 1, r = [ # d 1; d 1 q; d 1 r
    "#", # d 1 r 0
  ] },
  [[2], # d 2; d 2 0; d 2 0 0
   []], # d 2 1
]
"e f".'g.h' = \'\'\'it''s\'\'\'\'\' # e f; e f g.h
when = 1979-05-27 07:32:32 # when
float = 1.5e3 # float
[[list]] # list; list 0
n = 1 # list 0 n
[[list.inner]] # list 0 inner; list 0 inner 0
[[list.inner]] # list 0 inner 1
k = 1 # list 0 inner 1 k
[between.child] # between.child
[[list]] # list 1
n = 2 # list 1 n
[list.table] # list 1 table
x = 1 # list 1 table x
[between] # between
y = "\\u00e9\\"" # between y
[ "spa ced" . key ] # spa ced; spa ced key
'''


def flatten(value: Any, here: Location = ()) -> Iterator[Location]:
    if here:
        yield here
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from flatten(inner, (*here, key))


def test_a_hard_file() -> None:
    lines = find_lines(HARD)
    assert not lines.duplicates
    assert set(lines.of) == set(flatten(tomllib.loads(HARD)))
    source = dict(enumerate(HARD.splitlines(), 1))
    expected = {
        ("a",): "a.b = 1",
        ("a", "b"): "a.b = 1",
        ("a", "c"): 'a.c = """',
        ("d",): "d = [",
        ("d", 0): "  1, # d 0",
        ("d", 1): "  { q = 1",
        ("d", 1, "r", 0): '    "#"',
        ("d", 2, 1): "   []],",
        ("e f", "g.h"): '"e f"',
        ("when",): "when",
        ("float",): "float",
        ("list",): "[[list]] # list; list 0",
        ("list", 0, "n"): "n = 1",
        ("list", 0, "inner", 1, "k"): "k = 1",
        ("list", 1): "[[list]] # list 1",
        ("list", 1, "table", "x"): "x = 1",
        ("between",): "[between] #",
        ("between", "child"): "[between.child]",
        ("between", "y"): "y =",
        ("spa ced", "key"): '[ "spa ced"',
    }
    assert {where: source[lines.of[where]][: len(start)] for where, start in expected.items()} == expected


def test_what_is_not_written_is_looked_for_where_it_would_be() -> None:
    lines = find_lines("\n[[a]]\nx = 1\n")
    assert lines.nearest(("a", 0, "missing")) == 2
    assert lines.nearest(("missing",)) is None


@pytest.mark.parametrize(
    ("text", "where", "line", "first"),
    [
        ("a = 1\n\na = 2\n", ("a",), 3, 1),
        ('a = """x\n\n"""\na = """y\n"""\n', ("a",), 4, 1),
        ("[a]\n[b]\n[a]\n", ("a",), 3, 1),
        ("[a]\nx.y = 1\n[a.x]\n", ("a", "x"), 3, 2),
        ("a.b = 1\n[a]\n", ("a",), 2, 1),
        ("[a]\nb = 1\n[a.b]\n", ("a", "b"), 3, 2),
        ("[[a]]\nx = 1\nx = 1\n", ("a", 0, "x"), 3, 2),
        ("[[a]]\n[[a]]\nx = {b = 1, b = 2}\n", ("a", 1, "x", "b"), 3, 3),
        ("a = 1\na.b = 2\n", ("a",), 2, 1),
        ("[a]\n[[a]]\n", ("a",), 2, 1),
    ],
)
def test_duplicates_are_found(text: str, where: Location, line: int, first: int) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(text)
    assert find_lines(text).duplicates[0] == (where, line, first)


@pytest.mark.parametrize("text", ["a", "a =", "a = [", "= 1", "[a", "a = {b}", 'a = "x', "a = [}]", "[]"])
def test_what_is_no_toml_is_refused(text: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(text)
    try:
        find_lines(text)
    except ValueError:
        return
    assert text == "a ="  # a missing value is left to tomllib


KEYS = st.sampled_from(["a", "b", "c-1", '"d e"', "'f.g'"])
LEAVES = st.sampled_from(
    [
        "1",
        "-1.5",
        "true",
        '"x # y"',
        "'[z]'",
        '"""\nq = 1\n[k]\n"""',
        "'''\n''\n'''",
        '""""x"""""',
        "2020-01-01 10:00:00Z",
    ]
)
LISTS = st.lists(LEAVES, max_size=3).flatmap(
    lambda items: st.sampled_from([", ", ",\n", ", # ,]\n\n  "]).map(lambda comma: f"[{comma.join(items)}]")
)
INLINE = st.lists(st.tuples(KEYS, LEAVES), max_size=2, unique_by=lambda pair: pair[0]).map(
    lambda pairs: "{" + ", ".join(f"{key} = {value}" for key, value in pairs) + "}"
)
DOTTED = st.lists(KEYS, min_size=1, max_size=3).map(" . ".join)
STATEMENTS = st.one_of(
    st.tuples(DOTTED, st.one_of(LEAVES, LISTS, INLINE)).map(lambda pair: f"{pair[0]} = {pair[1]}"),
    DOTTED.map(lambda key: f"[{key}]"),
    DOTTED.map(lambda key: f"[[ {key} ]]"),
    st.sampled_from(["", "  # comment = 1", "\t"]),
)


@settings(deadline=None)
@given(st.lists(STATEMENTS, max_size=12), st.sampled_from(["\n", "\r\n"]))
def test_any_file(statements: list[str], newline: str) -> None:
    text = newline.join(statements)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        # The statements are each right, so they can only be at odds with each other.
        find_lines(text)
        return
    lines = find_lines(text)
    assert not lines.duplicates
    assert set(lines.of) == set(flatten(data))
    for where, line in lines.of.items():
        if isinstance(where[-1], str):
            assert where[-1] in text.split("\n")[line - 1]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["plain", "dotted", "table", "list"])), max_size=15))
def test_lines_are_where_they_were_put(parts: list[tuple[int, str]]) -> None:
    written: list[str] = []
    expected: dict[Location, int] = {}
    lists = 0
    for number, (gap, kind) in enumerate(parts):
        written += [f"# {number}"] * gap
        line = len(written) + 1
        if kind == "list":
            written += ["[[items]]", f"k{number} = 1"]
            expected[("items", lists)] = line
            expected[("items", lists, f"k{number}")] = line + 1
            lists += 1
        elif kind == "table":
            written += [f"[t{number}.u]", "v = [", "1]"]
            expected |= {
                (f"t{number}", "u"): line,
                (f"t{number}", "u", "v"): line + 1,
                (f"t{number}", "u", "v", 0): line + 2,
            }
        else:
            key = f"p{number}.q" if kind == "dotted" else f"p{number}"
            written += [f"[s{number}]", f'{key} = """', '"""']
            expected[(f"s{number}", *key.split("."))] = line + 1
    lines = find_lines("\n".join(written))
    assert {where: lines.of[where] for where in expected} == expected
