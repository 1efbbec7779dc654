"""Measure which numbers of a model type's config must fit, by building it with numbers that fit and that do not.

A relation is kept only where every number that breaks it is refused (by the config's class, on building the network
or in its first step) and every number that keeps it is taken.
"""

import re

import huggingface_networks as networks

HEADS = re.compile(
    r"^((encoder_|decoder_|num_)*(attention_)?heads?|\w*num_(attention_)?heads|n_heads?|\w*attention_heads)$"
)
KV_HEADS = re.compile(r"(key_value|kv)_heads$|^n_head_kv$|^multi_query_group_num$")
WIDTHS = re.compile(
    r"^(\w*hidden_size|\w*hidden_dim|d_model|n_embd|embed_dim|dim|emb_dim|\w*embedding_size|width|attention_hidden_size|"
    r"\w*_width|\w*conv_dim|\w*channels|\w*intermediate_size|mlp_dim|\w*ffn_dim)$"
)
NO_WIDTHS = re.compile(r"ffn|intermediate|mlp|conv_dim|channels")
GROUPS = re.compile(r"groups$|^n_group$")
NO_HEADS = re.compile(r"^mamba|^linear_|_lstm|^num_heads_to|ssm")
TOP_K = (
    "num_experts_per_tok", "num_experts_per_token", "moe_topk", "moe_k", "top_k_experts", "num_selected_experts",
)  # fmt: skip
EXPERTS = ("n_routed_experts", "num_local_experts", "num_experts", "moe_num_experts", "n_experts")
EXPERT_GROUPS = ("n_group", "n_expert_groups", "num_expert_group")
CHOSEN_GROUPS = ("topk_group", "topk_groups")
HEAD_DIMS = ("head_dim", "d_kv", "kv_channels", "attention_head_size", "qk_rope_head_dim", "rotary_dim")
STAGES = (
    "num_hidden_layers", "num_layers", "num_stages", "num_encoder_blocks", "num_feat_extract_layers", "n_layer",
    "num_hidden_stages", "num_blocks", "num_conv_layers",
)  # fmt: skip
REFUSED = ("config", "build", "step")


class Probe:
    """One model type, shallow, and what the library says to changes of it."""

    def __init__(self, model_type):
        self.type = model_type
        self.shallow = networks.shallow(model_type)
        self.config = networks.config_of(model_type, self.shallow)
        model = networks.build(model_type, self.config)
        self.steps = _few(networks.steps_of(model))
        self.runs = [kind for kind, names in KINDS.items() if any(step in names for step in self.steps)]
        parts = (getattr(module, "mrope_section", None) for module in model.modules())
        self.sections = next((list(part) for part in parts if isinstance(part, (list, tuple)) and len(part) > 1), None)
        self.turns = any(re.search("Rotary|Rope", type(module).__name__) for module in model.modules())
        self.values = {key: value for key, value in self.config.to_dict().items() if key != "transformers_version"}
        self.names = getattr(type(self.config), "attribute_map", None) or {}
        self.seen = {}

    def verdict(self, **changes):
        """Return at which stage the changes are refused, or "ran"."""
        key = repr(sorted(changes.items()))
        if key not in self.seen:
            self.seen[key] = networks.verdict(self.type, {**self.shallow, **changes}, self.steps)[0]
        return self.seen[key]

    def refuses(self, **changes):
        return self.verdict(**changes) in REFUSED

    def integers(self, pattern):
        """Return the integers of the config whose key matches, by key."""
        return {
            key: value for key, value in self.values.items() if type(value) is int and value > 0 and pattern.search(key)
        }

    def key(self, name):
        return self.names.get(name, name)

    def first(self, names):
        return next((name for name in names if type(self.values.get(name)) is int), None)


KINDS = {
    "text": ("ids", "ids both", "ids decoder", "embeddings", "text"),
    "image": ("pixels", "ids pixels", "ids pixels flat", "vision", "patches", "video"),
    "sound": (
        "features", "mel", "frames", "frames speech", "frames wide", "wave", "wave decoder", "wave channel", "audio",
        "series", "frames encoder", "spectrogram",
    ),
}  # fmt: skip


def _few(steps):
    """Return one step for the text, one for the image and one for the sound."""
    first = (next((name for name in names if name in steps), None) for names in KINDS.values())
    return [step for step in first if step]


