"""The vocabulary between configs and rules: named, typed statements about a model, its data and its use.

A fact is known (with a value), opaque (present, but not to be resolved without running the project) or impossible
(a value that its key cannot hold).  One that a search tries several values of is opaque too, and holds them.  A fact
that is not there at all is absent, and absence is not evidence.
"""

from .records import Record
from .sources import Opaque, Sweep

STATED = "stated"  # written in the file, or in one that it inherits
DERIVED = "derived"  # follows from the known name of an architecture or a data set
DEFAULT = "default"  # the framework's own documented default for an omitted key
SETTING = "setting"  # the user's project facts, or --set
MEASURED = "measured"  # counted in local data
OPAQUE = "opaque"
IMPOSSIBLE = "impossible"  # shown to users as opaque, and reported by the rule impossible-value

FAMILIES = (
    "cnn", "vision-transformer", "conv-attention-hybrid", "mlp", "rnn", "tcn", "transformer-encoder",
    "transformer-decoder", "encoder-decoder", "state-space", "conformer", "gnn", "graph-transformer", "gan", "vae",
    "diffusion", "autoregressive-generator", "dual-encoder", "vision-language", "forecaster", "tabular-network",
    "gradient-boosting", "rl-policy",
)  # fmt: skip
MODALITIES = ("image", "video", "text", "audio", "time-series", "graph", "point-cloud", "tabular", "multimodal")
UNITS = (
    "images", "clips", "samples", "tokens", "documents", "hours", "nodes", "graphs", "rows", "points", "time-steps",
)  # fmt: skip
TASKS = (
    "image-classification", "object-detection", "semantic-segmentation", "instance-segmentation", "image-restoration",
    "image-generation", "language-modeling", "masked-language-modeling", "text-classification", "translation",
    "speech-recognition", "text-to-speech", "forecasting", "node-classification", "graph-classification",
    "graph-regression", "link-prediction", "tabular-classification", "tabular-regression", "reinforcement-learning",
    "contrastive-pretraining", "self-supervised-pretraining",
)  # fmt: skip
NORMALIZATIONS = ("batch", "layer", "rms", "group", "instance", "weight", "spectral", "local-response", "none")
DEPTH_UNITS = ("weight-layers", "blocks", "message-passing-layers", "recurrent-layers")
REGIMES = ("from-scratch", "fine-tuning", "self-supervised", "distillation", "inference")
TARGETS = ("server", "desktop", "edge", "mobile", "microcontroller", "browser")
LATENCIES = ("real-time", "interactive", "batch", "offline")


# What a framework does with a key that it does not know, and what such a key seems to be.
REFUSE, DROP = "refuse", "drop"
UNKNOWN, MISSPELT, RENAMED = "unknown", "misspelt", "renamed"

# What a framework does with what is left over where one number does not divide another.
REMAINDERS = ("refuse", "drop", "pad")


class Kind:
    """What values a fact can hold, and how a person is asked for it."""

    __slots__ = ("type", "values", "ask", "low", "open")

    def __init__(self, type, values=(), ask=None, low=None, open=False):
        self.type = type  # "integer", "number", "boolean", "word", "text", "list" (of texts) or "counts"
        self.values = values  # the values of a word
        self.ask = ask  # the question put to a person
        self.low = low  # the least number allowed
        self.open = open  # a word that may hold other values than the listed ones


def _count(ask=None, low=1):
    return Kind("integer", ask=ask, low=low)


