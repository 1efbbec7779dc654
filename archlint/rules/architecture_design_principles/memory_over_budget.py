"""The model's own state does not fit the stated memory.

## What it looks for
A stated memory of the device, the number of parameters, and the bytes that each of them takes: in training those of
weights, gradients and the optimizer's states; on the device those of a weight in its stated precision.  All devices
together must be too small, so that no sharding can help.

## Why it matters
Mixed-precision training with Adam holds 16 bytes for each parameter, before any activation: 24 billion bytes for 1.5
billion parameters (22.4 GB of 2^30 bytes, as devices count).  What does not fit fails at its first step.

## What to do instead
A smaller model, adapters over frozen or quantized weights (LoRA, QLoRA), an optimizer with smaller states, offloading,
or more memory.

## When it is fine
Offloading, adapters, quantized weights; memory or optimizer not stated.

## Evidence
arXiv:1910.02054 (section 3.1: 16 bytes for each parameter, at least 24 GB for 1.5 billion).
"""

from .. import WARNING, Bad, Case, Condition, Fact, Good, Rule, Silent
from ..conditions import closed_world, is_run, scratch

GB = 2**30  # the memory that makers call a gigabyte
_TRAINING = ("model.num_parameters", "training.bytes_per_parameter", "constraints.memory_gb")
# Bytes of a weight, by the words for a precision.
_BYTES = {
    "fp32": 4, "float32": 4, "fp16": 2, "float16": 2, "bf16": 2, "bfloat16": 2, "half": 2, "int8": 1, "fp8": 1,
    "8bit": 1, "int4": 0.5, "4bit": 0.5, "nf4": 0.5,
}  # fmt: skip


def _devices(view):
    return view.value("training.num_devices", 1)


def _exceeds(view):
    values = [view.value(name) for name in _TRAINING]
    if None in values:
        return None
    devices = view.get("training.num_devices")
    if devices is not None and not devices.known:
        return None
    parameters, size, memory = values
    return parameters * size > memory * GB * _devices(view)


training_exceeds = Condition(
    (*_TRAINING, "training.num_devices"),
    _exceeds,
    "model.num_parameters x training.bytes_per_parameter is more than constraints.memory_gb on all devices",
    (),
)


def _weight_bytes(view):
    text = str(view.value("deployment.precision", "")).lower().replace("-", "").replace("_", "").replace(" ", "")
    return _BYTES.get(text)


def _weights_exceed(view):
    size, parameters, memory = (
        _weight_bytes(view),
        view.value("model.num_parameters"),
        view.value("deployment.memory_gb"),
    )
    return None if None in (size, parameters, memory) else parameters * size > memory * GB


weights_exceed = Condition(
    ("model.num_parameters", "deployment.precision", "deployment.memory_gb"),
    _weights_exceed,
    "model.num_parameters x the bytes of deployment.precision is more than deployment.memory_gb",
    (),
)


def _say_training(view):
    parameters, size, memory = (view.value(name) for name in _TRAINING)
    devices = _devices(view)
    where = f"{memory:g} GB" if devices == 1 else f"{devices:,} x {memory:g} GB"
    return (
        f"{parameters:,} parameters x {size:g} bytes = {parameters * size / GB:,.1f} GB of weights, gradients and "
        f"optimizer states on {where}"
    )


def _say_weights(view):
    parameters, size = view.value("model.num_parameters"), _weight_bytes(view)
    memory = view.value("deployment.memory_gb")
    return f"{parameters:,} parameters x {size:g} bytes = {parameters * size / GB:,.1f} GB of weights on {memory:g} GB"


RULE = Rule(
    "memory-over-budget",
    "a model whose own state does not fit the stated memory",
    cases=(
        Case(
            WARNING,
            when=(is_run, closed_world, training_exceeds, scratch),
            unless=(
                Fact("training.offload").is_(True),
                Fact("training.regime").is_("inference", "fine-tuning"),
            ),
            say=_say_training,
            at=("constraints.memory_gb", "model.num_parameters"),
        ),
        Case(
            WARNING,
            when=(closed_world, weights_exceed),
            unless=(Fact("training.offload").is_(True),),
            say=_say_weights,
            at=("deployment.memory_gb", "model.num_parameters"),
        ),
    ),
    at=("constraints.memory_gb", "deployment.memory_gb", "model.num_parameters"),
    instead="a smaller model, adapters, quantized weights, offloading, or more memory",
    evidence=("arXiv:1910.02054",),
    asks=0,
    needs=("model.num_parameters", "config.closed_world"),
)

_RUN = (
    "archlint: 1\nmodel: {family: transformer-decoder, num_parameters: 1500000000}\n"
    "data: {modality: text}\ntraining: {regime: from-scratch, optimizer: adamw}\nconstraints: {memory_gb: %d}\n"
)
_USE = (
    "archlint: 1\nmodel: {family: transformer-decoder, num_parameters: 7000000000, pretrained: true}\n"
    "data: {modality: text}\ndeployment: {precision: %s, memory_gb: 8}\n"
)
EXAMPLES = (
    Bad(_RUN % 16, value="16"),
    Good(_RUN % 24),
    Bad(_USE % "fp16", value="8"),
    Silent(_USE % "int4", why="four bits for each weight fit"),
    Silent(_RUN.replace(", optimizer: adamw", "") % 16, why="the optimizer is not stated"),
)