def measured(probe):
    """Return what the library refuses of a type, by the kind of relation."""
    found = {
        "heads": heads(probe),
        "stage_heads": stage_heads(probe),
        "kv": kv_heads(probe),
        "other kv": other_kv_heads(probe),
        "sections": sections(probe),
        "rotary": rotary(probe),
        "lists": lists(probe),
        "padding": padding(probe),
        "padding position": padding_position(probe),
        "experts": experts(probe),
        "groups": groups(probe),
        "window": window(probe),
    }
    found = {kind: value for kind, value in found.items() if value}
    if "rotary" in found and _factor(probe) != 1:
        found["rotary_part"] = _factor(probe)
    return found


def keys_of(relations):
    """Return the keys that measured relations name."""
    if isinstance(relations, str):
        return {relations}
    if isinstance(relations, dict):
        return set().union(*(keys_of(value) | {key} for key, value in relations.items()))
    return set().union(*map(keys_of, relations)) if isinstance(relations, list) else set()


def _worst(probe, tries):
    """Return the latest stage at which any of some changes is refused, and None where one is not."""
    verdicts = [probe.verdict(**changes) for changes in tries]
    if not verdicts or not all(verdict in REFUSED for verdict in verdicts):
        return None
    return max(verdicts, key=REFUSED.index)


