"""Which numbers of a Hugging Face config must fit: what the library was measured to refuse, stated as facts.

The table's ``refuses`` holds, for each model type, the relations between its own keys that the library refuses to
break; a relation that is not there is one that it does not read, or rounds.  Each is stated from the values that the
file gives and, where it gives only some, from the type's defaults.
"""

from ...facts import DEFAULT, DERIVED, STATED, Facts, is_count, is_integer
from .. import Node

# Types whose heads the table's probes could not try, as they do not build by their defaults or reach the heads by no
# key of the table.  Built with a width of 512, each takes 8 heads and refuses 7 (transformers 5.24.0).
_REFUSING = {
    "decision_transformer": (("n_head", "hidden_size", "always"),),
    "esm": (("num_attention_heads", "hidden_size", "always"),),
    "idefics": (("num_attention_heads", "hidden_size", "always"),),
}


# Types whose router scores a group of experts by the best two in it (arXiv:2412.19437, section 2.1.2).
_SCORED_BY_TWO = ("deepseek_v3", "glm4_moe", "glm4_moe_lite", "glm_moe_dsa", "dots1", "solar_open")


class Fits:
    """The relations of one network in a file, with the values that stand for its keys."""

    def __init__(self, node: Node, facts: Facts, row, defaults):
        self.node = node
        self.facts = facts
        self.names = row.get("attribute_map", {})
        self.defaults = defaults
        self.refuses = row.get("refuses", {})
        self.runs = bool(row.get("runs"))
        self.keys = (row.get("head_dim_key"), *row.get("defaults", ()))
        self.inside = "inside" in row  # the whole may set other sizes than the type's own defaults
        kind = node.get("model_type").text
        if kind in _REFUSING and "heads" not in self.refuses:
            self.refuses = {**self.refuses, "heads": _REFUSING[kind]}
        version = node.document.value.get("transformers_version") if isinstance(node.document.value, dict) else None
        # A file that an older library wrote may break what only a newer one checks.
        self.is_older = isinstance(version, str) and version[:2] in ("0.", "1.", "2.", "3.", "4.")
        self.has_version = isinstance(version, str) and version[:1].isdecimal()

    def holds(self, checked):
        """Whether a relation holds for the library that wrote the file: some are checked since version 5 alone."""
        return not (checked and self.is_older)

    def assume_refusal(self, facts, checked):
        """Put that heads with a remainder are refused: by which releases, where the file says nothing of its own."""
        if checked and not self.has_version:
            facts.assume("model.head_remainder", "refuse-since")
            facts.assume("config.refused_since", "transformers 5")
        else:
            facts.assume("model.head_remainder", "refuse")

    def names_of(self, key):
        """Return the names that a key goes by: the type's own, and the one that the library's types share."""
        shared = [name for name, own in self.names.items() if own == key]
        return (key, *((self.names[key],) if key in self.names else ()), *shared)

    def find(self, key):
        """Return the node of a key, under any of its names; one of a null where that is all that is written."""
        found = self.node.first(*self.names_of(key))
        if found.absent:
            return next((self.node.get(name) for name in self.names_of(key) if self.node.get(name).present), found)
        return found

    def default(self, key):
        """Return the type's default for a key, or None."""
        return next((self.defaults[name] for name in self.names_of(key) if name in self.defaults), None)

    def put(self, facts: Facts, name, key, low=1):
        """State a number from its key, or the type's default for one that is left out; return whether it is known.

        A null is no number, whatever the default: the library does without it, or derives it.
        """
        node = self.find(key)
        if node.present:
            if node.opaque:
                facts.state(name, node)
            elif is_integer(node.value) and node.value >= low:  # what else it holds, its own reader tells
                facts.say(name, node.value, node)
        elif is_integer(self.default(key)):
            facts.assume(name, self.default(key))
        return name in facts and facts[name].known

    def is_stated(self, *keys):
        """Whether the file itself gives one of some keys."""
        return any(self.find(key).present for key in keys)