VOCABULARY = {
    # The task, and what the network is.
    "task": Kind("word", TASKS, "What is the task (classification, detection, generation ...)?", open=True),
    "model.architecture": Kind("text"),
    "model.family": Kind("word", FAMILIES),
    "model.num_layers": _count("How many layers has the trained stack?"),
    "model.depth_unit": Kind("word", DEPTH_UNITS),
    "model.num_decoder_layers": _count(),
    "model.normalization": Kind("word", NORMALIZATIONS, "Are you using normalization layers, and which (or none)?"),
    "model.norm_placement": Kind(
        "word", ("pre", "post", "sandwich"), "Does normalization come before or after the residual sum (pre, post)?"
    ),
    "model.depth_scheme": Kind(
        "word",
        ("fixup", "skipinit", "rezero", "deepnorm", "admin", "dlcl", "layerscale", "t-fixup", "weight-standardization",
         "selu", "delta-orthogonal", "dks", "tat", "none"),
        open=True,
    ),
    "model.skip_connections": Kind("boolean", ask="Does the network have skip connections?"),
    "model.pretrained": Kind("boolean", ask="Does training start from pretrained weights?"),
    "model.distilled": Kind("boolean", ask="Is the model distilled, or trained by a teacher?"),
    "model.num_parameters": _count(),
    "model.edge_suitability": Kind("word", ("yes", "conditional", "no")),
    "model.norm_free_by_design": Kind("boolean"),
    "model.separable_or_branched": Kind("boolean"),
    "model.hybrid_stem": Kind("boolean"),
    "model.fusion": Kind("text", ask="How are the modalities fused (early, late, cross-attention, projector)?"),
    "model.candidates": Kind("list", ask="Which architectures are compared?"),
    "model.candidate_families": Kind("list"),
    "model.open_choice": Kind("boolean"),
    "model.baseline": Kind("boolean"),
    "model.post_processing": Kind("text"),
    "model.head_task": Kind("word", TASKS, open=True),  # what the network's own output is made for
    # Sequences: attention, heads, positions, experts and vocabularies.
    "model.causal": Kind("boolean"),
    "model.bidirectional": Kind("boolean"),
    "model.streaming": Kind("boolean"),
    "model.cell": Kind("word", ("elman", "lstm", "gru", "other"), open=True),
    "model.between_layer_dropout": Kind("number", low=0),  # of a recurrent stack, and used nowhere else
    "model.attention": Kind(
        "word", ("full", "eager", "flash", "sdpa", "window", "sparse", "linear", "none"), open=True
    ),
    "model.hidden_size": _count(),
    # The width of embeddings that go into the stack as they are; not stated where a projection lies between.
    "model.unprojected_embedding_size": _count(),
    "model.num_heads": _count(),
    # Of a width that the number of heads does not divide; "usually-refuse" where the framework is not known, but its
    # keys are those that attention with an even split has.
    "model.head_remainder": Kind("word", (*REMAINDERS, "usually-refuse")),
    "model.num_kv_heads": _count(),
    "model.kv_head_remainder": Kind("word", REMAINDERS),  # of heads that the key-value heads do not divide
    "model.head_dim": _count(),
    "model.head_dim_remainder": Kind("word", REMAINDERS),  # of a width that whole heads of head_dim do not fill
    "model.repeats_latent_heads": Kind("boolean"),  # whether latent attention repeats heads that it has whole already
    "model.position_encoding": Kind(
        "word", ("learned", "sinusoidal", "rotary", "relative", "alibi", "none"), open=True
    ),
    "model.max_positions": _count(),
    "model.position_offset": _count(low=0),  # positions that the framework keeps for itself, as RoBERTa's 2
    "model.position_rows": _count(),  # of a table of positions, where the framework keeps the padding's row of it empty
    # Whether the framework itself compares the length of sequences with the positions, and what it says of more.
    "model.position_remainder": Kind("word", ("refuse", "refuse-unless-told")),
    "model.position_width": _count(),  # a width that sines and cosines of two axes fill, a quarter each
    "model.rotary_dim": _count(),  # the dimensions of a head that rotary positions turn, in pairs
    "model.rotary_remainder": Kind("word", REMAINDERS),  # of an odd number of them
    "model.rotary_multiple": _count(),  # what rotary_dim must be a multiple of, where that is more than a pair
    "model.rotary_axes_dim": _count(),  # the dimensions of a head that all axes of rotary positions take together
    "model.num_experts": _count(),
    "model.experts_per_token": _count(),  # those that the router chooses
    "model.expert_groups": _count(),  # of experts, of which the router first chooses expert_groups_per_token
    "model.expert_groups_per_token": _count(),
    "model.vocab_size": _count(),
    "model.tokenizer_vocab_size": _count(),
    "model.padding_id": _count(low=0),  # where the framework gives it a row of the embedding
    "model.special_id": _count(low=0),  # any other id that the config names
    # State-space blocks with heads (Mamba-2): heads of ssm_head_dim make up inner_size, and each group of heads
    # shares its maps into and out of ssm_state_size states.
    "model.inner_size": _count(),  # what a state-space block widens hidden_size to, before it splits into heads
    "model.ssm_heads": _count(),
    "model.ssm_head_dim": _count(),
    "model.ssm_groups": _count(),
    "model.ssm_state_size": _count(),
    "model.ssm_max_state_size": _count(),  # the most states that the framework's scan takes
    "model.ssm_conv_kernel": _count(),  # the steps that the convolution ahead of the scan reaches over
    # Whether its convolution refuses rows of the input projection that are no multiple of eight long.
    "model.ssm_row_remainder": Kind("word", REMAINDERS),
    # Time series, in steps.
    "model.pointwise_tokens": Kind("boolean"),
    "model.patch_length": _count(),  # of the patches that a lookback is cut into
    "model.patch_step": Kind("integer"),  # from one patch to the next
    "model.sequence_padding": _count(low=0),  # added to a lookback before it is cut
    "model.receptive_field": _count(),  # the steps that one output of a convolutional stack sees
    # Images: patches, windows, strides and sides.
    "model.patch_size": _count(),
    "model.patch_remainder": Kind("word", REMAINDERS),  # of an image that whole patches do not fill
    "model.fixed_image_size": _count(),  # the one side that the network takes, where it takes no other
    "model.minimum_image_size": _count(),  # the least side that the network takes
    "model.needs_power_of_two": Kind("boolean"),  # whether it is built for sides of 2^n alone
    "model.window_size": _count(),
    "model.window_stride": _count(),  # the image's side over that of the map that the windows are cut from
    "model.window_remainder": Kind("word", REMAINDERS),  # of a feature map that whole windows do not fill
    "model.coarsest_map_size": _count(),  # the least side of the feature maps that windows are cut from
    "model.stem_stride": _count(),  # what the first layers divide the side by, before the first stage or the patches
    "model.total_stride": _count(),  # the image's side over that of the coarsest feature map
    "model.stride_remainder": Kind("word", REMAINDERS),  # of an image that the total stride does not divide
    "model.feature_levels": _count(),  # the feature maps of different strides that a detector looks at
    "model.upscale_factor": _count(),  # the enlarged image's side over the small one's
    "model.heatmap_size": _count(),  # the side of the maps that a pose network makes of its images
    # Channels, groups and lists that meet inside a network.
    "model.in_channels": _count(),  # written at the part that takes them in
    "model.incoming_channels": _count(),  # what the part before it hands on
    "model.conv_channels": _count(),  # the channels that a grouped convolution splits into conv_groups
    "model.conv_groups": _count(),
    "model.norm_channels": _count(),  # the channels that a group normalization splits into norm_groups
    "model.norm_groups": _count(),
    "model.list_length": _count(low=0),  # of a list that holds an entry for each stage or layer
    "model.expected_length": _count(low=0),  # the number of those stages or layers
    # Statistics that normalization takes.
    "model.norm_frozen": Kind("boolean"),  # whether the batch statistics are fixed while it trains
    "model.norm_synchronized": Kind("boolean"),  # whether they are taken over all devices together
    # Whether it batch-normalizes maps of 1x1 or vectors, so that one sample gives one value per channel.
    "model.normalizes_single_values": Kind("boolean"),
    "model.normalizes_coarsest_map": Kind("boolean"),  # the map at the total stride is normalized too
    "model.coarsest_map_values": _count(),  # of one channel: its sides' product
    "model.critic_normalization": Kind("word", NORMALIZATIONS),  # of a GAN's critic or discriminator
    # Detectors: pyramids between backbone and heads, classes of data sets and heads, and grids of cells.
    "model.neck_inputs": _count(),  # the feature maps that a pyramid takes in
    "model.neck_outputs": _count(),  # those that it hands on
    "model.start_level": _count(low=0),  # the first input that it uses, counted from 0
    "model.end_level": Kind("integer", low=-1),  # the last one; -1 stands for all
    "model.head_levels": _count(),  # the feature maps that a head has strides for
    "model.num_classes": _count(),  # of a head, beside data.num_classes, that of the data
    # Whether a head of another number of classes is refused; "unchecked": it is not, for a list of names of one's own.
    "model.class_remainder": Kind("word", (*REMAINDERS, "unchecked")),
    "model.output_filters": _count(),  # of the convolution before a detection layer
    "model.expected_filters": _count(),  # what its boxes and classes need
    "model.grid_cells": _count(),  # written for one axis of a grid
    "model.grid_divisor": _count(),  # the total stride of the network over the grid
    "model.grid_remainder": Kind("word", REMAINDERS),  # of a grid that is not what the network can take
    "data.grid_cells": _count(),  # the range along an axis over the side of a cell
    "data.default_classes": _count(),  # those of a data set's class that is given no names
    "data.classes_on": Kind("text"),  # a wrapper that is given class names
    "data.wrapper_remainder": Kind("word", REMAINDERS),  # whether the wrapper refuses names, or drops them
    # Generators, and vocoders.
    "model.sampling_steps": _count("How many sampling steps does generation take?"),
    "model.latent": Kind("boolean", ask="Does the diffusion run in a latent space?"),
    "model.conditional": Kind("boolean", ask="Does the generator take a class, text or control input?"),
    "model.text_to_image": Kind("boolean"),  # whether a text steers the generator
    "model.noise_levels": _count(),  # the discrete time steps of a diffusion's training
    "model.denoiser_channels": _count(),  # that a diffusion model takes in, beside those of the latents
    "model.latent_channels": _count(),  # of the latents that an autoencoder hands on
    "model.context_width": _count(),  # of the states that cross-attention takes in, as the network is built
    "model.incoming_context_width": _count(),  # of those that the text encoder, or what projects them, hands on
    "model.kl_weight": Kind("number", low=0),  # at the end of training, of a variational autoencoder
    "model.is_sampled_from_prior": Kind("boolean"),  # whether that autoencoder is itself the generator
    "model.upsample_rates": Kind("counts"),  # of a vocoder: the stride of each transposed convolution
    "model.upsample_product": _count(),  # samples that the vocoder makes of a frame
    "model.upsample_rate": _count(),  # of one transposed convolution, with its kernel and how that is padded
    "model.upsample_kernel": _count(),
    "model.upsample_padding": Kind("word", ("half-difference", "twice-the-rate")),
    # Graphs.
    "model.positional_or_structural_encoding": Kind(
        "text", ask="Which positional or structural encoding do the graph's nodes get (LapPE, RWSE, ..., none)?"
    ),
    "model.message_passing": Kind("boolean", ask="Does the graph transformer also pass messages along edges?"),
    "model.uses_edges": Kind("boolean", ask="Does the model use the graph's edges, or only node features?"),
    "model.attention_width": _count(),  # of the attention half of a graph layer
    "model.message_passing_width": _count(),  # of the half that passes messages, and of what stands around both
    "model.reads_edge_features": Kind("boolean"),
    "model.reads_coordinates": Kind("boolean"),
    "model.readout": Kind("word", ("sum", "mean", "max", "attention", "virtual-node", "none"), open=True),
    # The data.
    "data.modality": Kind(
        "word", MODALITIES, "What type of data are you working with (images, sequences, graphs, tables, several)?"
    ),
    "data.modalities": Kind("text"),
    "data.name": Kind("text"),
    "data.train_size": _count("How large is your training set (or its band: small, medium, large)?"),
    "data.size_band": Kind("word", ("small", "medium", "large")),
    "data.unit": Kind("word", UNITS, "In what unit is the data set's size counted?"),
    "data.num_classes": _count(),
    "data.features": Kind("text"),
    "data.image_size": _count("At what resolution (pixels) are the images?"),
    "data.num_channels": _count(),  # of an image, or the variables of a time series
    "data.upscale_factor": _count(),  # the side of the targets over that of the images
    "data.heatmap_size": _count(),  # the side of the maps that targets are drawn on
    "data.sequence_length": _count("How long are the sequences?"),
    "data.length_is_cap": Kind("boolean"),  # whether longer sequences are cut to that length, and shorter ones stay so
    "data.label_length": _count(low=0),  # the end of the lookback that a decoder starts from
    "data.horizon": _count(),
    "data.series_length": _count(low=0),  # the rows of a series, or of a part of it
    "data.hop_length": _count(),  # samples between the frames of a spectrogram
    "data.window_length": _count(),
    "data.fft_size": _count(),
    # How the ends of a recording are padded for whole frames: by half of what the transform is longer than the hop.
    "data.frame_padding": Kind("word", ("half-difference",)),
    "data.segment_length": _count(),  # samples of an excerpt that a vocoder is trained on
    "data.segment_remainder": Kind("word", REMAINDERS),  # of an excerpt that whole frames do not fill
    "data.num_graphs": _count("How many graphs are there?"),
    "data.nodes_per_graph": Kind("number", ask="How many nodes has a graph on average?", low=0),
    "data.has_edges": Kind("boolean", ask="Does the data have edges between its items?"),
    "data.heterophilous": Kind("boolean", ask="Do neighbouring nodes mostly belong to different classes?"),
    "data.has_edge_features": Kind("boolean"),  # bond types and the like, beside the edges themselves
    "data.has_coordinates": Kind("boolean"),  # its labels depend on positions in space, which it holds
    # The training.
    "training.is_run": Kind("boolean"),
    "training.regime": Kind("word", REGIMES, "Is the model trained from scratch, or fine-tuned?"),
    "training.self_supervised_stage": Kind("boolean", ask="Is there a self-supervised stage before?"),
    "training.batch_size_per_device": _count(),
    "training.num_devices": _count(),
    "training.drop_last": Kind("boolean"),  # whether the loader drops a last batch that is not full
    "training.tensor_parallel": _count(),
    # How key-value heads go onto tensor-parallel devices: evenly alone, or copied where there are fewer than devices.
    "training.kv_head_split": Kind("word", ("even", "even-or-copied")),
    "training.pipeline_parallel": _count(),
    "training.pipeline_remainder": Kind("word", REMAINDERS),  # of layers that the stages do not divide
    "training.seen_tokens": _count(),  # that the whole run goes through: steps times the tokens of each
    "training.samples_neighbours": Kind("boolean"),  # whether a step sees parts of a graph, and not the whole
    "training.bytes_per_parameter": Kind("number", low=0),  # of weights, gradients and the optimizer's states
    "training.offload": Kind("boolean"),  # whether some of these lie outside the device
    "training.gradient_penalty": Kind("number", low=0),  # the weight of a penalty on the critic's gradients
    "training.discriminator_augmentation": Kind("boolean"),  # ADA, DiffAugment and their like
    "training.kl_annealing": Kind("boolean"),  # whether the weight of the KL term changes over training
    "training.toy": Kind("boolean"),
    "training.warmup": Kind("boolean"),
    "training.truncated_backpropagation": Kind("boolean"),
    # Deployment and constraints.
    "deployment.target": Kind(
        "word", TARGETS, "Where will the model run (server, desktop, edge, mobile, microcontroller, browser)?"
    ),
    "deployment.device": Kind("text"),
    "deployment.precision": Kind("text"),
    "deployment.memory_gb": Kind("number", low=0),  # of the device that it runs on
    "deployment.latency": Kind(
        "word", LATENCIES, "What are your latency requirements (real-time, interactive, batch, offline)?"
    ),
    "deployment.latency_ms": Kind("number", low=0),
    "deployment.measured_latency_ms": Kind("number", low=0),
    "constraints.interpretability": Kind(
        "word", ("required", "not-required"), "Do you need interpretability (required, not-required)?"
    ),
    "constraints.compute": Kind(
        "word", ("low", "medium", "high"), "What are your computational constraints (low, medium, high)?"
    ),
    "constraints.max_parameters": _count(),
    "constraints.memory_gb": Kind("number", low=0),  # of each device that it trains on
    "constraints.control": Kind(
        "word", ("required", "not-required"), "Do you need fine control over what is generated (required ...)?"
    ),
    "constraints.quality": Kind(
        "word", ("low", "medium", "high"), "How much does the generated quality count (low, medium, high)?", open=True
    ),
    # The config itself.
    # A person describes a choice to archlint itself: what is not stated there is absent, not unknown.
    "config.closed_world": Kind("boolean"),
    "config.version": Kind("integer"),  # of the native dialect; only ever stated where it is not one that is read
}  # fmt: skip

