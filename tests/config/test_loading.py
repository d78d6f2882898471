"""Every mistake in `sitrep.toml` is reported with file, key and line, all of them in one run."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.config.loading import load_process, parse_process
from bot.config.problems import ConfigError
from bot.process.process import Process

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / "sitrep.example.toml").read_text(encoding="utf-8")

OUTSIDE_TEXTS = [
    place for place, line in enumerate(EXAMPLE.splitlines()) if line.startswith('"""') or not line.endswith("\\")
]


def problems(text: str, schemes: set[str] | None = None) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        parse_process(text, "sitrep.toml", schemes)
    assert str(caught.value).splitlines() == [str(problem) for problem in caught.value.problems]
    return str(caught.value).splitlines()


def test_without_a_file_and_with_an_empty_one_the_defaults_hold(tmp_path: Path) -> None:
    empty = tmp_path / "sitrep.toml"
    empty.write_text("")
    assert load_process(None) == load_process(empty) == Process()


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "sitrep.toml"
    path.write_bytes(b'\xef\xbb\xbfprefix = "OPS"\r\n[permissions]\r\nclose = ["role:lead"]\r\n')
    process = load_process(path)
    assert process.prefix == "OPS"
    assert [str(rule) for rule in process.rules_for("close")] == ["role:lead"]


def test_every_mistake_is_reported_at_once() -> None:
    text = """\
prefx = "INC"
default_severity = "hig"

[[severities]]
slug = "high"
name = "High"
update_every = "soon"
announc = ["#incidents"]

[room]
name = "{prefix}"

[[severities]]
slug = "high"
nam = "Low"
announce = [
  "ok",
  "#Bad Channel",
]

[permissions]
close = ["role:led", "creator"]
clos = ["everyone"]

[routing]
updatd = ["room"]
updated = ["rom"]
"""
    places = [line.split(": ")[:2] for line in problems(text)]
    assert places == [
        ["sitrep.toml:1", "prefx"],
        ["sitrep.toml:2", "default_severity"],
        ["sitrep.toml:7", "severities[0].update_every"],
        ["sitrep.toml:8", "severities[0].announc"],
        ["sitrep.toml:11", "room.name"],
        ["sitrep.toml:14", "severities[1].slug"],
        ["sitrep.toml:15", "severities[1].nam"],
        ["sitrep.toml:18", "severities[1].announce[1]"],
        ["sitrep.toml:22", "permissions.close[0]"],
        ["sitrep.toml:23", "permissions.clos"],
        ["sitrep.toml:26", "routing.updatd"],
        ["sitrep.toml:27", "routing.updated[0]"],
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("prefx = 'A'", "sitrep.toml:1: prefx: is not a key here; did you mean 'prefix'?"),
        ("prefix = 3", "sitrep.toml:1: prefix: has to be text in quotes"),
        ("\nseverities = []", "sitrep.toml:2: severities: must not be empty"),
        (
            "[severities]\nslug = 'a'",
            "sitrep.toml:1: severities: has to be a list of tables: write [[severities]] before each",
        ),
        ("room = 1", "sitrep.toml:1: room: has to be a table"),
        ("[room]\nalways_invite = ['U1', '@ann']", "sitrep.toml:2: room.always_invite[1]: '@ann' has to be the id of"),
        ("[[types]]\nslug = 'a'", "sitrep.toml:1: types[0].name: is missing"),
        ("[[types]]\nslug = 'a'\nname = ''", "sitrep.toml:3: types[0].name: must not be empty"),
        (
            "[[types]]\nslug = 'a'\nname = 'A'\nprivate_only = 'no'",
            "sitrep.toml:4: types[0].private_only: has to be true or false",
        ),
        ("[routing]\nclosed = 'room'", "sitrep.toml:2: routing.closed: has to be a list"),
        ("[routing]\nclosed = ['nowhere']", "sitrep.toml:2: routing.closed[0]: has to be 'room', 'announcement'"),
        (
            "[routing]\nclosed = ['room', 'chanel:ops']",
            "sitrep.toml:2: routing.closed[1]: nobody delivers to it; did you mean 'channel'?",
        ),
        ("[permissions]\nclose = ['boss']", "sitrep.toml:2: permissions.close[0]: 'boss' is not a rule: write"),
        ("[permissions]\nclsoe = []", "sitrep.toml:2: permissions.clsoe: is not an operation; did you mean 'close'?"),
        ("a = ", "sitrep.toml:1: is not TOML: invalid value"),
        ("\n\nx = [1,\n2", "sitrep.toml:4: is not TOML: unclosed array"),
        ("prefix = 'A'\n\nprefix = 'B'", "sitrep.toml:3: prefix: is set again; the first time is in line 1"),
        ("[room]\n[room]", "sitrep.toml:2: room: is set again; the first time is in line 1"),
        ("[room]\n[room]\n= 3", "sitrep.toml:2: is not TOML: cannot declare ('room',) twice"),
    ],
)
def test_one_mistake_is_one_line(text: str, expected: str) -> None:
    found = problems(text, {"room", "channel"})
    assert len(found) == 1
    assert found[0].startswith(expected)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml: cannot be read: no such file"):
        load_process(tmp_path / "none.toml")
    with pytest.raises(ConfigError, match="cannot be read: is a directory"):
        load_process(tmp_path)
    path = tmp_path / "latin.toml"
    path.write_bytes(b'\nprefix = "\xe9"\n')
    with pytest.raises(ConfigError, match=r"latin\.toml:2: is not UTF-8 text"):
        load_process(path)


@settings(deadline=None)
@given(st.sampled_from(OUTSIDE_TEXTS), st.sampled_from(["!", "zz = 1", "[zz]", "[[roles]]", 'name = "x"']))
def test_the_example_with_one_line_spoilt_is_reported_or_read(place: int, spoil: str) -> None:
    written = EXAMPLE.splitlines()
    written[place] = spoil
    found = []
    try:
        parse_process("\n".join(written), "sitrep.toml")
    except ConfigError as error:
        found = [*error.problems]
    assert found or spoil in ("[[roles]]", 'name = "x"')
    assert all(problem.line is None or 1 <= problem.line <= len(written) for problem in found)


@settings(deadline=None)
@given(st.data())
def test_a_wrong_value_anywhere_is_found_in_its_line(data: st.DataObject) -> None:
    written = EXAMPLE.splitlines()
    candidates = [place for place, line in enumerate(written) if " = " in line and not line.startswith("#")]
    candidates = [place for place in candidates if '"""' not in written[place] and "{" not in written[place]]
    place = data.draw(st.sampled_from(candidates))
    written[place] = written[place].partition(" = ")[0] + " = 1.5"
    text = "\n".join(written)
    assert tomllib.loads(text)
    assert [line.split(": ")[0] for line in problems(text)] == [f"sitrep.toml:{place + 1}"]