def state_fits(node: Node, facts: Facts, row, defaults):
    """State what the library refuses of this network, beyond what its heads' own facts say."""
    fits = Fits(node, facts, row, defaults)
    _state_rotary(fits)
    _state_sections(fits)
    _state_other_kv_heads(fits)
    _state_lists(fits)
    _state_stage_heads(fits)
    _state_padding(fits)
    _state_experts(fits)
    _state_groups(fits)
    _state_latent(fits)
    _state_window(fits)


def state_heads(node: Node, facts: Facts, row, defaults, keys, has_head_dim):
    """State whether the library refuses heads under one of some keys that do not divide the width; return whether."""
    fits = Fits(node, facts, row, defaults)
    for heads, _, how in fits.refuses.get("heads", ()):
        stated, place = facts.get("model.num_heads"), fits.find(heads)
        if heads not in keys or (stated is not None and stated.keys and (place.absent or place.keys != stated.keys)):
            continue
        if not has_head_dim:
            facts.assume("model.head_remainder", "refuse")
        elif how.startswith("always") and fits.holds("checked" in how):
            site = facts.site("width and heads")
            for name in ("model.num_heads", "model.hidden_size"):
                if name in facts:
                    site[name] = facts[name]
            fits.assume_refusal(site, "checked" in how)
        return True
    return False


def state_text_heads(node: Node, facts: Facts, kind, row):
    """State the heads of a language model whose keys stand at a file's top, beside another network's config."""
    heads, kv = facts.get("model.num_heads"), facts.get("model.num_kv_heads")
    if heads is None or not heads.known or not heads.keys or node.get("head_dim").present:
        return
    refuses = row.get("refuses", {})
    if kv is not None and kv.known and "kv" in refuses:
        site = facts.site("text")
        site["model.num_heads"], site["model.num_kv_heads"] = heads, kv
        site.assume("model.kv_head_remainder", "refuse")
    width = node.get("hidden_size")
    always = [entry for entry in (*refuses.get("heads", ()), *_REFUSING.get(kind, ())) if entry[2] == "always"]
    if always and is_count(width.value):
        site = facts.site("text")
        site["model.num_heads"] = heads
        site.say("model.hidden_size", width.value, width)
        site.assume("model.head_remainder", "refuse")


def state_other_heads(node: Node, facts: Facts, row, defaults, known, stated):
    """State the heads that stand under keys of their own, each as a site: but those that are stated already."""
    fits = Fits(node, facts, row, defaults)
    for heads, width, how in fits.refuses.get("heads", ()):
        place = fits.find(heads)
        if place.keys in stated if place.present and stated else heads in known:
            continue
        if not fits.holds("checked" in how) or not fits.is_stated(heads, width):
            continue
        site = facts.site(heads)
        if fits.put(site, "model.num_heads", heads) and fits.put(site, "model.hidden_size", width):
            fits.assume_refusal(site, "checked" in how)


def _state_rotary(fits):
    """State how many dimensions of a head are turned, where the library refuses an odd number of them."""
    measured = fits.refuses.get("rotary", {})
    for key in ("qk_rope_head_dim", "rotary_dim"):
        if key in measured and fits.find(key).present:
            _say_rotary(fits, fits.find(key).value, fits.find(key), measured[key][0])
            return
    if fits.node.get("kv_lora_rank").present or "kv_lora_rank" in fits.defaults:
        return
    factor, factor_node = _partial_factor(fits)
    if factor is None:
        return
    given = next((key for key in ("head_dim", "kv_channels", "attention_head_size") if fits.find(key).present), None)
    if given and not fits.find(given).is_null:
        known = "share" if given not in fits.keys else None  # of a key of the type's own, what it does was measured
        multiple = (measured.get(given) or measured.get(known) or (None,))[0]
        size, node = fits.find(given).value, fits.find(given)
    elif not given and is_integer(fits.defaults.get("head_dim")):
        multiple = (measured.get("head_dim") or (None,))[0]
        size, node = fits.defaults["head_dim"], factor_node
    else:
        multiple = (measured.get("share") or (None,))[0]
        width, heads = fits.facts.value("model.hidden_size"), fits.facts.value("model.num_heads")
        if not is_integer(width) or not is_count(heads) or not _is_whole(fits, width, heads):
            return
        size, node = width // heads, None
        for name in ("model.num_heads", "model.hidden_size"):
            if fits.facts[name].keys and node is None:
                node = fits.facts[name]
    if factor_node is not None and "partial_rotary_factor" in measured:
        multiple, node = measured["partial_rotary_factor"][0], factor_node
    if multiple and is_count(size) and node is not None:
        _say_rotary(fits, int(size * factor), node, multiple)


