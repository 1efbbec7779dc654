"""Build and run the networks of the transformers library on the meta device, from a config's own keys.

What the table of model types and the oracle tool have in common: a network is named by its model type and the values
that differ from the type's defaults, and what is learned of it is whether the library builds it and runs one step.
"""

import contextlib
import importlib
import inspect

import measure

measure.declare_operators()

import torch  # noqa: E402

# A network asks its masks and ids whether all of them are set; on the meta device the answer is always no.
_answers = torch.library.Library("aten", "IMPL", "Meta")
with contextlib.suppress(RuntimeError):
    _answers.impl("_local_scalar_dense", lambda tensor: False if tensor.dtype == torch.bool else 0)

import transformers  # noqa: E402
from transformers.models.auto import modeling_auto as auto  # noqa: E402
from transformers.models.auto.configuration_auto import CONFIG_MAPPING, CONFIG_MAPPING_NAMES  # noqa: E402

MAPPINGS = ("MODEL_MAPPING_NAMES", "MODEL_FOR_CAUSAL_LM_MAPPING_NAMES", "MODEL_FOR_PRETRAINING_MAPPING_NAMES")
# Values without which a class cannot be built, or a network not run.
NEEDED = {name: {"prediction_length": 24} for name in ("autoformer", "informer", "time_series_transformer")}
DEPTHS = (
    "num_hidden_layers", "num_layers", "n_layer", "n_layers", "encoder_layers", "decoder_layers", "depth",
    "num_encoder_layers", "num_decoder_layers", "encoder_num_hidden_layers", "decoder_num_hidden_layers",
)  # fmt: skip
REFUSALS = (Exception,)


def model_class(model_type):
    """Return the class of a type's plain model, or that of a part of one, or None."""
    for mapping in MAPPINGS:
        name = getattr(auto, mapping).get(model_type)
        cls = getattr(transformers, (name if isinstance(name, str) else name[0]), None) if name else None
        if cls is not None:
            return cls
    config = CONFIG_MAPPING[model_type]
    try:
        module = importlib.import_module(config.__module__.replace("configuration_", "modeling_"))
    except ImportError:
        return None
    found = [
        cls
        for cls in vars(module).values()
        if isinstance(cls, type)
        and issubclass(cls, transformers.PreTrainedModel)
        and cls.__module__ == module.__name__
        and cls.config_class is config
        and not cls.__name__.endswith("PreTrainedModel")
    ]
    return min(found, key=lambda cls: len(cls.__name__), default=None)


def nested(changes):
    """Return keys with dots between them as the mappings that they stand for."""
    found = {}
    for path, value in changes.items():
        *above, key = path.split(".")
        place = found
        for part in above:
            place = place.setdefault(part, {})
        place[key] = value
    return found


def config_of(model_type, changes):
    """Return the config of a type with some values changed."""
    return CONFIG_MAPPING[model_type](**{**NEEDED.get(model_type, {}), **nested(changes)})


def build(model_type, config):
    """Build the type's plain model on the meta device."""
    cls = model_class(model_type)
    with torch.device("meta"):
        model = cls._from_config(config) if hasattr(cls, "_from_config") else cls(config)
    for module in model.modules():
        part = getattr(module, "config", None)
        if part is not None:
            part.use_cache = False
            part._experts_implementation_internal = "batched_mm"
    return model.eval()


def _size(config, key="image_size", default=224):
    value = getattr(config, key, default)
    if isinstance(value, dict):
        value = value.get("height", default)
    if isinstance(value, (list, tuple)):
        return tuple(value[:2]) if len(value) > 1 else (value[0],) * 2
    return (value, value) if isinstance(value, int) else (default, default)


def _bins(config, default=80):
    """A spectrogram as long as the network's positions are for."""
    frames = 2 * (getattr(config, "max_source_positions", None) or 1500)
    return torch.zeros((1, getattr(config, "num_mel_bins", default) or default, frames), device="meta")


def _ids(length=8):
    return torch.zeros((1, length), dtype=torch.long, device="meta")


def _pixels(config, size=None):
    channels = getattr(config, "num_channels", None) or getattr(config, "in_channels", None) or 3
    return torch.zeros((1, channels if isinstance(channels, int) else 3, *(size or _size(config))), device="meta")


def _part(model, *names):
    for name in names:
        for owner in (model, getattr(model, "model", None)):
            part = getattr(owner, name, None)
            if isinstance(part, torch.nn.Module):
                return part
    raise AttributeError(names[0])


def _vision(model):
    return _part(model, "vision_tower", "vision_model", "visual", "vision_encoder", "image_encoder", "vision")


def _thinker(model):
    return _part(model, "thinker")


def _seen(model):
    tower = _vision(model)
    return tower(pixel_values=_pixels(tower.config))


def _patches(model):
    """A step over flattened patches with their grid, as the Qwen towers take them."""
    tower = model
    with contextlib.suppress(AttributeError):
        tower = _vision(model)
    config = tower.config
    side = config.patch_size**2 * getattr(config, "temporal_patch_size", 2) * getattr(config, "in_channels", 3)
    return tower(torch.zeros((16, side), device="meta"), torch.tensor([[1, 4, 4]]))


def _audio_tower(model):
    tower = _part(model, "audio_tower", "audio_model", "audio_encoder")
    return tower(_bins(tower.config))


def _video(model):
    config = model.config
    frames = getattr(config, "num_frames", 16) or 16
    return model(torch.zeros((1, frames, getattr(config, "num_channels", 3) or 3, *_size(config)), device="meta"))


