"""Conditions and families that several rules share."""

from . import Condition, Fact

TRANSFORMERS = ("transformer-encoder", "transformer-decoder", "encoder-decoder")
# Families whose blocks hold normalization and skip connections by construction.
BLOCKED_FAMILIES = (
    *TRANSFORMERS, "vision-transformer", "conv-attention-hybrid", "conformer", "graph-transformer", "dual-encoder",
    "vision-language", "state-space", "diffusion",
)  # fmt: skip
# Families that read a table of rows and cannot see edges.
EDGE_BLIND_FAMILIES = ("mlp", "tabular-network", "gradient-boosting", "cnn")
SMALL_TARGETS = ("edge", "mobile", "microcontroller", "browser")


def _scratch(view):
    regime = view.value("training.regime")
    if regime is not None:
        return regime == "from-scratch"
    pretrained = view.value("model.pretrained")
    return None if pretrained is None else not pretrained


# Scratch needs positive proof: silence about weights is not "from scratch".
scratch = Condition(
    ("model.pretrained", "training.regime"),
    _scratch,
    "model.pretrained is false or training.regime is from-scratch",
    ("model.pretrained",),
)
is_run = Condition(
    ("training.is_run",),
    lambda view: bool(view.value("training.is_run")),
    "the config describes a training run, not a model alone",
    (),
)
closed_world = Condition(
    ("config.closed_world",),
    lambda view: bool(view.value("config.closed_world")),
    "the config is a person's whole description: what it leaves out is absent",
    (),
)

own_words = Condition(
    ("config.own_words",),
    lambda view: bool(view.value("config.own_words")),
    "the config is in a person's own words",
    (),
)


def counted_in(*units):
    """The data set's size is counted in one of these units, or no size is stated yet: an answer will be."""

    def outcome(view):
        unit = view.value("data.unit")
        if unit is not None:
            return unit in units
        is_open = view.get("data.train_size") is None and view.get("data.size_band") is None
        return True if is_open and view.get("data.unit") is None else None

    said = f"data.unit is {' or '.join(units)} (or no size is stated yet)"
    return Condition(("data.unit",), outcome, said)


# What excuses a small data set: smoke tests, and other sources of knowledge than the labels.
SMALL_DATA_EXCUSES = (
    Fact("training.toy").is_(True),
    Fact("model.distilled").is_(True),
    Fact("training.self_supervised_stage").is_(True),
    Fact("training.regime").is_("self-supervised", "distillation", "fine-tuning", "inference"),
    Fact("task").is_("self-supervised-pretraining", "contrastive-pretraining", "masked-language-modeling"),
)

on_small_device = Fact("deployment.target").is_(*SMALL_TARGETS)
# The same, and not asked for: where nothing points to a small device, most networks run where they were trained.
said_to_be_on_small_device = Condition(on_small_device.names, on_small_device.test, on_small_device.text, ())


def _within_budget(view):
    measured = view.value("deployment.measured_latency_ms")
    budget = view.value("deployment.latency_ms")
    if measured is None:
        return None
    return measured <= budget if budget is not None else None


measured_within_budget = Condition(
    ("deployment.measured_latency_ms", "deployment.latency_ms"),
    _within_budget,
    "deployment.measured_latency_ms meets deployment.latency_ms",
    (),
)
# Boards with a desktop-class GPU, sold for the edge.
server_class_device = Fact("deployment.device").has("orin", "agx", "xavier")


# A budget of this many milliseconds is a real-time need: the limit for a response that feels instantaneous (Miller,
# Response time in man-computer conversational transactions, 1968; Nielsen, Usability Engineering, 1993, chapter 5).
REAL_TIME_MS = 100


def _real_time(view):
    latency, budget = view.value("deployment.latency"), view.value("deployment.latency_ms")
    if latency is None and budget is None:
        return None
    return latency == "real-time" or (budget is not None and budget <= REAL_TIME_MS)


needs_real_time = Condition(
    ("deployment.latency", "deployment.latency_ms"),
    _real_time,
    f"deployment.latency is real-time or deployment.latency_ms <= {REAL_TIME_MS}",
    ("deployment.latency",),
)

# Depth without normalization or skips is sound where the design provides for it.
DEPTH_EXCUSES = (
    Fact("model.depth_scheme").is_not("none"),
    Fact("model.norm_free_by_design").is_(True),
    # What is trained no more may have its normalization and branches folded into its weights (RepVGG).
    Fact("training.regime").is_("inference"),
    Fact("model.depth_unit").is_("recurrent-layers", "message-passing-layers"),
    Fact("task").is_("image-restoration", "text-to-speech"),
)
may_lack_normalization = Condition(
    ("model.family", "model.normalization"),
    lambda view: view.value("model.family") not in BLOCKED_FAMILIES or view.known("model.normalization"),
    "the family does not bring normalization by construction, or its normalization is known",
    (),
)
may_lack_skips = Condition(
    ("model.family", "model.skip_connections"),
    lambda view: view.value("model.family") not in BLOCKED_FAMILIES or view.known("model.skip_connections"),
    "the family does not bring skip connections by construction, or they are known",
    (),
)


def none_known(*names):
    """None of these facts is known, and none is opaque."""
    return Condition(
        (),
        lambda view: all(view.get(name) is None for name in names),
        f"none of {', '.join(names)} is stated",
        (),
    )