def heads(probe):
    """Return [heads, width, how] of each number of heads that must divide a width.

    how: "always", or "unless given" where a stated width of a head lifts it; with "checked" where it is the config's
    own class that refuses.
    """
    found = []
    if "intra_bottleneck_size" in probe.values:
        return found  # heads share the bottleneck's width, where there is one
    widths = {key: value for key, value in probe.integers(WIDTHS).items() if not NO_WIDTHS.search(key)}
    for key, value in probe.integers(HEADS).items():
        if KV_HEADS.search(key) or NO_HEADS.search(key) or value < 2:
            continue
        for width_key, width in _likely(probe, key, widths).items():
            if width % value:
                continue
            whole, broken = _shares(width, value)
            if len(broken) < 2 or not whole:
                continue
            with_kv = {}
            for name, kv in probe.values.items():
                if KV_HEADS.search(name) and type(kv) is int:
                    with_kv[name] = None

            def change(number, extra=(), key=key, with_kv=with_kv, width=width):
                turned = _sections_for(probe, width // number)
                return {key: number, **dict.fromkeys(with_kv, number), **turned, **dict(extra)}

            if any(probe.refuses(**change(number)) for number in whole):
                continue
            stage = _worst(probe, [change(number) for number in broken])
            if stage is None:
                continue
            given = next((name for name in HEAD_DIMS[:4] if name in probe.values), None)
            how = "always"
            if given and type(probe.values[given]) in (int, type(None)):
                size = _even(width // value)
                explicit = _worst(probe, [change(number, {given: size}.items()) for number in broken])
                if explicit is None:
                    how = "unless given"
            found.append([key, width_key, how + (" checked" if stage == "config" else "")])
            break
    return found


def _even(number):
    return max(4, number // 4 * 4)


def _likely(probe, key, widths):
    """Return the widths that a number of heads may divide, the likeliest first."""
    prefix = re.match(r"(\w+?_)?(num_|n_|attention_|heads)", key)[1]
    own = probe.key("hidden_size")
    order = sorted(widths, key=lambda name: (not (prefix and name.startswith(prefix)), name != own, name))
    return {name: widths[name] for name in order}


def _shares(width, value):
    """Return numbers of heads that divide a width, and such that do not but give an even share all the same."""
    whole = [n for n in range(1, width) if width % n == 0 and n != value and (width // n) % 8 == 0]
    broken = [n for n in range(2, width) if width % n and (width // n) % 4 == 0 and width // n >= 8]
    near = sorted(whole, key=lambda n: abs(n - value))[:2]
    if len(broken) < 2 or not near:  # a small network: any share will do
        near = near or [n for n in range(1, width) if width % n == 0 and n != value and n < width // 2][-2:]
        broken = [n for n in (3, 5, 6, 7, 9, 11) if n < width and width % n]
    return near, sorted(broken, key=lambda n: abs(n - value))[:3]


def stage_heads(probe):
    """Return [list of heads, list of widths or the first width, "each" or "doubling"] of a staged network."""
    found = []
    sequences = _sequences(probe)
    for key, value in probe.integers(HEADS).items():
        for name, widths in sequences.items():
            if KV_HEADS.search(key) or not re.search(r"hidden|embed|dim|width", name) or value < 2:
                continue
            if not all(type(width) is int and width % value == 0 for width in widths):
                continue
            whole = [n for n in range(1, min(widths)) if n != value and all(width % n == 0 for width in widths)][-2:]
            broken = [n for n in range(3, min(widths)) if all(width % n for width in widths)][:3]
            if not any(probe.refuses(**{key: n}) for n in whole) and _worst(probe, [{key: n} for n in broken]):
                found.append([key, name, "each"])
                break
    for key, values in sequences.items():
        if not HEADS.search(key) or not all(type(value) is int for value in values):
            continue
        candidates = [
            (name, list(other), "each")
            for name, other in sequences.items()
            if name != key and len(other) == len(values) and re.search(r"hidden|embed|dim|width", name)
        ]
        candidates += [
            (name, [width * 2**index for index in range(len(values))], "doubling")
            for name, width in probe.integers(re.compile(r"^embed_dim$")).items()
        ]
        for name, widths, how in candidates:
            if not all(type(width) is int and width % value == 0 for width, value in zip(widths, values, strict=True)):
                continue
            whole, broken = [], []
            for index, width in enumerate(widths):
                fits = next((n for n in range(1, width) if width % n == 0 and n != values[index]), None)
                fails = next((n for n in range(values[index] + 1, width) if width % n), None)
                whole += [[*values[:index], fits, *values[index + 1 :]]] if fits else []
                broken += [[*values[:index], fails, *values[index + 1 :]]] if fails else []
            if broken and not any(probe.refuses(**{key: tried}) for tried in whole):
                stage = _worst(probe, [{key: tried} for tried in broken])
                if stage:
                    found.append([key, name, how])
                    break
    return found


def _sequences(probe):
    return {
        key: list(value)
        for key, value in probe.values.items()
        if isinstance(value, list | tuple) and 1 < len(value) < 100 and all(not isinstance(x, dict) for x in value)
    }


def kv_heads(probe):
    """Return [key, heads' key, how] where the key-value heads must fit the heads.

    how: "divides"; or "once", where each must serve one head, as a whole quotient tells.
    """
    heads_key = probe.key("num_attention_heads")
    key = next((name for name in probe.values if KV_HEADS.search(name)), None)
    if key is None or probe.names.get("num_key_value_heads", key) == heads_key or _prefix(key) != _prefix(heads_key):
        return None
    how = _kv_fit(probe, key, heads_key)
    return [key, heads_key, how] if how else None


def other_kv_heads(probe):
    """Return [[key, heads' key]] of the other heads that each serve several: of a second stack, or linear attention."""
    own = next((name for name in probe.values if KV_HEADS.search(name)), None)
    pairs = [
        (key, key.replace("key_value", "attention").replace("kv", "attention"))
        for key in probe.values
        if KV_HEADS.search(key) and not (key == own and _prefix(key) == _prefix(probe.key("num_attention_heads")))
    ]
    pairs.append(("linear_num_key_heads", "linear_num_value_heads"))
    known = [pair for pair in pairs if type(probe.values.get(pair[0])) is int]
    return [list(pair) for pair in known if (_kv_fit(probe, *pair) or "").startswith("divides")]


def _prefix(key):
    return re.match(r"(encoder_|decoder_|cross_)?", key)[0]


def _kv_fit(probe, key, heads_key):
    number = probe.values.get(heads_key)
    if type(number) is not int or number < 4:
        return None
    broken = [n for n in (3, 5, 7, number // 2 - 1) if n > 0 and number % n]
    if _worst(probe, [{key: n} for n in broken]) is None:
        return None
    fits = [n for n in range(1, number) if number % n == 0 and n != probe.values[key]][-2:]
    if not any(probe.refuses(**{key: n}) for n in fits):
        return "divides" if probe.refuses(**{key: number * 2}) else "divides or exceeds"
    if fits and all(probe.refuses(**{key: n}) for n in fits) and not probe.refuses(**{key: number}):
        return "once"
    return None


def sections(probe):
    """Return the parts of a head that three axes of positions turn by default, where all must fill it."""
    parameters, given, head = probe.values.get("rope_parameters"), probe.sections, _head_dim(probe)
    if "kv_lora_rank" in probe.values or not isinstance(parameters, dict) or not given or not head:
        return None
    if 2 * sum(given) != head:
        return None
    broken = ([given[0] + 1, *given[1:]], [*given[:-1], given[-1] - 1])
    if all(probe.refuses(rope_parameters={**parameters, "mrope_section": tried}) for tried in broken):
        return given
    return None


def _sections_for(probe, size):
    """Return the change that keeps the axes of the positions as wide as a head of another size."""
    parameters, given = probe.values.get("rope_parameters"), probe.sections
    if not isinstance(parameters, dict) or not given or size < 8:
        return {}
    part = size // 2 // len(given)
    fitting = [part] * (len(given) - 1)
    return {"rope_parameters": {**parameters, "mrope_section": [*fitting, size // 2 - sum(fitting)]}}


def rotary(probe):
    """Return {key: [which multiple the turned dimensions must be, where it is refused]}.

    The key is the one that gives the width of a head or of its turned part; "share" where none does; and
    "partial_rotary_factor" where a part of the head is turned.
    """
    found = {}
    if not probe.turns and "rotary_dim" not in probe.values:
        return found
    factor = _factor(probe)
    for key in HEAD_DIMS:
        if key not in probe.values:
            continue
        value = probe.values[key]
        if type(value) is not int or value < 8:
            value = _share(probe) if key in ("head_dim", "kv_channels") else None
        if not value:
            continue
        part = 1.0 if key in ("qk_rope_head_dim", "rotary_dim") else factor
        _say_multiple(probe, found, key, lambda size, key=key: {key: size, **_sections_for(probe, size)}, value, part)
    width_key, heads_key = probe.key("hidden_size"), probe.key("num_attention_heads")
    number = probe.values.get(heads_key)
    if type(probe.values.get(width_key)) is int and type(number) is int:
        kv = [name for name, value in probe.values.items() if KV_HEADS.search(name) and type(value) is int]
        width = 3 * probe.values[width_key]  # a multiple of all that the width is a multiple of

        def change(size):
            return {width_key: width, heads_key: width // size, **dict.fromkeys(kv, width // size)}

        sizes = [round(turned / factor) for turned in (3, 6, 12, 24)]
        if all(width % size == 0 and int(size * factor) == 3 << step for step, size in enumerate(sizes)):
            odd, twice, *even = sizes
            if not any(probe.refuses(**change(size)) for size in even) and probe.refuses(**change(odd)):
                found["share"] = [4 if probe.refuses(**change(twice)) else 2, probe.verdict(**change(odd))]
    share = _head_dim(probe)
    parameters = probe.values.get("rope_parameters")
    if share and isinstance(parameters, dict) and "rope_theta" in parameters:
        _say_multiple(
            probe,
            found,
            "partial_rotary_factor",
            lambda size: {"rope_parameters": {**parameters, "partial_rotary_factor": (size + 0.01) / share}},
            share // 2,
            1.0,
        )
    return found


def _say_multiple(probe, found, key, change, value, factor):
    """Find which sizes near a value are refused: the odd ones, or all that are no multiples of four."""

    def size(turned):
        return next(n for n in range(turned, 99 * turned) if int(n * factor) == turned)

    turned = max(8, int(value * factor) // 8 * 8)
    if any(probe.refuses(**change(size(n))) for n in (turned, turned - 8 or 16)):
        return
    stage = _worst(probe, [change(size(n)) for n in (turned + 1, turned - 1, turned + 5)])
    if stage:
        twice = all(probe.refuses(**change(size(n))) for n in (turned + 2, turned - 2))
        found[key] = [4 if twice else 2, stage]


def _factor(probe):
    parameters = probe.values.get("rope_parameters")
    value = parameters.get("partial_rotary_factor") if isinstance(parameters, dict) else None
    value = value or probe.values.get("partial_rotary_factor") or probe.values.get("rotary_pct") or 1.0
    return value if isinstance(value, float) and 0 < value <= 1 else 1.0


def _head_dim(probe):
    value = probe.values.get("head_dim")
    return value if type(value) is int else _share(probe)


def _share(probe):
    width, number = probe.values.get(probe.key("hidden_size")), probe.values.get(probe.key("num_attention_heads"))
    return width // number if type(width) is int and type(number) is int and width % number == 0 else None


def lists(probe):
    """Return {list: [what it must be as long as, "short" or "long" or "both"]}."""
    found = {}
    sequences = _sequences(probe)
    for key in list(sequences):
        if re.search(r"out_features|out_indices|stage_names|token|bounds|_range|layer_ids|^image_|limit", key):
            del sequences[key]
        elif key == "moe_intermediate_size":
            del sequences[key]  # one for the experts of each modality, however many layers there are
    odd = {}
    for key, value in sequences.items():
        short, long = probe.refuses(**{key: value[:-1]}), probe.refuses(**{key: [*value, value[-1]]})
        if short or long:
            odd[key] = "both" if short and long else "short" if short else "long"
    for key, how in odd.items():
        length = len(sequences[key])
        fixed = {name: list(value) for name, value in sequences.items() if name in odd and len(value) == length}
        drivers = [name for name in STAGES if probe.values.get(name) == length and name not in probe.names]
        drivers += [name for name in ("depths", "depth", "embed_dims", "hidden_sizes") if name in sequences]
        drivers += [name for name in fixed if name not in drivers]
        for driver in drivers:
            if driver == key or (driver in sequences and len(sequences[driver]) != length):
                continue
            value = probe.values[driver]
            up = value + 1 if type(value) is int else [*value, list(value)[-1]]
            down = value - 1 if type(value) is int else list(value)[:-1]
            tries = [up] * (how != "long") + [down] * (how != "short")
            if all(probe.refuses(**{**fixed, driver: tried}) for tried in tries):
                found[key] = [driver, how]
                break
        else:
            if how == "both":
                found[key] = [length, how]
    return found


def padding(probe):
    """Return [id, vocabulary] where a padding id outside the vocabulary is refused."""
    size = probe.values.get("vocab_size")
    if "pad_token_id" not in probe.values or type(size) is not int:
        return None
    if probe.refuses(pad_token_id=size) and not probe.refuses(pad_token_id=min(2, size - 1)):
        return ["pad_token_id", "vocab_size"]
    return None


def padding_position(probe):
    """Return [id, positions, rows beyond them] where the table of positions must have a row for the padding too."""
    size = probe.values.get("vocab_size")
    if "pad_token_id" not in probe.values or type(size) is not int:
        return None
    for key in ("max_position_embeddings", "max_source_positions", "max_target_positions"):
        number = probe.values.get(key)
        if type(number) is not int or size <= number + 9 or not probe.refuses(pad_token_id=size - 1):
            continue
        more = next((more for more in range(5) if probe.refuses(pad_token_id=number + more)), None)
        if more is None or probe.refuses(pad_token_id=number - 1):
            continue
        if not probe.refuses(**{"pad_token_id": number + more, key: number + 9}):
            return ["pad_token_id", key, more]
    return None


def experts(probe):
    """Return {relation: keys} between the experts, those chosen, and their groups."""
    found = {}
    chosen, number = probe.first(TOP_K), probe.first(EXPERTS)
    if number is None:
        return found
    count = probe.values[number]
    more = chosen and min(count, probe.values[chosen] + 1)
    if chosen and probe.refuses(**{chosen: count + 1}) and not probe.refuses(**{chosen: more}):
        found["chosen"] = [chosen, number]
    parts, some = probe.first(EXPERT_GROUPS), probe.first(CHOSEN_GROUPS)
    if parts and some:
        broken = next(n for n in range(3, 99) if count % n)
        if probe.refuses(**{parts: broken, some: 1}):
            found["groups"] = [parts, number]
        own = probe.values[parts]
        for few in (4 if count % 4 == 0 else 1, own):
            if probe.refuses(**{parts: few, some: few + 1}) and not probe.refuses(**{parts: few, some: few}):
                found["chosen groups"] = [some, parts]
                break
    return found


def groups(probe):
    """Return [groups, channels] where the groups of a convolution or normalization must divide its channels."""
    found = []
    widths = probe.integers(WIDTHS)
    for key, value in probe.integers(GROUPS).items():
        if key in EXPERT_GROUPS or key in CHOSEN_GROUPS or NO_HEADS.search(key) or key == "n_groups":
            continue
        for name, width in widths.items():
            if width % value:
                continue
            whole = [n for n in (value * 2, value // 2, 1) if n and width % n == 0 and n != value][:2]
            broken = [n for n in (value + 1, 3, 7, 11) if width % n][:3]
            if not whole or any(probe.refuses(**{key: n}) for n in whole):
                continue
            if _worst(probe, [{key: n} for n in broken]) is None:
                continue
            if value > 1 and probe.refuses(**{name: width + 1}):
                found.append([key, name])
                break
    return found


def window(probe):
    """Return what is done with windows larger than the coarsest map: "refuse", or None."""
    if not all(key in probe.values for key in ("window_size", "image_size", "patch_size", "depths")):
        return None
    window_size = probe.values["window_size"]
    if type(window_size) is not int or type(probe.values["image_size"]) is not int:
        return None
    if probe.values["image_size"] // (probe.values["patch_size"] << len(probe.values["depths"]) - 1) < window_size:
        return None  # its stages do not halve the map
    if probe.refuses(window_size=window_size + 1) and not probe.refuses(window_size=window_size):
        return "refuse"
    return None