def _state_sections(fits):
    """State what the axes of positions over images turn together, where the library refuses less or more of a head."""
    default = fits.refuses.get("sections")
    if not default or "kv_lora_rank" in fits.defaults:
        return
    node = fits.node.first("rope_parameters.mrope_section", "rope_scaling.mrope_section")
    others = (fits.node.get(key) for key in ("rope_parameters", "rope_scaling"))
    if node.absent and any(other.present and not other.is_null for other in others):
        return
    parts = node.value if node.present else default
    size, place = _head_size(fits)
    if size is None or not isinstance(parts, list) or not all(is_count(part) for part in parts):
        return
    site = fits.facts.site("mrope_section")
    if node.present:
        site.say("model.rotary_axes_dim", 2 * sum(parts), node)
    else:
        site.put("model.rotary_axes_dim", 2 * sum(parts), DEFAULT)
    site.put("model.head_dim", size, DERIVED if place.keys else DEFAULT, place.keys)


def _head_size(fits):
    """Return (the width of a head, the node or fact that it stands at): None where it is not certain."""
    given = fits.find("head_dim")
    if given.present and not given.is_null:
        return (given.value, given) if is_integer(given.value) else (None, None)
    if is_integer(fits.defaults.get("head_dim")):
        return None, None
    width, heads = fits.facts.value("model.hidden_size"), fits.facts.value("model.num_heads")
    if not is_integer(width) or not is_count(heads) or width % heads:
        return None, None
    places = [fits.facts[name] for name in ("model.num_heads", "model.hidden_size")]
    return width // heads, next((place for place in places if place.keys), places[0])


def _state_other_kv_heads(fits):
    """State the heads beside those of the first stack that each serve several others: one site each."""
    for key, heads in fits.refuses.get("other kv", ()):
        if fits.is_stated(key, heads):
            site = fits.facts.site(key)
            fits.put(site, "model.num_heads", heads)
            fits.put(site, "model.num_kv_heads", key)
            site.assume("model.kv_head_remainder", "refuse")


def _is_whole(fits, width, heads):
    """Whether the heads divide the width, or the library was seen to round their share down."""
    return width % heads == 0 or (fits.runs and not fits.refuses.get("heads"))


def _partial_factor(fits):
    """Return (the part of a head that is turned, its node): None where it is not certain."""
    read = "partial_rotary_factor" in fits.refuses.get("rotary", {}) or "rotary_part" in fits.refuses
    for path in ("rope_parameters.partial_rotary_factor", "partial_rotary_factor", "rotary_pct"):
        node = fits.node.get(path)
        if node.present and not node.is_null:
            value = node.value
            known = isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value <= 1
            return (value, node) if known and (read or value == 1) else (None, None)
    return fits.refuses.get("rotary_part", 1.0), None


def _say_rotary(fits, turned, node: Node, multiple):
    if not is_integer(turned) or turned < 2:
        return  # one dimension alone is turned into itself
    facts = fits.facts
    facts.put("model.rotary_dim", turned, STATED if node.value == turned else DERIVED, node.keys)
    facts.assume("model.rotary_remainder", "refuse")
    facts.assume("model.rotary_multiple", multiple)


