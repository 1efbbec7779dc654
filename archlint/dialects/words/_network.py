"""The network's own numbers in the reader of words: depth, normalization, skips, graphs, sampling and lengths."""

import re

from ...facts import OPAQUE, Impossible
from . import _native_values as values
from . import _native_words as words
from ._counted import amount_of
from ._patterns import DEPTH, LENGTH, NODES, STEPS, fits

_DENYING = frozenset(("no", "without", "ignore", "drop", "discard", "disable", "skip", "remove", "exclude"))
_SCHEMES = {
    name.replace("-", ""): name
    for name in ("fixup", "skipinit", "rezero", "deepnorm", "admin", "layerscale", "t-fixup", "selu", "snn",
                 "weight-standardization", "delta-orthogonal")
}  # fmt: skip
_SCHEMES["snn"] = "selu"
_NORMS = (
    ("batchnorm", "batch"), ("layernorm", "layer"), ("groupnorm", "group"), ("instancenorm", "instance"),
    ("rmsnorm", "rms"), ("weightnorm", "weight"),
)  # fmt: skip
_WITHOUT_EDGES = (
    r"(?i)\b(?:ignor\w+|drop\w*|discard\w*|without|no) (?:the |all )?(?:edges|bonds)\b|"
    r"\b(?:edges|bonds) (?:are )?(?:ignored|dropped|discarded|unused|not used)\b"
)
_EDGE_WORDS = frozenset(("count", "data", "ignore", "drop", "discard", "list", "index", "information", "connection"))


def _is_noise_level(leaf):
    """Whether a key gives the number of steps that noise is added in."""
    return leaf.own.texts <= {"timestep", "noise", "step", "diffusion", "t", "n", "num"} and (
        leaf.own.has("step") or leaf.own.texts == {"t"}
    )


