"""A config's facts to an ordered list of sheets: special requirements, modalities, components, other packs."""

from . import ANSWERED_BY, CRITICAL, OUT_OF_SCOPE, Answer
from .resistance import SMALL_PLACES, holding, is_few
from .sheets import (
    ASKS,
    ATTENTION,
    CNN,
    CODE,
    DESIGN,
    GENERAL,
    GENERATION,
    GRAPH,
    LANGUAGE,
    MODALITY,
    NORMALIZATION,
    NORMALIZED,
    PRODUCTION,
    REASONS,
    REINFORCEMENT,
    SEQUENCE,
    SKIPPED,
    TRAINING,
    TRANSFORMER,
)

DEEP = 20  # layers above which an unknown normalization comes first (the source document's limit)
VERY_DEEP = 50
LONG = 4_096  # tokens from which the memory of full attention is a question of its own

_GENERATORS = ("gan", "vae", "diffusion", "autoregressive-generator")
_TRANSFORMERS = (
    "vision-transformer", "conv-attention-hybrid", "transformer-encoder", "transformer-decoder", "encoder-decoder",
    "conformer", "dual-encoder", "vision-language", "graph-transformer",
)  # fmt: skip
_SHEETS = {
    "image": CNN, "video": CNN, "text": SEQUENCE, "audio": SEQUENCE, "time-series": SEQUENCE, "graph": GRAPH,
    "point-cloud": GRAPH, "tabular": DESIGN,
}  # fmt: skip
_ROLES = {"vision": "image", "text": "text", "audio": "audio"}
_FAMILY_MODALITY = {
    "cnn": "image", "vision-transformer": "image", "conv-attention-hybrid": "image", "rnn": "text",
    "tcn": "time-series", "forecaster": "time-series", "conformer": "audio", "gnn": "graph",
    "graph-transformer": "graph",
    "transformer-encoder": "text", "encoder-decoder": "text", "state-space": "text", "tabular-network": "tabular",
    "gradient-boosting": "tabular",
}  # fmt: skip
_GENERATION_TASKS = ("image-generation", "text-to-speech")


def route(path, facts):
    """Return the route for one config's facts."""
    answer = Answer(path, "select")
    way = _Way(answer, facts)
    way.special_requirements()
    way.before()
    way.modalities()
    way.components()
    way.after()
    way.questions()
    way.resistance()
    return answer.close()


def unreadable(path, why):
    """Return the answer for a file that describes no model."""
    answer = Answer(path)
    answer.first = OUT_OF_SCOPE
    answer.message = why
    return answer


