"""Looks over the whole configuration at once, for `sitrep check`."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.config.loading import load_process
from bot.config.problems import ConfigError, ConfigProblem
from bot.config.settings import DEFAULT_CONFIG, Settings, load_settings
from bot.process.process import Process


@dataclass(frozen=True)
class Checked:
    """What was found: the settings and the process where they are right, and what is wrong where they are not."""

    settings: Settings | None
    process: Process | None
    problems: tuple[ConfigProblem, ...]
    source: Path | None
    """The file the process is from; None for the default process."""

    @property
    def summary(self) -> str:
        """One line for people about the process."""
        source = str(self.source) if self.source else "no sitrep.toml, defaults"
        return f"{source}: {summarise(self.process) if self.process else 'cannot be used'}"


def check(
    config: Path | None = None, env_file: Path | None = Path(".env"), schemes: Collection[str] | None = None
) -> Checked:
    """Read settings and process, and report what is wrong in either; nothing is raised.

    `config` takes the place of the setting; `schemes` are those that an address may begin with (None: any).
    """
    settings, problems = None, list[ConfigProblem]()
    try:
        settings = load_settings(env_file)
    except ConfigError as error:
        problems += error.problems
    source = config or _source(settings)
    process = None
    try:
        process = load_process(source, schemes)
    except ConfigError as error:
        problems += error.problems
    return Checked(settings, process, tuple(problems), source)


def summarise(process: Process) -> str:
    """What a process consists of: "4 severities, 3 roles, 1 type, 15 milestones"."""
    return ", ".join(
        (
            _count(process.severities, "severity", "severities"),
            _count(process.roles, "role", "roles"),
            _count(process.types, "type", "types"),
            _count(process.milestones, "milestone", "milestones"),
        )
    )


def _source(settings: Settings | None) -> Path | None:
    """Where the settings are wrong, the file that is there by default can still be looked at."""
    if settings is not None:
        return settings.config_path
    return DEFAULT_CONFIG if DEFAULT_CONFIG.exists() else None


def _count(items: Sequence[object], one: str, many: str) -> str:
    return f"{len(items)} {one if len(items) == 1 else many}"
