"""Who may see and who may do."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.permissions import Standing, may_do, may_see
from bot.process.values import Rule

NAMES = st.sampled_from(("lead", "comms", "scribe"))
GROUPS = st.sampled_from(("S1", "S2"))
PEOPLE = st.sampled_from(("U1", "U2"))
standings = st.builds(
    Standing,
    principal=PEOPLE,
    is_creator=st.booleans(),
    is_responder=st.booleans(),
    roles=st.frozensets(NAMES),
    groups=st.frozensets(GROUPS),
)
RULES = [Rule.parse(text) for text in ("everyone", "room", "creator", "role:*", "role:lead", "group:S1", "person:U1")]
rule_lists = st.lists(st.sampled_from(RULES), max_size=4)


@given(standings)
def test_a_private_incident_is_seen_by_those_who_belong_and_by_nobody_else(standing: Standing) -> None:
    belongs = standing.is_creator or standing.is_responder or bool(standing.roles)
    assert may_see("private", standing) == belongs
    assert may_see("public", standing)


@given(st.sampled_from(("public", "private")), rule_lists)
def test_sitrep_itself_may_do_everything(visibility: str, rules: list[Rule]) -> None:
    assert may_see(visibility, Standing(None))
    assert may_do(rules, Standing(None))


@given(rule_lists, standings)
def test_one_rule_that_admits_is_enough_and_none_admits_nobody(rules: list[Rule], standing: Standing) -> None:
    assert may_do(rules, standing) == any(may_do([rule], standing) for rule in rules)
    assert not may_do([], standing)


@given(standings)
def test_what_each_rule_says(standing: Standing) -> None:
    expected = {
        "everyone": True,
        "room": standing.is_creator or standing.is_responder or standing.roles != frozenset(),
        "creator": standing.is_creator,
        "role:*": standing.roles != frozenset(),
        "role:lead": "lead" in standing.roles,
        "group:S1": "S1" in standing.groups,
        "person:U1": standing.principal == "U1",
    }
    assert {str(rule): may_do([rule], standing) for rule in RULES} == expected


def test_nobody_in_particular_is_nobody() -> None:
    nobody = Standing("")
    assert not may_see("private", nobody)
    assert [str(rule) for rule in RULES if may_do([rule], nobody)] == ["everyone"]