class _Way:
    """The way of one config through the decision tree."""

    def __init__(self, answer, facts):
        self.answer = answer
        self.facts = facts
        answer.path.append("SELECT architecture for task")
        answer.facts = {
            name: fact.value for name, fact in sorted(facts.items()) if fact.known and not name.startswith("config.")
        }

    def value(self, name):
        return self.facts.value(name)

    def use(self, *names):
        """Note the facts that decided, and return them in words."""
        shown = []
        for name in names:
            if self.value(name) is not None:
                shown.append(f"{name} = {_shown(self.value(name))}")
        for text in shown:
            if text not in self.answer.decided_by:
                self.answer.decided_by.append(text)
        return ", ".join(shown)

    def go(self, name, section, reason, priority=None):
        self.answer.add(name, section, reason, priority)
        self.answer.path.append(f"{name}#{section}" if section else name)

    # The stations, in order

    def special_requirements(self):
        for part in (self.facts, *self.facts.components):
            depth, norm = part.value("model.num_layers"), part.get("model.normalization")
            if not depth or depth <= DEEP or part.value("model.depth_unit") == "message-passing-layers":
                continue
            excused = part.value("model.norm_free_by_design") or part.value("model.depth_scheme") not in (None, "none")
            missing = norm is not None and norm.known and norm.value == "none"
            unknown = norm is None and not self._is_normalized_by_construction(part)
            if excused or not (missing or unknown):
                continue
            where = f" ({part.role})" if part.role else ""
            if part is self.facts:
                self.use("model.architecture", "model.num_layers", "model.normalization")
            else:
                self.answer.decided_by.append(f"model.num_layers = {depth}{where}")
            self.answer.path.append("Special requirements?")
            self.go(
                NORMALIZATION,
                "deep-without-normalization" if missing else "unstable-deep-network",
                f"{depth} layers{where}, and normalization is {'absent' if missing else 'not known'}: a deep network "
                f"(> {DEEP} layers) is settled before anything else",
                CRITICAL,
            )
            return

    def _is_normalized_by_construction(self, part):
        """Whether a framework's blocks hold normalization that its configs need not mention.

        In a person's own words to archlint nothing is said by a framework: what is not mentioned is asked for.
        """
        if self.value("config.closed_world"):
            return False
        families = (part.value("model.family"), self.value("model.family"))
        return any(
            family in (*_TRANSFORMERS, "state-space", "diffusion", "autoregressive-generator") for family in families
        )

    def before(self):
        family, task = self.value("model.family"), self.value("task")
        if family == "rl-policy" or task == "reinforcement-learning":
            self.use("model.family", "task")
            self.go(REINFORCEMENT, None, REASONS[REINFORCEMENT])
        if _is_language_model(self.facts):
            self.use("model.architecture", "model.family", "task")
            self.go(LANGUAGE, None, REASONS[LANGUAGE])

    def modalities(self):
        family, task = self.value("model.family"), self.value("task")
        self.answer.path.append("Data modality?")
        several = self._several()
        if family in _GENERATORS or task in _GENERATION_TASKS:
            said = self.use("model.architecture", "model.family", "task")
            self.go(GENERATION, self._generation_section(), f"{said}: {REASONS[GENERATION]}")
        elif len(several) > 1:
            self.use("data.modality", "data.modalities", "model.family")
            for modality in several:
                self.go(
                    _SHEETS[modality], self._section(_SHEETS[modality], modality),
                    f"{modality}: understand each modality before the fusion",
                )  # fmt: skip
            self.go(DESIGN, "fusion", "several modalities: the fusion strategy, after the sheet of each")
        else:
            self._single(several[0] if several else None)

    def _several(self):
        """Return the modalities that are known of the config, in the order text, images, audio and so on."""
        stated = str(self.value("data.modalities") or "").replace(",", "+").replace(" ", "").split("+")
        found = [word for word in stated if word in _SHEETS]
        for part in self.facts.components:
            modality = _ROLES.get(part.role) or part.value("data.modality")
            if modality in _SHEETS and self.value("model.family") not in _GENERATORS:
                found.append(modality)
        multimodal = self.value("data.modality") == "multimodal"
        if multimodal or self.value("model.family") in ("dual-encoder", "vision-language"):
            if not found and self.value("model.family") in ("dual-encoder", "vision-language"):
                found = ["text", "image"]
            return list(dict.fromkeys(found))
        if len(set(found)) > 1 and self.value("data.modality") is None:
            return list(dict.fromkeys(found))
        own = self.value("data.modality")
        return [own] if own in _SHEETS else []

    def _single(self, modality):
        guessed = modality or _FAMILY_MODALITY.get(self.value("model.family"))
        if guessed is None:
            several = self.value("data.modality") == "multimodal"
            self.use("data.modality")
            self.go(
                DESIGN, "fusion" if several else "decision-table",
                "several modalities, not named: the fusion strategy" if several
                else "the modality is not known: start with fundamentals",
            )  # fmt: skip
            return
        said = self.use("data.modality", "data.name", "task", "model.architecture", "model.family")
        sheet = _SHEETS[guessed]
        self.go(sheet, self._section(sheet, guessed), f"{said}: {REASONS[sheet]}" if said else REASONS[sheet])
        if guessed == "video":
            self.go(SEQUENCE, "decision-table", "video: the frames first, then their order in time")

    def _section(self, sheet, modality):
        family, task = self.value("model.family"), self.value("task") or ""
        if sheet == CNN:
            if family == "vision-transformer" and self._few() and self.value("model.pretrained") is not True:
                return "vit-on-small-dataset"
            if family in ("vision-transformer", "conv-attention-hybrid"):
                return "vit-on-edge" if self._on_edge() else "vit-or-cnn"
            if self._on_edge():
                return "edge-and-mobile"
            if "detection" in task or "segmentation" in task:
                return "detection-and-segmentation"
            return "small-images-and-stems" if (self.value("data.image_size") or 999) <= 64 else "decision-table"
        if sheet == SEQUENCE:
            if family == "rnn":
                return "rnn-or-lstm"
            if family == "state-space":
                return "state-space-and-hybrids"
            return {"time-series": "forecasting", "text": "text", "audio": "audio-sensors-events"}.get(
                modality, "decision-table"
            )
        if sheet == GRAPH:
            if family == "graph-transformer":
                return "graph-transformer-on-small-graphs"
            if self.value("model.uses_edges") is False or family in ("mlp", "tabular-network", "gradient-boosting"):
                return "is-it-a-graph"
            return "deep-gnn-oversmoothing" if (self.value("model.num_layers") or 0) > 8 else "decision-table"
        return "baselines-first"

    def _generation_section(self):
        family = self.value("model.family")
        if family == "diffusion" and self.value("deployment.latency") == "real-time":
            return "diffusion-for-real-time"
        if family == "diffusion" and self.value("constraints.compute") == "low":
            return "diffusion-on-low-compute"
        return "few-images" if self._few() else "families"

    def components(self):
        family = self.value("model.family")
        attention = self.value("model.attention")
        length = self.value("data.sequence_length") or self.value("model.max_positions") or 0
        if attention not in (None, "none") or (length >= LONG and family in _TRANSFORMERS):
            said = self.use("model.attention", "data.sequence_length", "model.max_positions")
            section = "windows-sparse-linear" if attention in ("window", "sparse", "linear") else "length-and-memory"
            self.answer.path.append("Need attention mechanism?")
            self.go(ATTENTION, section, f"{said}: {REASONS[ATTENTION]}")
        if family in _TRANSFORMERS:
            said = self.use("model.family")
            section = "vision-transformer" if family == "vision-transformer" else "block-anatomy"
            self.go(TRANSFORMER, section, f"{said}: how its blocks are put together")
        if self.value("model.skip_connections") is False and (self.value("model.num_layers") or 0) > DEEP:
            said = self.use("model.skip_connections", "model.num_layers")
            self.go(DESIGN, "deep-without-skip-connections", f"{said}: a deep stack needs a short way back")
        if self.value("model.candidates") or self.value("model.open_choice"):
            self.use("model.candidates", "model.open_choice")
            self.go(DESIGN, "baselines-first", "the choice is still open: a baseline stands beside every candidate")

    def after(self):
        self.answer.path.append("Architecture chosen")
        self.go(TRAINING, None, "after the architecture is chosen: optimizer, schedule, debugging a run")
        self.go(CODE, None, "after the architecture is chosen: module design and performance, in code")
        said = self.use("deployment.target", "deployment.device", "deployment.latency")
        limits = f"; its limits ({said}) are noted at once, they take part in the choice" if said else ""
        self.go(PRODUCTION, None, f"after the architecture is chosen: serving, quantization, inference{limits}")

    def questions(self):
        asks = []
        if self.answer.steps[0].priority:
            asks += [NORMALIZED, SKIPPED]
        if any(step.name == DESIGN and step.section == "decision-table" for step in self.answer.steps):
            asks.append(MODALITY)
        for step in self.answer.steps:
            if step.kind == "skill" and step.name not in (DESIGN, NORMALIZATION, TRANSFORMER):
                asks += ASKS.get(step.name, ())
        for ask in (*asks, *GENERAL):
            # What is there but cannot be resolved is set elsewhere: it is not asked for.
            if ask.fact and not any(name in self.facts for name in ANSWERED_BY.get(ask.fact, (ask.fact,))):
                self.answer.ask(ask)

    def resistance(self):
        trend = _TRENDS.get(self.value("model.family"))
        if _is_language_model(self.facts):
            trend = "llm"
        for row, shown in holding(trend, self.value) if trend else ():
            self.answer.advice.append(row.because(shown, self.value))

    def _few(self):
        return bool(is_few(self.value))

    def _on_edge(self):
        return self.value("deployment.target") in SMALL_PLACES


_TRENDS = {
    "vision-transformer": "vit", "transformer-encoder": "transformer", "encoder-decoder": "transformer",
    "diffusion": "diffusion", "graph-transformer": "graph transformer",
}  # fmt: skip


def _is_language_model(facts):
    family, task = facts.value("model.family"), facts.value("task")
    if family == "vision-language":
        return True
    modality = facts.value("data.modality")
    return (family == "transformer-decoder" and modality in (None, "text", "multimodal")) or (
        task == "language-modeling" and family in (None, "transformer-decoder", "state-space")
    )


def _shown(value):
    if isinstance(value, bool):
        return str(value).lower()
    return " ".join(str(value).split())[:80]
