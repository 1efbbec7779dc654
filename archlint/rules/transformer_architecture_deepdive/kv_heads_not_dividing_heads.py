"""The number of key-value heads does not divide the number of attention heads.

## What it looks for
Grouped-query attention whose key-value heads do not divide the query heads, or are more than those, in a stack that
reads the number.

## Why it matters
Each key-value head serves the same number of query heads; the implementations repeat it `num_heads // num_kv_heads`
times.  With a remainder the shapes differ at the first step, and few frameworks check it before.

## What to do instead
Take a divisor of the number of query heads.

## When it is fine
Where the framework ignores the key (the older Falcon block with `multi_query`), or takes it from elsewhere.

## Evidence
arXiv:2305.13245 (section 2.2); the frameworks' own repeat.
"""

from .. import ERROR, Bad, Fact, Good, Silent
from ..arithmetic import Divides, must_hold

KV_HEADS_DIVIDE_HEADS = Divides("model.num_kv_heads", "model.num_heads")


def _heads_work(view, heads):
    """Whether heads that the groups divide also divide the width, where that is split among them."""
    width, now = view.value("model.hidden_size"), view.value("model.num_heads")
    if width is None or view.known("model.head_dim") or view.value("model.head_remainder") != "refuse" or width % now:
        return True
    return width % heads == 0 and (view.value("model.position_encoding") != "rotary" or width // heads % 2 == 0)


RULE = must_hold(
    "kv-heads-not-dividing-heads",
    "key-value heads that do not divide the attention heads",
    KV_HEADS_DIVIDE_HEADS,
    say="{number:head} are not divisible by {divisor:key-value head}: {quotient}",
    unless=(Fact("model.kv_head_remainder").is_not("refuse"),),
    remedies=KV_HEADS_DIVIDE_HEADS.remedies_where(number_works=_heads_work),
    evidence=("arXiv:2305.13245",),
)


_LLAMA = """{"model_type": "llama", "architectures": ["LlamaForCausalLM"], "hidden_size": 4096,
 "num_attention_heads": 32, "num_key_value_heads": %d, "num_hidden_layers": 32}
"""
EXAMPLES = (
    Bad("archlint: 1\nmodel: {hidden_size: 4096, num_heads: 32, num_kv_heads: 5}\n", value="5", severity=ERROR),
    Good("archlint: 1\nmodel: {hidden_size: 4096, num_heads: 32, num_kv_heads: 8}\n"),
    Bad(_LLAMA % 5, value="5", severity=ERROR, path="config.json"),
    Good(_LLAMA % 8, path="config.json"),
    Silent(
        '{"model_type": "falcon", "architectures": ["FalconForCausalLM"], "hidden_size": 4544, '
        '"num_attention_heads": 71, "num_kv_heads": 2, "multi_query": true, "num_hidden_layers": 32}\n',
        why="the older Falcon block has one key-value head, whatever the key says",
        path="config.json",
    ),
)
