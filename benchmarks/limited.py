"""Replays a sample where Slack's rate limits are enforced: Sitrep stays below them, and everything arrives."""

from benchmarks.bench import Bench
from benchmarks.replay import describe, replay
from benchmarks.report import Report

SAMPLE = 16
SPEED = 20.0
"""Slow enough that delays of this machine are not taken for Slack's."""


async def measure(bench: Bench) -> Report:
    incidents = bench.incidents[:SAMPLE]
    report = Report(f"Limits: {len(incidents)} of them under Slack's rate limits, in a day {SPEED:.0f} times as fast")
    done = await replay(incidents, bench.sqlite(), SPEED, limited=True)
    describe(report, incidents, done)
    calls = done.traffic.calls()
    refused = sum(call.outcome == "ratelimited" for call in calls)
    share = refused / len(calls)
    report.promise("answered with 429, at most 1 %", f"{refused} of {len(calls)} calls", kept=share <= 0.01)
    return report
