"""Rules for faults: four ways to write one, one meaning, and words for what is wrong with it."""

from __future__ import annotations

import math
import random
import sys
from pathlib import Path
from statistics import median, quantiles

import pytest

from playground import CannotDo, Fault, Playground
from playground.__main__ import main
from playground.fault_injection import FaultInjector, draw_latency
from playground.fault_rules import InvalidRuleError, from_file, from_many, from_mapping, from_text

WANTED = Fault("chat.postMessage", "drop", when="after", nth=2, where={"channel": "C1"})


def test_a_rule_means_the_same_however_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "faults.toml"
    file.write_text(
        '[[fault]]\nkind = "drop"\nmethod = "chat.postMessage"\nwhen = "after"\nnth = 2\nwhere = { channel = "C1" }\n'
    )
    assert from_text("drop chat.postMessage when=after nth=2 where.channel=C1") == WANTED
    assert from_file(file) == [WANTED]
    fields = {"kind": "drop", "method": "chat.postMessage", "when": "after", "nth": 2, "where": {"channel": "C1"}}
    assert from_mapping(fields) == WANTED


async def test_rules_come_over_the_control_api_and_say_what_they_did(slack: Playground) -> None:
    await slack.add_fault(WANTED)
    await slack.post("admin/faults", fault=[{"kind": "latency", "nth": "every", "share": 0.5, "median": 1}])
    first, second = await slack.faults()
    assert (first["kind"], first["nth"], first["where"], first["seen"]) == ("drop", 2, {"channel": "C1"}, 0)
    assert (second["kind"], second["nth"], second["injected"]) == ("latency", None, 0)
    with pytest.raises(CannotDo, match=r"fault 2: there is no method 'chat\.shout'"):
        await slack.post("admin/faults", fault=[{}, {"method": "chat.shout"}])
    assert len(await slack.faults()) == 2


@pytest.mark.parametrize(
    ("rule", "complaint"),
    [
        ("dorp chat.postMessage", "kind: Input should be 'error', 'ratelimit'"),
        ("drop chat.postMesage", "there is no method 'chat.postMesage'"),
        ("drop chat.postMessage nth=0", "nth: Input should be greater than or equal to 1"),
        ("drop chat.postMessage volume=11", "volume: Unexpected keyword argument"),
        ("drop chat.postMessage at=3", "only cut and outage can happen at a time"),
        ("drop chat.postMessage share=0.5", "say nth=every"),
        ("cut chat.postMessage", "cut applies to deliveries, and chat.postMessage is a call"),
        ("latency chat.*", "latency needs a median, in seconds"),
        ("latency median=1 spread=2 distribution=uniform", "the spread of a uniform latency is at most its median"),
        ("nth=2", r"is not KIND \[METHOD\]"),
        ("drop a b", r"is not KIND \[METHOD\]"),
        ("drop 'a", "No closing quotation"),
    ],
)
def test_a_wrong_rule_is_explained(rule: str, complaint: str) -> None:
    with pytest.raises(InvalidRuleError, match=complaint):
        from_text(rule)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("fault = 3", r"must hold \[\[fault\]\] tables"),
        ("[[falut]]", r"must hold \[\[fault\]\] tables"),
        ("[[fault]\n", "faults.toml: "),
        ("[[fault]]\n[[fault]]\nnth = -1", "faults.toml: fault 2: nth: Input should be"),
    ],
)
def test_a_wrong_file_is_explained(tmp_path: Path, text: str, complaint: str) -> None:
    file = tmp_path / "faults.toml"
    file.write_text(text)
    with pytest.raises(InvalidRuleError, match=complaint):
        from_file(file)


def test_the_command_line_explains_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["playground", "--fault", "drop chat.shout"])
    with pytest.raises(SystemExit):
        main()
    assert "there is no method 'chat.shout'" in capsys.readouterr().err


def test_chance_has_a_seed() -> None:
    def injected(seed: int) -> list[int]:
        faults = FaultInjector(seed)
        for rule in from_many([{"nth": "every", "share": 0.3}, {"method": "pins.add", "nth": "every", "share": 0.5}]):
            faults.add(rule)
        return [number for number in range(400) if faults.call("chat.postMessage", {}).fault]

    assert injected(1) == injected(1) != injected(2)
    assert 90 <= len(injected(1)) <= 150


@pytest.mark.parametrize(
    ("rule", "low", "high"),
    [
        ("latency median=0.2 spread=0.5", 0.2 * math.exp(-0.5), 0.2 * math.exp(0.5)),
        ("latency median=0.2 spread=0.1 distribution=uniform", 0.2 - 0.068, 0.2 + 0.068),
        ("latency median=0.2 spread=0.1 distribution=constant", 0.2, 0.2),
    ],
)
def test_latencies_are_spread_around_their_median(rule: str, low: float, high: float) -> None:
    chance, fault = random.Random(3), from_text(rule)
    seconds = [draw_latency(fault, chance) for _ in range(4000)]
    shares = quantiles(seconds, n=1000)
    assert median(seconds) == pytest.approx(0.2, rel=0.05)
    assert (shares[158], shares[840]) == pytest.approx((low, high), rel=0.05)


def test_only_what_fits_is_counted() -> None:
    faults = FaultInjector()
    faults.add(Fault("chat.*", nth=2, where={"channel": "C1"}))
    seen = [
        ("chat.update", "C1"),
        ("chat.update", "C2"),
        ("pins.add", "C1"),
        ("chat.delete", "C1"),
        ("chat.delete", "C1"),
    ]
    injected = [faults.call(method, {"channel": channel}).fault is not None for method, channel in seen]
    assert injected == [False, False, False, True, False]
    assert [(rule["seen"], rule["injected"]) for rule in faults.as_json()] == [(3, 1)]
