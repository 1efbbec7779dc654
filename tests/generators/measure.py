"""Measure networks built on PyTorch's meta device (no memory, no weights): classes, parameters, block structure."""

import collections
import contextlib
import re
import signal
import time

import torch


def declare_operators():
    """Declare the detection operators that timm and transformers import but never call here."""
    for name in ("nms", "qnms"):
        with contextlib.suppress(RuntimeError):
            torch.library.define(f"torchvision::{name}", "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")


class TooSlowError(Exception):
    """A model took longer to build than it is worth."""


@contextlib.contextmanager
def at_most(seconds):
    """Give up on the body after so many seconds, or when the time of a body around it is up."""

    def stop(*_):
        raise TooSlowError

    start = time.monotonic()
    previous = signal.signal(signal.SIGALRM, stop)
    around = signal.alarm(seconds)  # what is left of the time around it
    if around and around < seconds:
        signal.alarm(around)
    try:
        yield
    finally:
        signal.alarm(max(1, int(around - (time.monotonic() - start))) if around else 0)
        signal.signal(signal.SIGALRM, previous)


# Only the class's own name decides; a wrapper that holds one of these is not counted twice.
NORMS = (
    ("weight-standardized", re.compile(r"StdConv|ScaledStd|WeightStandard|WeightNormConv")),
    ("rms", re.compile(r"rms_?norm|simplenorm|t5layernorm|zero_?centered.*norm", re.I)),
    ("group", re.compile(r"group_?norm", re.I)),
    ("instance", re.compile(r"instance_?norm", re.I)),
    ("local-response", re.compile(r"localresponse|^lrn", re.I)),
    ("batch", re.compile(r"batch_?norm|^BatchNorm|frozenbatch|ConvNormAct_bn", re.I)),
    ("layer", re.compile(r"layer_?norm|^LayerNorm|norm_?mlp_?layernorm", re.I)),
)
CHANNEL_ATTENTION = re.compile(
    r"SqueezeExcite|SEModule|SE(Layer|Block)$|Cbam|Eca|GatherExcite|GlobalContext|SplitAttn|SelectiveKernel|"
    r"ChannelAttn|SpatialAttn|CoordAttn|NonLocal|AttentionPool|AttnPool|PoolingAttention|MlpAttention"
)
SELF_ATTENTION = re.compile(
    r"Attention|Attn|MHSA|MQA|^MHA|LiteMLA|LambdaLayer|^XCA|HaloAttn|SelfAttn|SHSA|SingleHead|Mha|^SelfAttention|^Sasa|"
    r"FactorAtt|LinearAtt|^SA_|MultiQuery"
)


def norm_kind(name):
    """Return the normalization that a module class is, by its name, or None."""
    for kind, pattern in NORMS:
        if pattern.search(name):
            return kind
    return None


def norms_of(model):
    """Count the normalization modules of each kind that hold or apply a normalization themselves."""
    found = collections.Counter()
    for module in model.modules():
        kind = norm_kind(type(module).__name__)
        if kind and not any(norm_kind(type(child).__name__) for child in module.children()):
            found[kind] += 1
    return found


def placement(model, layer, call):
    """Tell where a block's norms stand by running it: pre, post, sandwich or None.

    A pre-norm takes the very tensor that enters the block; a post-norm gives the very tensor that leaves it.
    """
    seen = {"inputs": None, "norms": []}
    hooks = [
        layer.register_forward_pre_hook(
            lambda _, args, kwargs: seen.update(inputs=_tensors(args, kwargs)), with_kwargs=True
        )
    ]
    for module in layer.modules():
        if norm_kind(type(module).__name__) in ("layer", "rms", "batch", "group") and not any(
            norm_kind(type(child).__name__) for child in module.children()
        ):
            hooks.append(
                module.register_forward_hook(
                    lambda m, args, kwargs, out: seen["norms"].append((_tensors(args, kwargs), out)), with_kwargs=True
                )
            )
    result = {}

    def finish(_, args, kwargs, out):
        result["out"] = out[0] if isinstance(out, tuple | list) else out
        raise StopIteration

    hooks.append(layer.register_forward_hook(finish, with_kwargs=True))
    try:
        with contextlib.suppress(StopIteration), torch.no_grad():
            call(model)
    finally:
        for hook in hooks:
            hook.remove()
    if "out" not in result or not seen["norms"] or not seen["inputs"]:
        return None
    entering = seen["inputs"][0]
    pre = any(inputs and inputs[0] is entering for inputs, _ in seen["norms"])
    post = any(out is result["out"] for _, out in seen["norms"])
    if pre and post:
        return "sandwich"
    if post:
        return "post"
    return "pre" if pre else None


def _tensors(args, kwargs):
    return [x for x in (*args, *kwargs.values()) if isinstance(x, torch.Tensor)]