def _state_lists(fits):
    """State each list that must be as long as another, or as a number says."""
    seen = set()  # one finding for two lists that are measured by each other, and one for all that are left out
    for key, (driver, how) in fits.refuses.get("lists", {}).items():
        fixed = is_integer(driver)
        if (driver, key) in seen or (None, driver) in seen:
            continue
        if key == "layer_types" or not fits.is_stated(*((key,) if fixed else (key, driver))):
            continue  # layer_types is read for every type
        length, node = _length(fits, key, list)
        wanted, wanted_node = (driver, None) if fixed else _length(fits, driver)
        if wanted is None and how == "both":
            wanted, wanted_node = _length_of_others(fits, key, driver)
        if length is None or wanted is None:
            continue
        if (how == "short" and length >= wanted) or (how == "long" and length <= wanted):
            continue
        if "depths" in (key, driver) and not _asks_for_more(fits, min(length, wanted)):
            continue
        seen.add((key, driver))
        if node is None and length != wanted:
            seen.add((None, driver))
        site = fits.facts.site(key)
        for name, value, place in (
            ("model.list_length", length, node),
            ("model.expected_length", wanted, wanted_node),
        ):
            if place is None:
                site.put(name, value, DEFAULT)
            else:
                site.say(name, value, place)


def _asks_for_more(fits, stages):
    """Whether a file may ask for a stage beyond so many: a stage that is not asked for is not run."""
    names = fits.node.get("out_features")
    if not names.is_list:
        return fits.node.get("out_indices").absent or fits.node.get("out_indices").is_null
    numbers = [str(name).removeprefix("stage") for name in names.value]
    return any(number.isdigit() and len(number) < 4 and int(number) > stages for number in numbers)


def _length_of_others(fits, key, driver):
    """Return the length of the other lists that a number drives, which the library counts where it is left out."""
    others = [other for other, (number, _) in fits.refuses["lists"].items() if number == driver and other != key]
    found = [_length(fits, other, list) for other in others]
    return found[0] if found and len({length for length, _ in found}) == 1 else (None, None)


def _length(fits, key, kind=object):
    """Return (how long a list is, or the number under the key; its node): None for one that is not certain."""
    node = fits.find(key)
    given = node.present and not node.is_null
    value = node.value if given else fits.default(key)
    place = node if given else None
    if isinstance(value, list):
        return len(value), place
    return (value, place) if kind is object and is_count(value) else (None, None)


# The kind of step of a whole network that runs a part of it.
_STEP_OF = {"vision": "image", "audio": "sound", "text": "text", "thinker": "text", "decoder": "text"}


def _without(refuses, unread):
    """Return what is refused but for the relations of some keys, which the whole around the part does not read."""
    found = dict(refuses)
    for name in ("heads", "stage_heads", "other kv", "groups"):
        if name in found:
            found[name] = [relation for relation in found[name] if relation[0] not in unread]
    if found.get("kv", ("",))[0] in unread:
        del found["kv"]
    return found


def of_part(row, above, role, key):
    """Return the row of a network inside another: what fails in its own step counts where the whole's step runs it."""
    if not row or not above:
        return row
    if key not in above.get("same_vocab", ()):
        row = {**row, "inside": True}
    unread = {path.partition(".")[2] for path in above.get("unread", ()) if path.partition(".")[0] == key}
    if unread:
        row = {**row, "refuses": _without(row.get("refuses", {}), unread)}
    kinds = row.get("runs") or ("text",) if role == "encoder" else (_STEP_OF.get(role),)
    if any(kind in above.get("runs", ()) for kind in kinds):
        return row
    refuses = {name: value for name, value in row.get("refuses", {}).items() if name not in ("kv", "experts")}
    turned = {key: entry for key, entry in refuses.get("rotary", {}).items() if entry[1] != "step"}
    return {**row, "refuses": {**refuses, "rotary": turned}}


