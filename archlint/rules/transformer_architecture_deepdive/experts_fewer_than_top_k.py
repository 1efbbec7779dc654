"""A router chooses more experts than there are, or groups of experts that do not come out even.

## What it looks for
The experts of a layer, how many of them each token goes to, and, where the router first chooses among groups of
experts, whether the groups divide the experts and are as many as it chooses.

## Why it matters
The choice of the best `k` fails where there are fewer than `k`, and the experts cannot be laid out in groups that do
not divide them: the first step fails.

## What to do instead
At most as many experts for each token as there are; a number of groups that divides the experts.

## When it is fine
Where the framework chooses all experts instead.

## Evidence
arXiv:1701.06538 (section 2.1: the router keeps the top k of n values); arXiv:2412.19437 (section 2.1.2: groups of
experts, each on its own nodes, of which a token reaches a few).
"""

from .. import ERROR, Bad, Good, Rule, Silent
from ..arithmetic import AtMost, Divides

CHOSEN, NUMBER = "model.experts_per_token", "model.num_experts"
CHOSEN_GROUPS, GROUPS = "model.expert_groups_per_token", "model.expert_groups"


def _say_chosen(view):
    chosen, number = view.numbers(CHOSEN, NUMBER)
    if view.facts.role and view.kind == "site":
        return f"{view.facts.role} of experts is scored by its best {chosen:,}, and it has {number:,}"
    return f"each token goes to {chosen:,} experts, and there are {number:,}"


RULE = Rule(
    "experts-fewer-than-top-k",
    "fewer experts than the router chooses",
    cases=(
        AtMost(CHOSEN, NUMBER).broken(_say_chosen, instead="no more than there are: {fixes}", at=(CHOSEN, NUMBER)),
        Divides(GROUPS, NUMBER).broken(
            "{number:expert} are not divisible into {divisor:group}: {quotient}",
            instead=Divides.instead,
            at=(GROUPS, NUMBER),
        ),
        AtMost(CHOSEN_GROUPS, GROUPS).broken(
            "each token goes to {value} groups of experts, and there are {most}",
            instead="no more than there are: {fixes}",
            at=(CHOSEN_GROUPS, GROUPS),
        ),
    ),
    at=(CHOSEN,),
    instead="at most as many as there are",
    evidence=("arXiv:1701.06538", "arXiv:2412.19437"),
    needs=(NUMBER,),
    sites=True,
)


_MIXTRAL = """{"model_type": "mixtral", "architectures": ["MixtralForCausalLM"], "hidden_size": 1024,
 "num_attention_heads": 16, "num_key_value_heads": 4, "num_hidden_layers": 8, "num_local_experts": 4,
 "num_experts_per_tok": %d}
"""
EXAMPLES = (
    Bad("archlint: 1\nmodel: {num_experts: 4, experts_per_token: 8}\n", value="8", severity=ERROR),
    Good("archlint: 1\nmodel: {num_experts: 8, experts_per_token: 8}\n"),
    Bad(_MIXTRAL % 6, value="6", severity=ERROR, path="config.json"),
    Good(_MIXTRAL % 2, path="config.json"),
    Bad("archlint: 1\nmodel: {num_experts: 64, expert_groups: 6}\n", value="6", severity=ERROR),
    Good("archlint: 1\nmodel: {num_experts: 64, expert_groups: 8}\n"),
    Bad("archlint: 1\nmodel: {expert_groups: 4, expert_groups_per_token: 5, num_experts: 64}\n", value="5",
        severity=ERROR),
    Silent("archlint: 1\nmodel: {num_experts: 1, experts_per_token: 1}\n", why="one expert takes every token"),
)  # fmt: skip
