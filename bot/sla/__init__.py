"""SLA clocks, pure: calendars, cycles, policies. No input or output, no Slack, no SQL."""