def _state_stage_heads(fits):
    """State the heads and the width of each stage, where the library refuses a remainder."""
    for heads, widths, how in fits.refuses.get("stage_heads", ()):
        if not fits.is_stated(heads, widths):
            continue
        each = _numbers(fits, heads)
        over = _numbers(fits, widths)
        if each is None or over is None:
            continue
        if len(each) == 1 and how == "each":
            each = each * len(over)
        if how == "doubling":
            over = [(over[0][0] << index, over[0][1]) for index in range(len(each))] if len(over) == 1 else []
        if len(over) != len(each) or len(each) > _MOST_STAGES:
            continue
        for index, ((number, node), (width, width_node)) in enumerate(zip(each, over, strict=True)):
            site = fits.facts.site(f"stage {index + 1}")
            for name, value, place in (("model.num_heads", number, node), ("model.hidden_size", width, width_node)):
                if place is None:
                    site.put(name, value, DEFAULT)
                else:
                    site.say(name, value, place)
            site.assume("model.head_remainder", "refuse")


_MOST_STAGES = 64


def _numbers(fits, key):
    """Return [(number, its node or None)] of a list of numbers, or of a single one; None where one is not known."""
    node = fits.find(key)
    if node.is_null and node.present:
        return None
    if node.absent:
        value = fits.default(key)
        found = [(item, None) for item in (value if isinstance(value, list) else [value])]
    else:
        found = [(item.value, item) for item in node.each()]
    return found if found and all(is_count(item) for item, _ in found) else None


def _state_padding(fits):
    pair = fits.refuses.get("padding")
    if not pair or not fits.is_stated(*pair):
        return
    if fits.inside and not all(map(fits.is_stated, pair)):
        return
    node = fits.find(pair[0])
    if node.is_null and node.present:
        return  # no padding, whatever the default
    if node.present and (not is_integer(node.value) or node.value < 0):
        return
    # Sizes of their own: a part of a multimodal network takes its ids from the whole's tokenizer.
    site = fits.facts.site("padding")
    fits.put(site, "model.padding_id", pair[0], low=0)
    fits.put(site, "model.vocab_size", pair[1], low=0)
    _, positions, more = fits.refuses.get("padding position", (None, None, 0))
    rows = fits.find(positions) if positions else None
    number = fits.default(positions) if rows is not None and (rows.absent or rows.is_null) else rows and rows.value
    if is_count(number):
        if rows.present and not rows.is_null:
            site.say("model.position_rows", number + more, rows)
        else:
            site.put("model.position_rows", number + more, DEFAULT)