# The bounds of the size bands that a person may answer with (the source document's "How large is your dataset?").
SIZE_BANDS = {"small": (0, 9_999), "medium": (10_000, 1_000_000), "large": (1_000_001, None)}


class Impossible(ValueError):  # noqa: N818 (named for what it says of a value, as readers raise it)
    """Raised by a converter for a value that its key cannot hold; the message says what it must be."""


class Fact:
    """One statement: a name, a value, how it came to be known, and the key path where that stands."""

    __slots__ = ("name", "value", "origin", "document", "keys", "source")

    def __init__(self, name, value, origin, document=None, keys=None, source=None):
        self.name = name
        self.value = value
        self.origin = origin
        self.document = document
        self.keys = keys  # path of keys in the document; None where the fact stands in no file
        self.source = source  # for derived facts the name, for settings the file, that it comes from

    @property
    def known(self):
        return self.origin != OPAQUE and self.origin != IMPOSSIBLE

    @property
    def members(self):
        """The values that a search tries, each in a run of its own; none for any other fact."""
        return self.value.members if isinstance(self.value, Sweep) else ()

    def fixed(self, member):
        """Return this fact as it is in the search's run with one of its members."""
        return Fact(self.name, member, STATED, self.document, self.keys, self.source)

    @property
    def spot(self):
        """The place of the value, or None for a fact that stands in no file."""
        return self.document.spot(self.keys) if self.document is not None and self.keys else None

    def __repr__(self):
        return f"Fact({self.name}={self.value!r}, {self.origin})"


