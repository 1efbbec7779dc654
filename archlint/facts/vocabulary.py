"""The vocabulary of facts, by subject: their names, what values each can hold, and how a person is asked for them."""

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

# What a framework does with what is left over where one number does not divide another.
REMAINDERS = ("refuse", "drop", "pad")


class Kind:
    """What values a fact can hold, and how a person is asked for it."""

    __slots__ = ("type", "values", "ask", "low", "open", "about")

    def __init__(self, type, values=(), ask=None, low=None, open=False, about=""):
        self.type = type  # "integer", "number", "boolean", "word", "text", "list" (of texts) or "counts"
        self.values = values  # the values of a word
        self.ask = ask  # the question put to a person
        self.low = low  # the least number allowed
        self.open = open  # a word that may hold other values than the listed ones
        self.about = about  # what its name alone does not say


def _count(ask=None, low=1, about=""):
    return Kind("integer", ask=ask, low=low, about=about)


# By subject, as the handbook lists them.
SUBJECTS = {
    "The task, and what the network is": {
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
            (
                "fixup",
                "skipinit",
                "rezero",
                "deepnorm",
                "admin",
                "dlcl",
                "layerscale",
                "t-fixup",
                "weight-standardization",
                "selu",
                "delta-orthogonal",
                "dks",
                "tat",
                "none",
            ),
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
        "model.head_task": Kind("word", TASKS, open=True, about="what the network's own output is made for"),
    },
    "Sequences: attention, heads, positions, experts and vocabularies": {
        "model.causal": Kind("boolean"),
        "model.bidirectional": Kind("boolean"),
        "model.streaming": Kind("boolean"),
        "model.cell": Kind("word", ("elman", "lstm", "gru", "other"), open=True),
        "model.between_layer_dropout": Kind("number", low=0, about="of a recurrent stack, and used nowhere else"),
        "model.attention": Kind(
            "word", ("full", "eager", "flash", "sdpa", "window", "sparse", "linear", "none"), open=True
        ),
        "model.hidden_size": _count(),
        "model.unprojected_embedding_size": _count(
            about="the width of embeddings that go into the stack as they are; not stated where a projection lies "
            "between",
        ),
        "model.num_heads": _count(),
        "model.head_remainder": Kind(
            "word",
            (*REMAINDERS, "usually-refuse", "refuse-since"),
            about="of a width that the number of heads does not divide; 'usually-refuse' where the framework is "
            "not known, but its keys are those that attention with an even split has, 'refuse-since' where only newer "
            "releases refuse it and the file names none",
        ),
        "model.num_kv_heads": _count(),
        "model.kv_head_remainder": Kind("word", REMAINDERS, about="of heads that the key-value heads do not divide"),
        "model.head_dim": _count(),
        "model.head_dim_remainder": Kind(
            "word", REMAINDERS, about="of a width that whole heads of head_dim do not fill"
        ),
        "model.repeats_latent_heads": Kind(
            "boolean", about="whether latent attention repeats heads that it has whole already"
        ),
        "model.position_encoding": Kind(
            "word", ("learned", "sinusoidal", "rotary", "relative", "alibi", "none"), open=True
        ),
        "model.max_positions": _count(),
        "model.position_offset": _count(low=0, about="positions that the framework keeps for itself, as RoBERTa's 2"),
        "model.position_rows": _count(
            about="of a table of positions, where the framework keeps the padding's row of it empty"
        ),
        "model.position_remainder": Kind(
            "word",
            ("refuse", "refuse-unless-told"),
            about="whether the framework itself compares the length of sequences with the positions, and what it "
            "says of more",
        ),
        "model.position_width": _count(about="a width that sines and cosines of two axes fill, a quarter each"),
        "model.rotary_dim": _count(about="the dimensions of a head that rotary positions turn, in pairs"),
        "model.rotary_remainder": Kind("word", REMAINDERS, about="of an odd number of them"),
        "model.rotary_multiple": _count(about="what rotary_dim must be a multiple of, where that is more than a pair"),
        "model.rotary_axes_dim": _count(
            about="the dimensions of a head that all axes of rotary positions take together"
        ),
        "model.num_experts": _count(),
        "model.experts_per_token": _count(about="those that the router chooses"),
        "model.expert_groups": _count(about="of experts, of which the router first chooses expert_groups_per_token"),
        "model.expert_groups_per_token": _count(),
        "model.ffn_size": _count(about="the width inside the feed-forward layers, which tensor parallelism cuts"),
        "model.quant_group": _count(about="weights of a quantized checkpoint that share one scale, along the input"),
        "model.vocab_size": _count(),
        "model.tokenizer_vocab_size": _count(),
        "model.padding_id": _count(low=0, about="where the framework gives it a row of the embedding"),
        "model.special_id": _count(low=0, about="any other id that the config names"),
    },
    "State-space blocks": {
        # With heads (Mamba-2): heads of ssm_head_dim make up inner_size, and each group of heads shares its maps into
        # and out of ssm_state_size states.
        "model.inner_size": _count(about="what a state-space block widens hidden_size to, before it splits into heads"),
        "model.ssm_heads": _count(),
        "model.ssm_head_dim": _count(),
        "model.ssm_groups": _count(),
        "model.ssm_state_size": _count(),
        "model.ssm_max_state_size": _count(about="the most states that the framework's scan takes"),
        "model.ssm_conv_kernel": _count(about="the steps that the convolution ahead of the scan reaches over"),
        "model.ssm_row_remainder": Kind(
            "word",
            REMAINDERS,
            about="whether its convolution refuses rows of the input projection that are no multiple of eight long",
        ),
    },
    "Time series, in steps": {
        "model.pointwise_tokens": Kind("boolean"),
        "model.patch_length": _count(about="of the patches that a lookback is cut into"),
        "model.patch_step": Kind("integer", about="from one patch to the next"),
        "model.sequence_padding": _count(low=0, about="added to a lookback before it is cut"),
        "model.receptive_field": _count(about="the steps that one output of a convolutional stack sees"),
    },
    "Images: patches, windows, strides and sides": {
        "model.patch_size": _count(),
        "model.patch_remainder": Kind(
            "word", (*REMAINDERS, "usually-refuse"), about="of an image that whole patches do not fill"
        ),
        "model.fixed_image_size": _count(about="the one side that the network takes, where it takes no other"),
        "model.minimum_image_size": _count(about="the least side that the network takes"),
        "model.needs_power_of_two": Kind("boolean", about="whether it is built for sides of 2^n alone"),
        "model.window_size": _count(),
        "model.window_stride": _count(about="the image's side over that of the map that the windows are cut from"),
        "model.window_remainder": Kind("word", REMAINDERS, about="of a feature map that whole windows do not fill"),
        "model.coarsest_map_size": _count(about="the least side of the feature maps that windows are cut from"),
        "model.stem_stride": _count(
            about="what the first layers divide the side by, before the first stage or the patches"
        ),
        "model.total_stride": _count(about="the image's side over that of the coarsest feature map"),
        "model.stride_remainder": Kind("word", REMAINDERS, about="of an image that the total stride does not divide"),
        "model.feature_levels": _count(about="the feature maps of different strides that a detector looks at"),
        "model.upscale_factor": _count(about="the enlarged image's side over the small one's"),
        "model.heatmap_size": _count(about="the side of the maps that a pose network makes of its images"),
    },
    "Channels, groups and lists that meet inside a network": {
        "model.in_channels": _count(about="written at the part that takes them in"),
        "model.incoming_channels": _count(about="what the part before it hands on"),
        "model.conv_channels": _count(about="the channels that a grouped convolution splits into conv_groups"),
        "model.conv_groups": _count(),
        "model.norm_channels": _count(about="the channels that a group normalization splits into norm_groups"),
        "model.norm_groups": _count(),
        "model.list_length": _count(low=0, about="of a list that holds an entry for each stage or layer"),
        "model.expected_length": _count(low=0, about="the number of those stages or layers"),
    },
    "Statistics that normalization takes": {
        "model.norm_frozen": Kind("boolean", about="whether the batch statistics are fixed while it trains"),
        "model.norm_synchronized": Kind("boolean", about="whether they are taken over all devices together"),
        "model.normalizes_single_values": Kind(
            "boolean",
            about="whether it batch-normalizes maps of 1x1 or vectors, so that one sample gives one value per channel",
        ),
        "model.normalizes_coarsest_map": Kind("boolean", about="the map at the total stride is normalized too"),
        "model.coarsest_map_values": _count(about="of one channel: its sides' product"),
        "model.critic_normalization": Kind("word", NORMALIZATIONS, about="of a GAN's critic or discriminator"),
    },
    "Detectors: pyramids between backbone and heads, classes of data sets and heads, and grids of cells": {
        "model.neck_inputs": _count(about="the feature maps that a pyramid takes in"),
        "model.neck_outputs": _count(about="those that it hands on"),
        "model.start_level": _count(low=0, about="the first input that it uses, counted from 0"),
        "model.end_level": Kind("integer", low=-1, about="the last one; -1 stands for all"),
        "model.map_stride": _count(about="the image's side over that of a map that is joined with others"),
        "model.joined_stride": _count(about="the same of the map that it is joined with"),
        "model.map_index": _count(low=0, about="of a map that a head picks, counted from 0"),
        "model.maps": _count(about="those that it may pick from"),
        "model.head_levels": _count(about="the feature maps that a head has strides for"),
        "model.num_classes": _count(about="of a head, beside data.num_classes, that of the data"),
        "model.class_remainder": Kind(
            "word",
            (*REMAINDERS, "unchecked"),
            about="whether a head of another number of classes is refused; 'unchecked': it is not, for a list of "
            "names of one's own",
        ),
        "model.output_filters": _count(about="of the convolution before a detection layer"),
        "model.expected_filters": _count(about="what its boxes and classes need"),
        "model.grid_cells": _count(about="written for one axis of a grid"),
        "model.grid_divisor": _count(about="the total stride of the network over the grid"),
        "model.grid_remainder": Kind("word", REMAINDERS, about="of a grid that is not what the network can take"),
        "data.grid_cells": _count(about="the range along an axis over the side of a cell"),
        "data.default_classes": _count(about="those of a data set's class that is given no names"),
        "data.classes_on": Kind("text", about="a wrapper that is given class names"),
        "data.wrapper_remainder": Kind("word", REMAINDERS, about="whether the wrapper refuses names, or drops them"),
    },
    "Generators, and vocoders": {
        "model.sampling_steps": _count("How many sampling steps does generation take?"),
        "model.latent": Kind("boolean", ask="Does the diffusion run in a latent space?"),
        "model.conditional": Kind("boolean", ask="Does the generator take a class, text or control input?"),
        "model.text_to_image": Kind("boolean", about="whether a text steers the generator"),
        "model.noise_levels": _count(about="the discrete time steps of a diffusion's training"),
        "model.denoiser_channels": _count(about="that a diffusion model takes in, beside those of the latents"),
        "model.latent_channels": _count(about="of the latents that an autoencoder hands on"),
        "model.context_width": _count(about="of the states that cross-attention takes in, as the network is built"),
        "model.incoming_context_width": _count(about="of those that the text encoder, or what projects them, hands on"),
        "model.kl_weight": Kind("number", low=0, about="at the end of training, of a variational autoencoder"),
        "model.is_sampled_from_prior": Kind("boolean", about="whether that autoencoder is itself the generator"),
        "model.upsample_rates": Kind("counts", about="of a vocoder: the stride of each transposed convolution"),
        "model.upsample_product": _count(about="samples that the vocoder makes of a frame"),
        "model.upsample_rate": _count(about="of one transposed convolution, with its kernel and how that is padded"),
        "model.upsample_kernel": _count(),
        "model.upsample_padding": Kind("word", ("half-difference", "twice-the-rate")),
    },
    "Graphs": {
        "model.positional_or_structural_encoding": Kind(
            "text", ask="Which positional or structural encoding do the graph's nodes get (LapPE, RWSE, ..., none)?"
        ),
        "model.message_passing": Kind("boolean", ask="Does the graph transformer also pass messages along edges?"),
        "model.uses_edges": Kind("boolean", ask="Does the model use the graph's edges, or only node features?"),
        "model.attention_width": _count(about="of the attention half of a graph layer"),
        "model.message_passing_width": _count(about="of the half that passes messages, and of what stands around both"),
        "model.reads_edge_features": Kind("boolean"),
        "model.reads_coordinates": Kind("boolean"),
        "model.readout": Kind("word", ("sum", "mean", "max", "attention", "virtual-node", "none"), open=True),
    },
    "The data": {
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
        "data.num_channels": _count(about="of an image, or the variables of a time series"),
        "data.upscale_factor": _count(about="the side of the targets over that of the images"),
        "data.heatmap_size": _count(about="the side of the maps that targets are drawn on"),
        "data.sequence_length": _count("How long are the sequences?"),
        "data.length_is_cap": Kind(
            "boolean", about="whether longer sequences are cut to that length, and shorter ones stay so"
        ),
        "data.label_length": _count(low=0, about="the end of the lookback that a decoder starts from"),
        "data.horizon": _count(),
        "data.series_length": _count(low=0, about="the rows of a series, or of a part of it"),
        "data.hop_length": _count(about="samples between the frames of a spectrogram"),
        "data.window_length": _count(),
        "data.fft_size": _count(),
        "data.frame_padding": Kind(
            "word",
            ("half-difference",),
            about="how the ends of a recording are padded for whole frames: by half of what the transform is "
            "longer than the hop",
        ),
        "data.segment_length": _count(about="samples of an excerpt that a vocoder is trained on"),
        "data.segment_remainder": Kind("word", REMAINDERS, about="of an excerpt that whole frames do not fill"),
        "data.num_graphs": _count("How many graphs are there?"),
        "data.nodes_per_graph": Kind("number", ask="How many nodes has a graph on average?", low=0),
        "data.has_edges": Kind("boolean", ask="Does the data have edges between its items?"),
        "data.heterophilous": Kind("boolean", ask="Do neighbouring nodes mostly belong to different classes?"),
        "data.has_edge_features": Kind("boolean", about="bond types and the like, beside the edges themselves"),
        "data.has_coordinates": Kind("boolean", about="its labels depend on positions in space, which it holds"),
    },
    "The training": {
        "training.is_run": Kind("boolean"),
        "training.regime": Kind("word", REGIMES, "Is the model trained from scratch, or fine-tuned?"),
        "training.self_supervised_stage": Kind("boolean", ask="Is there a self-supervised stage before?"),
        "training.batch_size_per_device": _count(),
        "training.num_devices": _count(),
        "training.top_k": _count(about="the best classes that a metric looks for the right one in"),
        "training.drop_last": Kind("boolean", about="whether the loader drops a last batch that is not full"),
        "training.tensor_parallel": _count(),
        "training.kv_head_split": Kind(
            "word",
            ("even", "even-or-copied"),
            about="how key-value heads go onto tensor-parallel devices: evenly alone, or copied where there are "
            "fewer than devices",
        ),
        "training.sequence_parallel": _count(about="devices that each take some heads for a part of a sequence"),
        "training.pipeline_parallel": _count(),
        "training.pipeline_remainder": Kind("word", REMAINDERS, about="of layers that the stages do not divide"),
        "training.pipeline_microbatches": _count(about="that a step sends through the stages, one after another"),
        "training.sharded_gradients": Kind("boolean", about="over data-parallel devices (ZeRO 2 and 3)"),
        "training.batch_samples": _count(low=0, about="of a batch that is cut into parts for its updates"),
        "training.batch_parts": _count(about="how many parts it is cut into"),
        "training.batch_part_size": _count(about="the samples of each part"),
        "training.batch_part_remainder": Kind(
            "word",
            (*REMAINDERS, "refuse-larger"),
            about="of a batch that its parts do not divide; refuse-larger where only parts larger than the whole, or "
            "more of them than samples, are refused",
        ),
        "training.written_batch": _count(about="the whole batch, where its factors are written too"),
        "training.batch_product": _count(about="samples per device, steps of accumulation and devices, multiplied"),
        "training.lora_rank": _count(),
        "training.max_lora_rank": _count(about="of the adapters that a server makes room for"),
        "training.lora_targets": _count(about="names of modules that get an adapter"),
        "training.lora_targets_found": _count(low=0, about="those of them that the base model has"),
        "training.seen_tokens": _count(about="that the whole run goes through: steps times the tokens of each"),
        "training.samples_neighbours": Kind("boolean", about="whether a step sees parts of a graph, and not the whole"),
        "training.bytes_per_parameter": Kind("number", low=0, about="of weights, gradients and the optimizer's states"),
        "training.offload": Kind("boolean", about="whether some of these lie outside the device"),
        "training.gradient_penalty": Kind("number", low=0, about="the weight of a penalty on the critic's gradients"),
        "training.discriminator_augmentation": Kind("boolean", about="ADA, DiffAugment and their like"),
        "training.kl_annealing": Kind("boolean", about="whether the weight of the KL term changes over training"),
        "training.toy": Kind("boolean"),
        "training.warmup": Kind("boolean"),
        "training.truncated_backpropagation": Kind("boolean"),
    },
    "Deployment and constraints": {
        "deployment.target": Kind(
            "word", TARGETS, "Where will the model run (server, desktop, edge, mobile, microcontroller, browser)?"
        ),
        "deployment.device": Kind("text"),
        "deployment.precision": Kind("text"),
        "deployment.memory_gb": Kind("number", low=0, about="of the device that it runs on"),
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
        "constraints.memory_gb": Kind("number", low=0, about="of each device that it trains on"),
        "constraints.control": Kind(
            "word", ("required", "not-required"), "Do you need fine control over what is generated (required ...)?"
        ),
        "constraints.quality": Kind(
            "word",
            ("low", "medium", "high"),
            "How much does the generated quality count (low, medium, high)?",
            open=True,
        ),
    },
    "The config itself": {
        "config.closed_world": Kind(
            "boolean",
            about="a person describes a choice to archlint itself: what is not stated there is absent, not unknown",
        ),
        "config.unknown_framework": Kind(
            "boolean", about="no framework is known that refuses what seems wrong: no finding is an error"
        ),
        "config.own_words": Kind("boolean", about="a person's own words, of no framework's key set"),
        "config.refused_since": Kind("text", about="the release since which a framework refuses what it built before"),
        "config.version": Kind(
            "integer", about="of the native dialect; only ever stated where it is not one that is read"
        ),
    },
}
VOCABULARY = {name: kind for facts in SUBJECTS.values() for name, kind in facts.items()}

# The bounds of the size bands that a person may answer with (the source document's "How large is your dataset?").
SIZE_BANDS = {"small": (0, 9_999), "medium": (10_000, 1_000_000), "large": (1_000_001, None)}
