"""The k of a classifier's accuracy beside its classes, with the evaluation's own default."""

from ....facts import Facts, count, is_count
from ... import Node
from .names import LAST_MAP_HEADS, type_of

_DEFAULT = 5  # top-1 and top-5, of the older release's evaluation


def state_top_k(root: Node, model, facts: Facts):
    """State the largest k of each metric that looks at a classifier's scores."""
    classes = model.get("head.num_classes")
    if type_of(model) != "ImageClassifier" or type_of(model.get("head")) not in LAST_MAP_HEADS:
        return
    if not is_count(classes.value):
        return
    evaluation = root.get("evaluation")
    if evaluation.is_map and "accuracy" in [metric.text for metric in evaluation.get("metric").each()]:
        options = evaluation.get("metric_options")
        if options.absent or (options.is_map and options.get("topk").absent):
            site = facts.site("evaluation")
            site.assume("training.top_k", _DEFAULT, classes)
            site.state("model.num_classes", classes, count)
        else:
            _state(facts, "evaluation", options.get("topk"), classes)
    for key in ("val_evaluator", "test_evaluator"):
        for position, metric in enumerate(root.get(key).each()):
            if type_of(metric) == "Accuracy":
                _state(facts, f"{key} {position}", metric.get("topk"), classes)
    if model.get("head.cal_acc").value is True:
        _state(facts, "head", model.get("head.topk"), classes)


def _state(facts: Facts, role, node, classes):
    numbers = [entry for entry in node.each() if is_count(entry.value)]
    if numbers:
        site = facts.site(role)
        site.state("training.top_k", max(numbers, key=lambda entry: entry.value), count)
        site.state("model.num_classes", classes, count)