class OddKey(Record):
    """A key that the framework of a config does not know, as its dialect noticed it.

    kind: ``UNKNOWN`` (outside a key set that the file itself closes), ``MISSPELT`` (next to a known key that is not
    there itself) or ``RENAMED``.  keys: its path.  suggestions: the keys it may be meant for, the nearest first.
    treatment: what the framework does with it, ``REFUSE`` or ``DROP``; empty where that is not certain.  since: the
    version that renamed it, in words.  safe: the framework drops the key without a word, and only one is meant, so that
    the right spelling overrules nothing that it reads today.
    """

    __slots__ = ("kind", "keys", "suggestions", "treatment", "since", "safe")
    defaults = {"treatment": "", "since": "", "safe": False}


MAX_ODD_KEYS = 100  # reported of one file, each with a search for the nearest word


class Facts(dict):
    """The facts of one config, by name, with its components and what its dialect noticed while reading.

    ``state`` and its siblings keep the first value that is given for a name: readers state the surest source first.
    """

    def __init__(self, document, role=None):
        super().__init__()
        self.document = document
        self.role = role  # what a component is: vision, text, generator, teacher, denoiser ...
        self.components = []
        self.sites = []
        self.odd_keys = []  # OddKeys: those that the framework does not know
        self.unstated_is_absent = False  # the native dialect: what would excuse a choice must be said

    def component(self, role):
        """Add a component (one of several networks in the file) and return its facts."""
        part = Facts(self.document, role)
        part.unstated_is_absent = self.unstated_is_absent
        self.components.append(part)
        return part

    def site(self, role):
        """Add a site and return its facts.

        A site is a place inside one network where numbers must fit: a stage, a level of a pyramid, an axis of the
        image, a head, the seam between two parts.  It has the facts that meet there, and shares none of the
        network's own; of the data, the training and the deployment it sees all that it does not state itself.
        """
        part = Facts(self.document, role)
        self.sites.append(part)
        return part

    def note_key(self, kind, keys, suggestions, treatment="", since="", safe=False):
        """Note a key that the framework does not know; a hostile file may hold endlessly many."""
        if len(self.odd_keys) < MAX_ODD_KEYS:
            self.odd_keys.append(OddKey(kind, tuple(keys), list(suggestions), treatment, since, safe))

    def parts(self):
        """Yield these facts, those of each component, and those of all their sites."""
        for part in (self, *self.components):
            yield part
            yield from part.sites

    def put(self, name, value, origin, keys=None, document=None, source=None, replace=False):
        """Add one fact unless a known or opaque one of that name is there already.

        A number below what the fact can hold is opaque: whatever it means to its framework, nothing divides by it.
        """
        if name not in VOCABULARY:
            raise KeyError(f"{name} is not in the vocabulary of facts")
        low = VOCABULARY[name].low
        if low is not None and isinstance(value, (int, float)) and origin != IMPOSSIBLE and not value >= low:
            value, origin = None, OPAQUE
        if replace or name not in self:
            self[name] = Fact(name, value, origin, document or self.document, keys, source)

    def state(self, name, node, convert=None):
        """State a fact from a node: nothing if the node is absent or null, opaque if it cannot be resolved."""
        if node is None or node.absent or node.is_null:
            return
        if node.opaque:
            swept = _swept(node.value, convert)
            if swept is not None and len(swept.members) == 1:  # written in several ways, and one value
                self.put(name, swept.members[0], STATED, node.keys, node.document)
            else:
                self.put(name, swept, OPAQUE, node.keys, node.document)
            return
        try:
            value = convert(node.value) if convert else node.value
        except Impossible as fault:
            # A container may hold itself many times over (aliases): its text must never be asked for.
            shown = (
                node.value if not isinstance(node.value, (dict, list)) else f"a {'mapping' if node.is_map else 'list'}"
            )
            self.put(name, shown, IMPOSSIBLE, node.keys, node.document, source=str(fault))
            return
        if isinstance(value, Opaque):
            self.put(name, None, OPAQUE, node.keys, node.document)
        elif value is not None:
            self.put(name, value, STATED, node.keys, node.document)

    def say(self, name, value, node):
        """State a fact whose value follows from what stands at a node, without being that value itself."""
        if value is not None:
            self._put_at(name, value, STATED, node)

    def assume(self, name, value, node=None):
        """Add the framework's documented default for a key that the config leaves out."""
        if value is not None:
            self._put_at(name, value, DEFAULT, node)

    def _put_at(self, name, value, origin, node):
        if node is None:
            self.put(name, value, origin)
        else:
            self.put(name, value, origin, node.keys, node.document)

    def value(self, name, default=None):
        """Return a known fact's value, or the default for one that is absent, opaque or impossible."""
        fact = self.get(name)
        return fact.value if fact is not None and fact.known else default