# Steps that may run a network; those that run its default are what it is judged by.
CALLS = {
    "ids": lambda m: m(input_ids=_ids()),
    "ids long": lambda m: m(input_ids=_ids(64)),
    "ids both": lambda m: m(input_ids=_ids(), decoder_input_ids=_ids()),
    "ids decoder": lambda m: m(input_ids=_ids(), attention_mask=_ids() + 1, decoder_input_ids=_ids()),
    "text": lambda m: _part(m, "language_model", "text_model", "text_encoder")(input_ids=_ids()),
    "embeddings": lambda m: m(
        inputs_embeds=torch.zeros((1, 8, m.config.get_text_config().hidden_size), device="meta")
    ),
    "pixels": lambda m: m(pixel_values=_pixels(m.config)),
    "ids pixels": lambda m: m(input_ids=_ids(), pixel_values=_pixels(m.config.vision_config)),
    "ids pixels flat": lambda m: m(input_ids=_ids(), pixel_values=_pixels(m.config)),
    "vision": _seen,
    "patches": _patches,
    "video": _video,
    "features": lambda m: m(_bins(m.config), decoder_input_ids=_ids()),
    "mel": lambda m: m(_bins(m.config)),
    "frames": lambda m: m(
        torch.zeros((1, getattr(m.config, "max_length", 1024), getattr(m.config, "num_mel_bins", 128)), device="meta")
    ),
    "frames speech": lambda m: m(
        input_features=torch.zeros(
            (1, 200, getattr(m.config, "input_feat_per_channel", None) or m.config.num_mel_bins), device="meta"
        ),
        decoder_input_ids=_ids(),
    ),
    "frames wide": lambda m: m(torch.zeros((1, 200, m.config.feature_projection_input_dim), device="meta")),
    "frames encoder": lambda m: m(
        input_features=torch.zeros((1, 200, m.config.encoder_config.num_mel_bins), device="meta")
    ),
    "wave": lambda m: m(torch.zeros((1, 16000), device="meta")),
    "wave decoder": lambda m: m(torch.zeros((1, 16000), device="meta"), decoder_input_ids=_ids()),
    "wave channel": lambda m: m(torch.zeros((1, 1, 16000), device="meta")),
    "audio": _audio_tower,
    "series": lambda m: m(
        past_values=torch.zeros((1, m.config.context_length, m.config.num_input_channels), device="meta")
    ),
    "spectrogram": lambda m: m(torch.zeros((1, 100, m.config.model_in_dim), device="meta")),
}  # fmt: skip


def runs(model, name):
    """Run one step; raise what it raises."""
    with torch.no_grad(), torch.device("meta"), measure.at_most(25):
        CALLS[name](model)


def steps_of(model):
    """Return the names of the steps that run a model."""
    found = []
    names = list(CALLS)
    params = inspect.signature(model.forward).parameters
    for name in names:
        if name.endswith("flat") and "pixel_values" not in params:
            continue  # taken for a keyword that nothing reads
        try:
            runs(model, name)
        except measure.TooSlowError:
            continue
        except REFUSALS:
            continue
        found.append(name)
    return found


LAYER_LISTS = ("layer_types", "layers_block_type", "mlp_layer_types", "hybrid_layer_ids", "block_types")


def kinds_of(part):
    """Return the kinds of layers that a config lists, and whether it gets to the layers with experts."""
    found = {(key, str(kind)) for key in LAYER_LISTS for kind in getattr(part, key, None) or ()}
    dense = getattr(part, "first_k_dense_replace", None)
    if type(dense) is int and type(getattr(part, "num_hidden_layers", None)) is int:
        found.add(("experts", dense < part.num_hidden_layers))
    return found


def shallow(model_type):
    """Return changes that make a type's network as shallow as its kinds of layers let it be."""
    config = config_of(model_type, {})
    places = []

    def visit(part, prefix, depth):
        keys = [key for key in DEPTHS if key in part.to_dict() and type(getattr(part, key, None)) is int]
        if keys and not hasattr(part, "depths"):
            places.append((part, prefix, [key for key in keys if getattr(part, key) > 2]))
        if depth < 2:
            for key in getattr(type(part), "sub_configs", None) or {}:
                child = getattr(part, key, None)
                if hasattr(child, "to_dict"):
                    visit(child, f"{prefix}{key}.", depth + 1)

    visit(config, "", 0)
    changes = {}
    for part, prefix, keys in places:
        for depth in (2, 4, 6, 8, 12):
            tried = {prefix + key: min(depth, getattr(part, key)) for key in keys}
            try:
                found = config_of(model_type, {**changes, **tried})
            except REFUSALS:
                continue
            for name in filter(None, prefix.split(".")):
                found = getattr(found, name)
            if kinds_of(found) == kinds_of(part):
                changes.update(tried)
                break
    return changes


def verdict(model_type, changes, steps):
    """Return ("ran"|"config"|"build"|"step"|"slow", message) for a type with some values changed."""
    return _verdict(model_type, lambda: config_of(model_type, changes), steps)


def verdict_on(model_type, whole, steps):
    """Return the same for a config given with all its keys."""
    return _verdict(model_type, lambda: CONFIG_MAPPING[model_type].from_dict(whole), steps)


def _verdict(model_type, make, steps):
    stage = "config"
    try:
        with measure.at_most(40):
            config = make()
            stage = "build"
            model = build(model_type, config)
        stage = "step"
        for name in steps:
            runs(model, name)
    except measure.TooSlowError:
        return "slow", ""
    except REFUSALS as problem:
        return stage, said(problem)
    return "ran", ""


def said(problem):
    """Return an exception in one short line."""
    return f"{type(problem).__name__}: {' '.join(str(problem).split())[:160]}"


TYPES = sorted(CONFIG_MAPPING_NAMES)
