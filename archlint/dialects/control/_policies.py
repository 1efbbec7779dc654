"""What configs of reinforcement learning have in common.

They have no data set: steps, episodes and buffers are budgets of interaction, so that no size is ever stated, and
whether weights are loaded is left to the command line.
"""

from ...facts import Facts, is_count
from .. import Node


def say_policy(facts: Facts, node: Node, name=None):
    """State that a policy is trained by interaction, by the name of its algorithm or network."""
    facts.say("task", "reinforcement-learning", node)
    facts.say("model.family", "rl-policy", node)
    facts.say("model.architecture", name, node)


def say_hidden_layers(facts: Facts, node: Node):
    """State the depth of a policy's perceptron from the list of its hidden widths."""
    value = node.value
    if isinstance(value, list) and value and all(is_count(width) for width in value):
        facts.say("model.num_layers", len(value), node)