def _swept(value, convert):
    """Return a search's members as a fact holds them; None where one of them is not to be known."""
    if not isinstance(value, Sweep):
        return None
    members = []
    for member in value.members:
        try:
            member = convert(member) if convert else member
        except Impossible:
            return None
        if member is None or isinstance(member, (Opaque, dict, list)):
            return None
        if member not in members:
            members.append(member)
    return Sweep(members)


def check_value(name, value):
    """Return a value given by a person (a setting, ``--set``, the native dialect) in its fact's type.

    Raises Impossible with what the fact can hold.
    """
    kind = VOCABULARY[name]
    if kind.type == "list":
        if not isinstance(value, list) or any(isinstance(item, (dict, list)) for item in value):
            raise Impossible("must be a list of texts")
        return [str(item) for item in value]
    if kind.type == "counts":
        if not isinstance(value, list) or any(isinstance(item, (dict, list)) for item in value):
            raise Impossible("must be a list of whole numbers")
        return [count(item) for item in value]
    if isinstance(value, (dict, list)):
        raise Impossible("must be a single value")
    if kind.type == "integer":
        return count(value, low=kind.low or 0)
    if kind.type == "number":
        return quantity(value, low=kind.low)
    if kind.type == "boolean":
        return truth(value)
    if kind.type == "word":
        text = str(value).strip().lower().replace("_", "-")
        if text in kind.values or (name == "model.normalization" and _is_joined(text, kind.values)):
            return text
        if kind.open and text:
            return text
        raise Impossible(f"must be one of {', '.join(kind.values)}")
    return str(value)


