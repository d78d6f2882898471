"""Every error that Slack's reference lists for the methods of the playground: how it is provoked, or why it cannot be.

`chat`, `conversations`, `rooms`, `people` and `files` are the tables, by method and error; `generic` holds the errors
that any method may answer with. `sample_workspace` builds the one workspace in which all is tried, `page` writes
`docs/playground-errors.md`.
"""
