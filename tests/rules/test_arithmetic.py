"""The nearest values that work: they satisfy the relation, and none lies nearer; a finding says and suggests them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import lint

from archlint.facts import STATED, Facts
from archlint.rules import View
from archlint.rules.arithmetic import (
    AtLeast,
    AtMost,
    Divides,
    Equals,
    InRange,
    Relation,
    divisors_near,
    in_words,
    multiples_near,
    must_hold,
    quotient,
)

NUMBERS = st.integers(1, 20_000)


@given(NUMBERS, NUMBERS)
def test_divisors_are_the_nearest_on_each_side(number, near):
    found = divisors_near(number, near)
    divisors = [n for n in range(1, number + 1) if number % n == 0]
    below, above = [n for n in divisors if n < near], [n for n in divisors if n > near]
    assert set(found) == {*below[-1:], *above[:1]}
    assert found == sorted(found, key=lambda n: abs(n - near))


@given(NUMBERS, NUMBERS)
def test_multiples_are_the_nearest_on_each_side(step, near):
    found = multiples_near(step, near)
    assert found
    assert all(n > 0 and n % step == 0 and n != near and abs(n - near) <= step for n in found)


def test_a_hostile_number_costs_no_search():
    assert divisors_near(2**200, 3) == [2, 4]


@pytest.mark.parametrize(
    ("number", "near", "said"),
    [(768, 10, "8 or 12"), (1600, 48, "40 or 50"), (7, 3, "1 or 7"), (8, 9, "8"), (8192, 3000, "2048 or 4096")],
)
def test_choice_in_words(number, near, said):
    assert in_words(divisors_near(number, near)) == said


@pytest.mark.parametrize(
    ("number", "divisor", "said"), [(768, 10, "76.8"), (4096, 5, "819.2"), (1_000_001, 2, "500,000.5"), (7, 3, "2.333")]
)
def test_quotient_as_a_person_writes_it(number, divisor, said):
    assert quotient(number, divisor) == said


def view(**values):
    facts = Facts(None)
    for name, value in values.items():
        facts.put("model." + name, value, STATED)
    return View(facts, None, {})


@pytest.mark.parametrize(
    ("values", "truth"),
    [
        ({"num_heads": 12, "hidden_size": 768}, True),
        ({"num_heads": 10, "hidden_size": 768}, False),
        ({"num_heads": 10}, None),
        ({}, None),
    ],
)
def test_a_relation_is_unknown_where_a_number_is(values, truth):
    divides = Divides("model.num_heads", "model.hidden_size")
    assert divides.test(view(**values)) is truth
    assert (~divides).test(view(**values)) is (None if truth is None else not truth)
    assert not divides.missing(view(**values))


ONE, OTHER = "model.num_heads", "model.num_kv_heads"


@pytest.mark.parametrize(
    ("relation", "one", "other", "holds", "opposite"),
    [
        (Divides(ONE, OTHER), 4, 8, True, f"not ({ONE} divides {OTHER})"),
        (Divides(ONE, OTHER), 3, 8, False, f"not ({ONE} divides {OTHER})"),
        (Equals(ONE, OTHER), 4, 4, True, f"not ({ONE} is {OTHER})"),
        (Equals(ONE, OTHER), 4, 5, False, f"not ({ONE} is {OTHER})"),
        (AtMost(ONE, OTHER), 4, 4, True, f"{ONE} > {OTHER}"),
        (AtMost(ONE, OTHER), 5, 4, False, f"{ONE} > {OTHER}"),
        (AtLeast(ONE, OTHER), 4, 4, True, f"{ONE} < {OTHER}"),
        (AtLeast(ONE, OTHER), 3, 4, False, f"{ONE} < {OTHER}"),
        (InRange(ONE, OTHER), 3, 4, True, f"{ONE} >= {OTHER}"),
        (InRange(ONE, OTHER), 4, 4, False, f"{ONE} >= {OTHER}"),
    ],
)
def test_what_a_relation_holds_for_and_what_its_opposite_says(relation, one, other, holds, opposite):
    seen = view(num_heads=one, num_kv_heads=other)
    assert relation.test(seen) is holds
    assert (~relation).test(seen) is not holds
    assert (~~relation).test(seen) is holds
    assert (~relation).text == opposite
    assert (~~relation).text == relation.text


def test_a_number_with_a_default_may_be_left_out():
    relation = Relation((ONE, OTHER), lambda one, other: one % other == 0, "", defaults={OTHER: 2})
    assert relation.test(view(num_heads=4)) is True
    assert (~relation).test(view(num_heads=3)) is True
    assert relation.test(view(num_kv_heads=3)) is None


@pytest.mark.parametrize(
    ("relation", "template", "sentence"),
    [
        (Divides(ONE, OTHER), "{number:head} by {divisor}: {quotient}", "1,000 heads by 1: 1,000"),
        (Equals(ONE, OTHER), "{written:class|classes}, {wanted:class|classes}", "1 class, 1,000 classes"),
        (AtMost(ONE, OTHER), "{value:head} of {most}", "1 head of 1,000"),
        (AtLeast(ONE, OTHER), "{part:the part}{where} has {value} of {least}", "the part has 1 of 1,000"),
        (InRange(ONE, OTHER), "{index} to {last} of {size:id}", "1 to 999 of 1,000 ids"),
        (Relation((ONE, OTHER), lambda *_: False, ""), "{num_heads} and {num_kv_heads}", "1 and 1,000"),
    ],
)
def test_a_sentence_names_the_numbers_by_their_roles(relation, template, sentence):
    assert relation.broken(template).say(view(num_heads=1, num_kv_heads=1000)) == sentence


def test_a_sentence_names_the_part_or_the_site():
    network = view(num_heads=3, num_kv_heads=4)
    site = network.facts.site("stage 2")
    for name in (ONE, OTHER):
        site.put(name, 3 if name == ONE else 4, STATED)
    case = Divides(ONE, OTHER).broken("{part:the stage}{where}: {number}")
    assert case.say(View(site, network.facts, {})) == "stage 2 (stage 2): 4"
    assert case.say(network) == "the stage: 4"


def test_a_rule_of_one_relation_follows_from_it():
    relation = Divides(ONE, OTHER)
    rule = must_hold("some-rule", "a summary", relation, say="{number}", evidence=("arXiv:1706.03762",))
    (case,) = rule.cases
    assert (rule.at, rule.needs, rule.sites) == ((ONE, OTHER), (ONE, OTHER), True)
    assert rule.instead == "values that divide evenly: {fixes}"
    assert [remedy.fact for remedy in case.remedies] == [ONE, OTHER]
    assert case.when[0].test(view(num_heads=3, num_kv_heads=4)) is True


@given(NUMBERS, NUMBERS)
def test_every_remedy_satisfies_its_relation(heads, width):
    for kind in (Divides, Equals, AtMost, AtLeast):
        relation = kind("model.num_heads", "model.hidden_size")
        values = {"num_heads": heads, "hidden_size": width}
        for remedy in relation.remedies:
            for value in remedy.values(view(**values)):
                assert relation.test(view(**{**values, remedy.fact.removeprefix("model."): value})) is True


CONFIG = """\
{
  "model_type": "bert", "architectures": ["BertModel"],
  "hidden_size": 768,
  "num_attention_heads": 10,
  "num_hidden_layers": 12
}
"""


def test_a_finding_says_the_numbers_and_suggests_values_at_their_places():
    (finding,) = lint(CONFIG, "config.json")
    assert finding.message == "768 is not divisible by 10 heads: 76.8"
    assert "num_attention_heads 8 or 12" in finding.instead
    assert [(one.key, one.old, one.new, one.spot.line, one.safe) for one in finding.suggestions] == [
        ("num_attention_heads", 10, 8, 4, False),
        ("num_attention_heads", 10, 12, 4, False),
        ("hidden_size", 768, 770, 3, False),
        ("hidden_size", 768, 760, 3, False),
    ]
    (related,) = finding.related
    assert (related["key"], related["value"], related["line"], related["column"]) == ("hidden_size", 768, 3, 18)
    assert "written" not in related


@pytest.mark.parametrize(
    ("width", "heads", "groups", "suggested"),
    [
        (2560, 24, 8, {16, 32, 2544, 2592}),  # 20 heads are no multiple of the 8, and 2568 / 24 = 107 is odd
        (4096, 30, None, {16, 32, 4080, 4140}),
        (4096, 32, 5, {4, 8}),  # no multiple of 5 divides the width
        (4096, 32, 12, {8, 16}),
    ],
)
def test_suggested_values_break_no_other_relation(width, heads, groups, suggested):
    kv = f', "num_key_value_heads": {groups}' if groups else ""
    text = (
        '{"model_type": "llama", "architectures": ["LlamaForCausalLM"], "num_hidden_layers": 2, '
        f'"hidden_size": {width}, "num_attention_heads": {heads}{kv}}}'
    )
    (finding,) = lint(text, "config.json")
    assert {one.new for one in finding.suggestions} == suggested
    for one in finding.suggestions:
        assert not lint(text.replace(f'"{one.key}": {one.old}', f'"{one.key}": {one.new}'), "config.json")


def test_a_value_that_is_not_written_is_suggested_in_words_alone():
    (finding,) = lint(
        '{"model_type": "bert", "architectures": ["BertModel"], "num_attention_heads": 10}', "config.json"
    )
    assert {one.key for one in finding.suggestions} == {"num_attention_heads"}
    assert "hidden_size" in finding.instead


def test_each_site_is_judged_by_itself():
    layers = '{"model_type": "gemma3_text", "architectures": ["Gemma3ForCausalLM"], "num_hidden_layers": 2, %s}'
    (finding,) = lint(layers % '"layer_types": ["full_attention"]', "config.json")
    assert finding.rule == "stage-list-length-mismatch"
    assert finding.message == "layer_types has 1 entry, where 2 are needed"


DETECTOR = """\
model = dict(
    type='RetinaNet',
    backbone=dict(type='ResNet', depth=18, num_stages=4, out_indices=(0, 1, 2, 3)),
    neck=dict(type='FPN', in_channels=[64, 128, 256, 2048], out_channels=256, num_outs=5))
data = dict(samples_per_gpu=2)
optimizer = dict(type='SGD', lr=0.01)
"""


def test_a_related_place_says_what_is_written_there():
    (finding,) = [one for one in lint(DETECTOR, "config.py") if one.severity == "error"]
    (related,) = finding.related
    assert (related["key"], related["written"], related["value"]) == ("model.backbone.depth", 18, 512)