def _is_joined(text, values):
    parts = text.split("+")
    return parts == sorted(parts) and all(part in values for part in parts)


_SUFFIXES = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}


def count(value, low=1):
    """Return a whole number at or above ``low``; ``"12"``, ``"5k"``, ``"1.2M"`` and ``12.0`` are whole numbers too."""
    if isinstance(value, bool):
        raise Impossible("must be a whole number, not true or false")
    if isinstance(value, str):
        value = _spelled(value)
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            raise Impossible(f"must be a whole number, not {value}")
        if value != int(value):
            raise Impossible("must be a whole number")
        value = int(value)
    if not isinstance(value, int):
        raise Impossible("must be a whole number")
    if value < low:
        raise Impossible(f"must be at least {low}")
    return value


def quantity(value, low=None):
    """Return a finite number at or above ``low``."""
    if isinstance(value, bool):
        raise Impossible("must be a number, not true or false")
    if isinstance(value, str):
        value = _spelled(value)
    if not isinstance(value, (int, float)):
        raise Impossible("must be a number")
    if value != value or value in (float("inf"), float("-inf")):
        raise Impossible(f"must be a finite number, not {value}")
    if low is not None and value < low:
        raise Impossible(f"must be at least {low}")
    return value


def _spelled(text):
    from .sources import number

    plain = text.strip().replace(",", "")
    value = number(plain)
    if value is None and plain[-1:].lower() in _SUFFIXES:
        base = number(plain[:-1])
        if base is not None:
            value = base * _SUFFIXES[plain[-1].lower()]
            if value != value or value in (float("inf"), float("-inf")):
                raise Impossible("must be a finite number")
            value = round(value) if abs(value - round(value)) < 1e-6 else value
    if value is None:
        raise Impossible("must be a number")
    return value


_TRUTHS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}


def truth(value):
    """Return true or false; ``"true"``, ``"yes"``, ``1`` and their opposites are accepted as people write them."""
    if isinstance(value, bool):
        return value
    known = _TRUTHS.get(str(value).strip().lower())
    if known is None:
        raise Impossible("must be true or false")
    return known
