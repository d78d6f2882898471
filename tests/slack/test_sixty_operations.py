"""With sixty operations more than there are, and twenty queries, all fits into Slack, and all is found."""

import json
from collections.abc import Iterable, Iterator

import pytest

from bot.core.fields import FieldKind, Where, form_fields, without_choice
from bot.core.operation import Offered, Operation, Theme, WorkspaceQuery
from bot.core.read_models import IncidentView
from bot.core.registry import registry
from bot.operations.help import Helped
from bot.process.values import Phase
from bot.slack.blockkit.message import SlackMessage
from bot.slack.blockkit.render import LONGEST_BLOCKS
from bot.slack.views import answers, forms, home, menu
from playground.blockkit import check_blocks, check_suggestions, check_view
from playground.readable import readable
from tests.capabilities import VALVES, crowd
from tests.slack.samples import NOON, PROCESS, STAGES, incident, started, under_way, view
from tests.slack.test_safety import nodes

EVERYWHERE = tuple(Theme)
UNASKED = (FieldKind.HIDDEN, FieldKind.FILTERS)
ONE_THEME = (Theme.RESPOND,)


@pytest.fixture(params=[EVERYWHERE, ONE_THEME], ids=["every theme", "one theme"], autouse=True)
def crowded(request: pytest.FixtureRequest) -> Iterator[None]:
    with registry.with_modules(crowd(request.param)):
        assert len(registry.typed()) > 100
        yield


def fits(message: SlackMessage) -> str:
    """What a message says, once it was found to be one that Slack takes."""
    assert check_blocks(message.blocks, "message") == []
    assert len(json.dumps(message.blocks, ensure_ascii=False)) <= LONGEST_BLOCKS
    return readable(message.blocks, message.text)


def titles(answer: dict[str, object]) -> list[str]:
    return [node["text"]["text"] for node in nodes(answer) if "value" in node and "text" in node]


def helped(kinds: Iterable[Offered], theme: Theme | None = None) -> str:
    return fits(answers.render(Helped(tuple(kinds), theme), PROCESS))


@pytest.mark.parametrize("stage", STAGES)
def test_the_tray_offers_all_that_can_be_done_and_asked(stage: str) -> None:
    shown = view(STAGES[stage])
    fits(answers.tray(shown, PROCESS))
    where = Where(PROCESS, Phase(shown.phase))
    everything = menu.found(shown, PROCESS, "")
    assert check_suggestions(everything) == []
    for kind in registry.typed():
        can = _can(kind, shown, where)
        assert (kind.title in titles(everything)) is can, kind.slug
        for typed in (kind.title.upper(), kind.words[0], kind.words[-1][:-1]):
            found = menu.found(shown, PROCESS, typed)
            assert check_suggestions(found) == []
            assert (kind.title in titles(found)) is can, typed


def _can(kind: Offered, shown: IncidentView, where: Where) -> bool:
    """Whether it can be done to this incident, or asked about it."""
    if not issubclass(kind, Operation):
        return True
    return not kind.opens and shown.phase in kind.phases and kind.applies(shown) and not without_choice(kind, where)


def test_the_whole_help_is_an_overview_with_every_word() -> None:
    text = helped(registry.typed())
    for kind in registry.typed():
        assert kind.words[0] in text
    for theme in {kind.theme for kind in registry.typed()}:
        assert f"[{theme}]" in text


@pytest.mark.parametrize("theme", Theme)
def test_the_help_of_a_theme_has_all_that_belongs_to_it(theme: Theme) -> None:
    kinds = [kind for kind in registry.typed() if kind.theme is theme]
    text = helped(kinds, theme)
    for kind in kinds:
        assert kind.words[0] in text


def test_the_help_of_a_command_tells_all_of_it_or_that_there_is_more() -> None:
    for kind in registry.typed():
        text = fits(answers.render(Helped((kind,), command=kind), PROCESS))
        assert kind.summary_line().replace("`", "") in text
        assert f"/incident {kind.words[0]} {kind.example}".rstrip() in text
        assert all(field.title in text for field in form_fields(kind) if field.kind not in UNASKED)


def test_every_form_is_one_that_slack_takes() -> None:
    for kind in registry.operations():
        full = {field.name: VALVES[0].value if field.asked.choices else "x" * 3000 for field in form_fields(kind)}
        for values in ({}, full if kind.slug.startswith("measure") else {}):
            meta = forms.Meta(operation=kind.slug, key="form:1", incident=7, filled=tuple(values))
            form = forms.Form(kind, meta, Where(PROCESS, Phase.ACTIVE), "INC-42 Checkout is down", values)
            assert kind.title == "" or check_view(forms.build(form)) == []


def test_every_word_is_understood() -> None:
    for kind in registry.typed():
        assert {registry.called(word.upper()) for word in kind.words} == {kind}


def test_the_home_tab_has_them_too() -> None:
    owing = [started(clock, within) for clock, within in (("respond", 15), ("lead", 61), ("update", 90))]
    many = [view(incident(id=n, number=n, reference=f"INC-{n}", clock_events=owing), NOON) for n in range(1, 60)]
    tab = home.home(home.Overview(many, many[:30]), PROCESS)
    assert check_view(tab) == []
    everything = titles(menu.found(None, PROCESS, ""))
    for kind in registry.typed():
        is_at_large = kind.opens if issubclass(kind, Operation) else issubclass(kind, WorkspaceQuery)
        assert (kind.title in everything) is is_at_large


def test_an_answer_with_all_next_steps_fits() -> None:
    fits(answers.shown(view(under_way()), PROCESS))