def _state_experts(fits):
    relations = fits.refuses.get("experts", {})
    names = {
        "chosen": ("model.experts_per_token", "model.num_experts"),
        "groups": ("model.expert_groups", "model.num_experts"),
        "chosen groups": ("model.expert_groups_per_token", "model.expert_groups"),
    }
    if not any(fits.is_stated(*keys) for keys in relations.values()):
        return
    for relation, keys in relations.items():
        for name, key in zip(names[relation], keys, strict=True):
            if name not in fits.facts:
                fits.put(fits.facts, name, key)
    number, groups = fits.facts.value("model.num_experts"), fits.facts.value("model.expert_groups")
    place = fits.facts.get("model.expert_groups")
    if fits.node.get("model_type").text not in _SCORED_BY_TWO or not number or not groups or not place.keys:
        return
    if groups > 1 and number % groups == 0:
        site = fits.facts.site("each group")
        site.put("model.num_experts", number // groups, DERIVED, place.keys, place.document, source="n_group")
        site.assume("model.experts_per_token", 2)


def _state_groups(fits):
    for groups, channels in fits.refuses.get("groups", ()):
        if fits.is_stated(groups, channels):
            site = fits.facts.site(groups)
            fits.put(site, "model.conv_groups", groups)
            fits.put(site, "model.conv_channels", channels)


def _state_latent(fits):
    entry = fits.refuses.get("kv")
    if entry and entry[2] == "once":
        fits.facts.assume("model.attention", "latent")
        fits.facts.assume("model.repeats_latent_heads", True)


def _state_window(fits):
    """State the windows and the coarsest map that they are cut from, where the library refuses larger windows."""
    if fits.refuses.get("window") != "refuse" or not fits.is_stated(
        "window_size", "image_size", "patch_size", "depths"
    ):
        return
    side, patch = _numbers(fits, "image_size"), _numbers(fits, "patch_size")
    stages, _ = _length(fits, "depths")
    if side is None or patch is None or not stages or stages > _MOST_STAGES:
        return
    if stages != _length(fits, "num_heads")[0]:
        return  # which stages there are is not certain
    least = min(number for number, _ in side)
    stride = patch[0][0] << (stages - 1)
    site = fits.facts.site("windows")
    place = side[0][1] or patch[0][1]
    map_size = -(-least // stride)
    if place is None:
        site.put("model.coarsest_map_size", map_size, DEFAULT)
    else:
        site.say("model.coarsest_map_size", map_size, place)
    fits.put(site, "model.window_size", "window_size")


# The keys of state-space blocks with heads: width's factor, heads, width of a head, groups, states, width itself.
_STATE_SPACES = {
    "mamba2": ("expand", "num_heads", "head_dim", "n_groups", "state_size", None),
    "bamba": ("mamba_expand", "mamba_n_heads", "mamba_d_head", "mamba_n_groups", "mamba_d_state", None),
    "granitemoehybrid": ("mamba_expand", "mamba_n_heads", "mamba_d_head", "mamba_n_groups", "mamba_d_state", None),
    "falcon_h1": ("mamba_expand", "mamba_n_heads", "mamba_d_head", "mamba_n_groups", "mamba_d_state", "mamba_d_ssm"),
    "zamba2": ("mamba_expand", "n_mamba_heads", "mamba_headdim", "mamba_ngroups", "mamba_d_state", None),
    "nemotron_h": (None, "mamba_num_heads", "mamba_head_dim", "n_groups", "ssm_state_size", None),
}  # fmt: skip


def state_space(node: Node, facts: Facts, kind, row, defaults):
    """State the heads of a state-space block, beside those of the attention in a hybrid."""
    keys = _STATE_SPACES.get(kind)
    if keys is None:
        return
    fits = Fits(node, facts, row, defaults)
    factor, heads, head_dim, groups, states, inner = keys
    for name, key in (
        ("model.ssm_heads", heads),
        ("model.ssm_head_dim", head_dim),
        ("model.ssm_groups", groups),
        ("model.ssm_state_size", states),
    ):
        if isinstance(fits.find(key).value, str):
            continue  # "auto": the library derives it
        fits.put(facts, name, key)
    if not (inner and fits.put(facts, "model.inner_size", inner)):
        _state_inner_size(fits, factor)
    given = fits.find(head_dim)
    whole, number = facts.value("model.inner_size"), facts.value("model.ssm_heads")
    if "auto" in (given.value, fits.default(head_dim) if given.absent else None) and whole and 0 < number <= whole:
        facts.put("model.ssm_head_dim", whole // number, DERIVED, given.keys if given.present else None)


def _state_inner_size(fits, factor):
    """State the width that a state-space block widens the network's to, by a factor."""
    facts = fits.facts
    width = facts.value("model.hidden_size")
    found = fits.find(factor) if factor else None
    if found is None or not is_integer(width):
        return
    times = found.value if found.present and not found.is_null else fits.default(factor)
    if isinstance(times, (int, float)) and not isinstance(times, bool) and 0 < times < 1_000:
        fact = facts["model.hidden_size"]
        place = found if found.present else None
        keys = place.keys if place is not None else fact.keys
        facts.put("model.inner_size", int(times * width), DERIVED, keys)