class NetworkReader:
    """The part of the reader that states the network's own numbers."""

    # The network's own numbers

    def pick(self, patterns, convert):
        """State the fact of the most specific pattern that a leaf fits; a tie of different values states nothing."""
        found: dict = {}
        for leaf in self.tree.leaves:
            if leaf.is_of_teacher:
                continue
            for pattern in patterns:
                if fits(pattern, leaf):
                    value = convert(leaf, pattern)
                    if value is not None:
                        found.setdefault(pattern.states, []).append((pattern.rank, len(leaf.above), value, leaf))
                    break
        for name, places in found.items():
            rank = min(place[0] for place in places)
            best = [place for place in places if place[0] == rank]
            at = self.names.best.leaf.node.keys[:-1] if self.names.best else None
            near = [place for place in best if place[3].node.keys[:-1] == at]
            best = near or best
            if len({place[2] for place in best}) == 1:
                self.put(name, best[0][2], best[0][3])

    def depth(self):
        def number(leaf, pattern):
            value = leaf.value
            if isinstance(value, str) and leaf.node.opaque and not leaf.above:
                self.facts.put(pattern.states, None, OPAQUE, leaf.node.keys, leaf.node.document)
            if isinstance(value, str):
                spelled = re.fullmatch(
                    r"\s*(?:~|about )?(\d{1,4})[ -]?(?:layers?|blocks?|couches|schichten)?\s*", value
                )
                value = int(spelled[1]) if spelled else None
            if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 5000:
                return None
            if pattern.rank == 1 and pattern.states == "model.num_layers":
                word = leaf.own[-1]
                if word.text in ("layer", "block", "level", "round") and not any(part.plural for part in leaf.own):
                    return None
                if not leaf.above and word.text in ("level", "round", "stack"):
                    return None
            return value

        self.pick(DEPTH, number)
        if "model.num_layers" not in self.facts and self.family == "mlp":
            for leaf in self.tree.leaves:
                widths = leaf.value
                if (
                    isinstance(widths, list)
                    and 1 < len(widths) < 200
                    and all(type(width) is int and width > 1 for width in widths)
                    and (
                        leaf.own.fits({"width"}, frozenset(("layer", "hidden"))) or leaf.own.texts <= {"layer", "unit"}
                    )
                ):
                    self.put("model.num_layers", len(widths), leaf)
                    break
        unit = words.DEPTH_UNITS.get(self.family or "", "blocks")
        if "model.num_layers" in self.facts:
            self.facts.assume("model.depth_unit", unit)

    def normalization(self):
        denied, allowed = [], frozenset(("kind", "model", "hidden", "part", "generator", "use"))
        for leaf in self.tree.leaves:
            own, value = leaf.own, leaf.value
            if any(leaf.within(concept) for concept in ("data", "machinery", "head", "place", "teacher")):
                continue
            inner = own.fits({"kind"}, frozenset()) and leaf.nearest.fits({"norm"}, allowed)
            if own.fits({"norm"}, allowed) or inner:
                if value is None or value is False:
                    if not inner:
                        self.put("model.normalization", "none", leaf)
                elif value is True:
                    self.facts.put("model.normalization", None, OPAQUE, leaf.node.keys, leaf.node.document)
                elif isinstance(value, str):
                    self.normalization_named(leaf, value)
                continue
            for concept, kind in _NORMS:
                if own.fits({concept}, allowed | {"norm"}):
                    leaf.place()
                    if value is True or values.plain(value) in ("true", "yes", "on"):
                        self.put("model.normalization", kind, leaf)
                    elif value is False or values.plain(value) in ("false", "no", "off", "none"):
                        denied.append((kind, leaf))
            if own.has("groupnorm") and own.has("count") is False and type(value) is int and value > 1:
                self.put("model.normalization", "group", leaf)
        if denied and "model.normalization" not in self.facts:
            row = (self.names.best.choice.row if self.names.best else None) or {}
            kinds = {kind for kind, _ in denied}
            plain = self.family in (None, "cnn", "mlp", "tcn", "gnn", "gan", "vae")
            described = self.facts.value("model.num_layers") is not None
            if not row.get("normalization") and described and plain and "batch" in kinds and len(kinds) == len(denied):
                self.put("model.normalization", "none", denied[0][1])

    def normalization_named(self, leaf, value):
        if values.is_left_open(value):
            return
        placement = words.PLACEMENT_WORDS.get(values.plain(value))
        if placement:
            self.put("model.norm_placement", placement, leaf)
            if values.plain(value).endswith(("ln", "layernorm")):
                self.put("model.normalization", "layer", leaf)
            return
        try:
            kind = values.normalization(re.sub(r"\(.*?\)", "", value).strip())
        except Impossible:
            self.facts.put("model.normalization", None, OPAQUE, leaf.node.keys, leaf.node.document)
            return
        self.put("model.normalization", kind, leaf)

    def schemes(self):
        """State what a text names instead of normalization: an activation or a start that makes depth sound."""
        for leaf in self.tree.leaves:
            value = leaf.value
            if isinstance(value, str) and len(value) < 40 and not leaf.within("data"):
                scheme = _SCHEMES.get(values.plain(value))
            else:
                scheme = (
                    next((_SCHEMES[w.text] for w in leaf.own if w.text in _SCHEMES), None) if value is True else None
                )
            if scheme:
                self.put("model.depth_scheme", scheme, leaf)
                return

    def skips(self):
        for leaf in self.tree.leaves:
            own = leaf.own
            if not own or leaf.within("data") or leaf.within("machinery") or leaf.within("head"):
                continue
            bare = own.fits({"skip"}, frozenset(("connection", "model", "kind")))
            denied = own.has("skip") and bool(own.texts & {"no", "without"})
            if not bare and not denied:
                continue
            value = leaf.value
            if value is None or isinstance(value, (bool, str)):
                answer = values.present(value) if value is not None else False
                if isinstance(value, str) and values.plain(value) in ("tbd", "unknown", ""):
                    continue
                self.put("model.skip_connections", answer != denied, leaf)

    def graphs(self):
        graph = self.modality == "graph" or self.family in ("gnn", "graph-transformer")
        if not graph:
            return

        def number(leaf, pattern):
            try:
                return values.nodes(leaf.value) if type(leaf.value) in (int, float, str) else None
            except Impossible:
                return None

        self.pick(NODES, number)
        for leaf in self.tree.leaves:
            own, value = leaf.own, leaf.value
            if own.has("edge") and own.fits({"edge"}, _EDGE_WORDS):
                word = values.plain(value) if not isinstance(value, (dict, list)) else ""
                denied = bool(own.texts & _DENYING)
                if isinstance(value, bool):
                    if own.texts & {"feature", "attr", "attribute", "type", "weight"}:
                        continue
                    self.put("model.uses_edges", value != denied, leaf)
                elif isinstance(value, str) and re.match(r"(?:ignor|discard|drop|unused|notused|remov|none|no$)", word):
                    self.put("model.uses_edges", False, leaf)
                elif type(value) is int and value > 1 and own.texts <= {"edge", "bond", "n", "num"}:
                    self.put("data.has_edges", True, leaf)
            elif own.has("mpnn") and not isinstance(value, (dict, list)):
                self.put("model.message_passing", values.present(value) if value is not None else False, leaf)
            elif own.has("structure") and own.fits({"structure"}, frozenset(("kind", "use", "size", "count"))):
                if isinstance(value, (dict, list)):
                    continue
                there = value is not None and values.present(value)
                self.put(
                    "model.positional_or_structural_encoding",
                    (value if isinstance(value, str) else str(leaf.node.keys[-1])) if there else "none",
                    leaf,
                )
        for leaf in self.tree.leaves:
            if isinstance(leaf.value, str) and len(leaf.value) < 120 and re.search(_WITHOUT_EDGES, leaf.value):
                self.put("model.uses_edges", False, leaf)
        if self.facts.value("model.uses_edges") is False and self.family == "graph-transformer":
            self.facts.assume("model.message_passing", False)
        if self.facts.value("model.uses_edges") is False:
            self.facts.assume("data.has_edges", True)
        if self.family == "graph-transformer" or self.modality == "graph":
            self.facts.assume("data.modality", "graph")

    def generation(self):
        if self.family != "diffusion":
            return

        def number(leaf, pattern):
            return leaf.value if type(leaf.value) is int and 1 <= leaf.value <= 100_000 else None

        self.pick(STEPS, number)
        if "model.sampling_steps" not in self.facts and "ddpm" in values.plain(self.names.best.choice.text):
            # Ancestral sampling, which the name stands for, takes the steps that the noise is added in.
            levels = [leaf for leaf in self.tree.leaves if type(leaf.value) is int and _is_noise_level(leaf)]
            if len({leaf.value for leaf in levels}) == 1 and not any(
                leaf.own.has("sampling") for leaf in self.tree.leaves
            ):
                self.put("model.sampling_steps", levels[0].value, levels[0])
        if "model.sampling_steps" not in self.facts:
            # ``steps`` beside the kind of a diffusion model, and not in a section about training.
            for leaf in self.tree.leaves:
                if leaf.own.fits({"step"}, frozenset(("count",))) and leaf.above and type(leaf.value) is int:
                    beside = leaf.node.keys[:-1] == self.names.best.leaf.node.keys[:-1] or leaf.nearest.has("generator")
                    if beside and 1 <= leaf.value <= 1000:
                        self.put("model.sampling_steps", leaf.value, leaf)
                        break

    def lengths(self):
        if self.modality == "image" or self.family in ("vision-transformer", "cnn", "diffusion", "gan"):
            return

        def number(leaf, pattern):
            value = leaf.value
            if isinstance(value, str):
                amount = amount_of(value)
                value = amount.number if amount is not None else None
            if pattern.rank == 1 and (not leaf.own[-1].concepts & {"unit"} or leaf.own[-1].text == "step"):
                return None
            return value if type(value) is int and 1 < value < 10_000_000 else None

        self.pick(LENGTH, number)
