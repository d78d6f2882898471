"""Deadlines: what follows from the facts, and only from them."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config.parts import Severity
from bot.incidents.deadlines import Due, Facts, PutOff, derive
from tests.clock import START

MINUTES = st.integers(1, 10_000).map(lambda minutes: timedelta(minutes=minutes))


@st.composite
def severities(draw: st.DrawFn) -> Severity:
    targets = {key: draw(st.none() | MINUTES) for key in ("acknowledge_within", "update_every", "lead_within")}
    shortest = min((t for t in targets.values() if t), default=timedelta(minutes=2)) // timedelta(minutes=1)
    warn = draw(st.none() | st.integers(1, shortest - 1)) if shortest > 1 else None
    return Severity.model_validate({"slug": "sev1", "name": "SEV1", "warn_before": warn or "never"} | targets)


def moments(earliest: datetime = START) -> st.SearchStrategy[datetime]:
    return st.integers(0, 5_000).map(lambda minutes: earliest + timedelta(minutes=minutes))


@st.composite
def put_offs(draw: st.DrawFn) -> PutOff:
    at = draw(moments())
    return PutOff(draw(st.sampled_from(("acknowledge", "update", "lead"))), at, at + draw(MINUTES))


@st.composite
def facts(draw: st.DrawFn, *, snoozed: bool = True) -> Facts:
    last_update = draw(st.none() | moments())
    return Facts(
        severity=draw(severities()),
        active_since=draw(moments()),
        acknowledged=draw(st.booleans()),
        has_lead=draw(st.booleans()),
        lead_left_at=draw(st.none() | moments()),
        last_update_at=last_update,
        next_update_at=draw(st.none() | moments(last_update)) if last_update else None,
        put_off=tuple(draw(st.lists(put_offs(), max_size=3))) if snoozed else (),
    )


def of(due: frozenset[Due], clock: str, threshold: str) -> Due | None:
    return next((d for d in due if (d.clock, d.threshold) == (clock, threshold)), None)


@given(facts())
def test_the_same_facts_give_the_same_deadlines(known: Facts) -> None:
    assert derive(known) == derive(known)


@given(facts())
def test_each_threshold_comes_at_most_once_and_is_named_uniquely(known: Facts) -> None:
    due = derive(known)
    assert len({(d.clock, d.threshold) for d in due}) == len(due)
    assert {d.clock for d in due if d.threshold == "warning"} <= {d.clock for d in due if d.threshold == "breach"}


@given(facts())
def test_a_warning_lies_before_the_promise_and_a_breach_never_does(known: Facts) -> None:
    for due in derive(known):
        assert due.target_at > known.active_since
        if due.threshold == "warning":
            assert known.active_since < due.due_at < due.target_at
        else:
            assert due.due_at >= due.target_at


@given(facts(snoozed=False))
def test_without_a_snooze_a_breach_is_at_the_promise(known: Facts) -> None:
    for due in derive(known):
        if due.threshold == "breach":
            assert due.due_at == due.target_at
        else:
            assert due.due_at == due.target_at - (known.severity.warn_before or timedelta(0))


@given(facts(snoozed=False), put_offs())
def test_a_snooze_brings_nothing_before_the_time_asked_for_nor_before_its_own(known: Facts, put_off: PutOff) -> None:
    usual = derive(known)
    snoozed = derive(Facts(**{**known.__dict__, "put_off": (put_off,)}))
    assert {d for d in usual if d.clock != put_off.clock} == {d for d in snoozed if d.clock != put_off.clock}
    mine = [d for d in snoozed if d.clock == put_off.clock]
    assert bool(mine) == any(d.clock == put_off.clock for d in usual)
    if not mine:
        return
    earliest_usual = min(d.due_at for d in usual if d.clock == put_off.clock)
    start = datetime.fromisoformat(mine[0].anchor.partition("~")[0])
    assert min(d.due_at for d in mine) >= earliest_usual
    if put_off.at >= start:
        assert all(d.due_at >= put_off.until for d in mine)
        held_back = [d for d in usual if d.clock == put_off.clock and d.due_at < put_off.until]
        assert not set(held_back) & set(mine)
        if held_back:
            assert put_off.until in {d.due_at for d in mine}


@given(facts(), severities())
def test_a_change_of_severity_keeps_the_time_that_has_passed(known: Facts, other: Severity) -> None:
    """The cycle's anchor, its beginning, is the same under both severities, so the elapsed time counts."""
    before = {d.clock: d for d in derive(known)}
    after = {d.clock: d for d in derive(Facts(**{**known.__dict__, "severity": other}))}
    for clock in before.keys() & after.keys():
        assert before[clock].anchor.partition("~")[0] == after[clock].anchor.partition("~")[0]


@given(facts())
def test_what_has_been_done_is_not_asked_for(known: Facts) -> None:
    clocks = {d.clock for d in derive(known)}
    assert ("acknowledge" in clocks) == (bool(known.severity.acknowledge_within) and not known.acknowledged)
    assert ("lead" in clocks) == (bool(known.severity.lead_within) and not known.has_lead)


@given(severities(), MINUTES)
def test_a_promise_goes_before_the_cadence(severity: Severity, promised: timedelta) -> None:
    known = Facts(severity, START, last_update_at=START, next_update_at=START + promised)
    breach = of(derive(known), "update", "breach")
    assert breach is not None
    assert breach.due_at == START + promised


@given(facts(snoozed=False), moments(START + timedelta(days=30)))
def test_an_update_begins_a_cycle_of_its_own(known: Facts, now: datetime) -> None:
    updated = Facts(**{**known.__dict__, "last_update_at": now, "next_update_at": None})
    before, after = of(derive(known), "update", "breach"), of(derive(updated), "update", "breach")
    assert (after is not None) == (known.severity.update_every is not None)
    if before and after:
        assert before.anchor != after.anchor
        assert after.due_at == now + (known.severity.update_every or timedelta(0))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (timedelta(minutes=10), {("warning", 55), ("breach", 60)}),  # held nothing back
        (timedelta(minutes=57), {("warning", 57), ("breach", 60)}),
        (timedelta(minutes=60), {("breach", 60)}),
        (timedelta(minutes=90), {("breach", 90)}),
    ],
)
def test_what_a_snooze_holds_back(asked: timedelta, expected: set[tuple[str, int]]) -> None:
    severity = Severity.model_validate({"slug": "s", "name": "S", "update_every": "1h", "warn_before": "5m"})
    due = derive(Facts(severity, START, put_off=(PutOff("update", START, START + asked),)))
    assert {(d.threshold, (d.due_at - START).seconds // 60) for d in due} == expected
