"""Regenerate ``archlint/knowledge/architectures.tsv``.

    python tests/generators/generate_architectures.py [--measured FILE]

Three sources, the surest first: every timm model and every published shape in ``curated_shapes.csv`` is built on the
meta device and measured (a shape whose parameter count does not give the published one is refused); the rest comes from
``curated_architectures.csv``, each row with its source.  ``--measured`` keeps the timm measurements between two runs.
"""

import argparse
import collections
import csv
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from archlint.knowledge import spelling  # noqa: E402

TABLE = HERE.parents[1] / "archlint" / "knowledge" / "architectures.tsv"
HUGGINGFACE = TABLE.with_name("huggingface.tsv")
ORDER = (
    "name", "family", "modality", "num_layers", "depth_unit", "num_decoder_layers", "normalization", "norm_placement",
    "skip_connections", "num_parameters", "hidden_size", "num_heads", "num_kv_heads", "head_dim", "patch_size",
    "image_size", "max_positions", "vocab_size", "causal", "position_encoding", "cell", "hybrid_stem",
    "depth_scheme", "restoration", "few_steps", "latent", "pointwise_forecaster", "message_passing",
    "structural_encoding", "separable_or_branched", "attention", "edge", "top1", "top1_source", "publication",
    "measured", "source",
)  # fmt: skip
BUILDING_BLOCKS = (
    "family", "modality", "normalization", "norm_placement", "skip_connections", "causal", "position_encoding",
)  # fmt: skip
WHOLE = {
    "num_layers", "num_decoder_layers", "num_parameters", "image_size", "patch_size", "hidden_size", "num_heads",
    "num_kv_heads", "head_dim", "max_positions", "vocab_size",
}  # fmt: skip

# --- timm --------------------------------------------------------------------------------------

PLAIN_OR_WINDOWED = set(
    [
        "vision_transformer",
        "beit",
        "cait",
        "convit",
        "crossvit",
        "davit",
        "deepseek_vit",
        "deit",
        "eva",
        "gemma4_vit",
        "hiera",
        "hieradet_sam2",
        "mvitv2",
        "naflexvit",
        "nest",
        "pit",
        "pvt_v2",
        "qwen3_vit",
        "vision_transformer_sam",
        "swin_transformer",
        "swin_transformer_v2",
        "swin_transformer_v2_cr",
        "vision_transformer_relpos",
        "tnt",
        "twins",
        "volo",
        "xcit",
    ]
)
HYBRID = set(
    [
        "coat",
        "cpubone",
        "csatv2",
        "edgenext",
        "efficientformer",
        "efficientformer_v2",
        "efficientvit_mit",
        "efficientvit_msra",
        "gcvit",
        "levit",
        "lowformer",
        "maxxvit",
        "mobilenetv5",
        "mobilevit",
        "nextvit",
        "shvit",
        "swiftformer",
        "tiny_vit",
        "visformer",
        "vision_transformer_hybrid",
        "vitamin",
    ]
)
MIXERS = {"mlp_mixer"}
# Pooling or attention behind convolutional stages: MetaFormers, of which some members have no attention.
POOLING = re.compile(r"^poolformer|^caformer")
# Depth as the sum of the stages or of the blocks, where that is what the paper calls depth.
STAGED = set(
    [
        "convnext",
        "davit",
        "efficientformer",
        "efficientformer_v2",
        "fasternet",
        "fastvit",
        "gcvit",
        "inception_next",
        "mambaout",
        "maxxvit",
        "metaformer",
        "mvitv2",
        "nextvit",
        "pvt_v2",
        "repvit",
        "sequencer",
        "shvit",
        "starnet",
        "swiftformer",
        "swin_transformer",
        "swin_transformer_v2",
        "swin_transformer_v2_cr",
        "tiny_vit",
        "edgenext",
        "focalnet",
        "convmixer",
    ]
)
FLAT = set(
    [
        "beit",
        "cait",
        "convit",
        "deepseek_vit",
        "deit",
        "eva",
        "gemma4_vit",
        "hiera",
        "hieradet_sam2",
        "mlp_mixer",
        "naflexvit",
        "qwen3_vit",
        "tnt",
        "twins",
        "vision_transformer",
        "vision_transformer_relpos",
        "vision_transformer_sam",
        "vision_transformer_hybrid",
        "levit",
        "regnet",
        "xcit",
        "volo",
        "efficientnet",
        "mobilenetv3",
        "visformer",
    ]
)
NOT_A_LAYER = re.compile(r"ClassAttn|ClassBlock|ClassAttention|ConvNormAct|^Bottleneck$(?=x)|Downsample")
CONVOLUTIONS = set(
    [
        "resnet",
        "resnetv2",
        "senet",
        "res2net",
        "resnest",
        "sknet",
        "densenet",
        "vgg",
        "dpn",
        "vovnet",
        "dla",
        "cspnet",
        "nfnet",
        "byobnet",
        "xception_aligned",
        "tresnet",
    ]
)
NAMED_DEPTH = re.compile(
    r"(?:res(?:net|next)(?:v2|aa|blur|rs|_)?|res2ne[x]?t|resnest|(?:se|sk|gc)resne[x]?t(?:aa)?|densenet|vgg|dpn|vovnet|"
    r"dla|darknet(?:_?aa)?|xception)_?(\d{2,4})"
)
BRANCHED = set(
    [
        "inception_v3",
        "inception_v4",
        "inception_resnet_v2",
        "nasnet",
        "pnasnet",
        "efficientnet",
        "mobilenetv3",
        "ghostnet",
        "hardcorenas",
        "xception",
        "xception_aligned",
        "densenet",
        "repghost",
        "rexnet",
        "hrnet",
    ]
)
LATER_NORM = re.compile(r"^(head|norm|fc_norm|classifier|final)")
# Suitable for phones by published latency or design aim, for whole groups; single rows come from the curated file.
EDGE = (
    ("yes", re.compile(r"^tf_efficientnet_b0|^mobilenetv4|^levit_(conv_)?(128|192|256)")),
    ("conditional", re.compile(
        r"^(tf_)?efficientnet_(b[123]|es)|^resnet(10|14|18|26|34)|^regnet[xy]_00[248]|^hardcorenas|^levit|^mobilenetv5")),
    ("yes", re.compile(
        r"^(tf_)?(mobilenet|mnasnet|semnasnet|fbnet|spnasnet|ghostnet|repghost|lcnet|tinynet|mobileone_s[0-3]|mobilevit|"
        r"edgenext|efficientformer(v2)?_(s\d|l1|l3|l)$|fastvit_(t|s|sa12)|tiny_vit_(5|11)m|efficientvit_(m\d|b[01])|"
        r"repvit|shvit|starnet|swiftformer|efficientnet_lite[01]|squeezenet|lowformer_b0)")),
    ("no", re.compile(
        r"^(vit_|deit|beit|swin|eva|cait|xcit|convnext_(small|base|large|xlarge|xxl)|vgg|resnet(101|152|200)|samvit|"
        r"volo|coat|maxvit|hiera|mvit|twins|davit|crossvit|pit_b|naflex|qwen3|gemma4|deepseek_vit|mixer_[bl])")),
)  # fmt: skip


def measure_timm(names=None):
    """Build timm's models one after the other and measure them."""
    import measure
    import torch

    measure.declare_operators()
    import timm
    from timm.models import _registry

    found = {"version": timm.__version__, "models": {}}
    for count, name in enumerate(names or timm.list_models()):
        try:
            with measure.at_most(60):
                with torch.device("meta"):
                    model = timm.create_model(name)
                    if model.num_classes > 1000:  # weights of ImageNet-21k: count the head that papers count
                        model = timm.create_model(name, num_classes=1000)
                found["models"][name] = _facts_of_module(
                    name, model.eval(), _registry._model_to_module[name], measure, torch
                )
        except Exception as problem:
            print(f"{name}: {type(problem).__name__}: {str(problem)[:120]}", file=sys.stderr)
        if count % 200 == 0:
            print(count, name, file=sys.stderr, flush=True)
    return found


_BLOCK = re.compile(
    r"(Block|Bottleneck|BasicBlock|InvertedResidual|DepthwiseSeparableConv|EdgeResidual|MobileAttention|LayerScaleBlock|"
    r"Bottle2neck|BlockClassAttn|CondConvResidual|Outlooker|Transformer)$"
)


def _facts_of_module(name, model, module, measure, torch):
    norms, head = collections.Counter(), collections.Counter()
    for part, child in model.named_children():
        (head if LATER_NORM.search(part) else norms).update(measure.norms_of(child))
    counts = collections.Counter(type(x).__name__ for x in model.modules())
    attention = [k for k in counts if measure.SELF_ATTENTION.search(k) and not measure.CHANNEL_ATTENTION.search(k)]
    before = 0
    for x in model.modules():
        if type(x).__name__ in attention:
            break
        before += isinstance(x, torch.nn.Conv2d)
    blocks, first = collections.Counter(), {}

    def walk(parent):
        for child in parent.children():
            kind = type(child).__name__
            if _BLOCK.search(kind):
                blocks[kind] += 1
                first.setdefault(kind, child)
            else:
                walk(child)

    walk(model)
    stages = None
    for attribute in ("stages", "layers", "blocks"):
        parent = getattr(model, attribute, None)
        if isinstance(parent, torch.nn.Sequential | torch.nn.ModuleList):
            stages = []
            for stage in parent:
                inner = getattr(stage, "blocks", None)
                if isinstance(inner, torch.nn.Sequential | torch.nn.ModuleList):
                    stages.append(len(inner))
                else:
                    stages.append(len(stage) if isinstance(stage, torch.nn.Sequential) and attribute != "blocks" else 1)
            break
    patch = getattr(getattr(model, "patch_embed", None), "patch_size", None)
    heads = sorted({x.num_heads for x in model.modules() if isinstance(getattr(x, "num_heads", None), int)})
    size = model.default_cfg.get("input_size")
    out = {
        "module": module,
        "parameters": sum(p.numel() for p in model.parameters()),
        "norms": dict(norms or head),
        "attention": attention,
        "convolutions_before": before,
        "main_convolutions": sum(
            isinstance(x, torch.nn.Conv2d)
            and not re.search(r"downsample|shortcut|\.se\.|\.se_module|\.attn|\.gcb|conv_se", n)
            for n, x in model.named_modules()
        ),
        "blocks": dict(blocks),
        "stages": stages,
        "patch": patch if isinstance(patch, int) else (patch[0] if patch and len(set(patch)) == 1 else None),
        "width": getattr(model, "embed_dim", None),
        "heads": heads,
        "image": size[-1] if size and size[-1] == size[-2] else None,
        "layer_scale": counts["LayerScale"] > 0,
    }
    if attention and size:
        layer = next((x for x in first.values() if any(type(y).__name__ in attention for y in x.modules())), None)
        if layer is not None:
            try:
                out["placement"] = measure.placement(model, layer, lambda m: m(torch.empty(1, *size, device="meta")))
            except Exception:
                out["placement"] = None
    return out


def timm_row(name, m, version):
    """Turn one timm measurement into a row of the table."""
    module = m["module"]
    attention = bool(m["attention"])
    row = {"name": name, "modality": "image"}
    if module == "efficientvim":
        row["family"] = "state-space"
    elif module == "sequencer":
        row["family"] = "rnn"
    elif module in MIXERS:
        row["family"] = "mlp"
    elif module in PLAIN_OR_WINDOWED:
        row["family"] = "vision-transformer"
    elif module in HYBRID or POOLING.search(name) or (attention and module not in ("byobnet",)):
        row["family"] = "conv-attention-hybrid"
    else:
        row["family"] = "cnn"
    family = row["family"]
    depth = unit = None
    if family == "cnn" and module in CONVOLUTIONS:
        found = NAMED_DEPTH.search(name)
        if found and _depth_agrees(int(found[1]), m, module):
            depth, unit = int(found[1]), "weight-layers"
    if depth is None and module in STAGED and m["stages"] and sum(m["stages"]) > 1:
        depth, unit = sum(m["stages"]) * (2 if module == "davit" else 1), "blocks"
    if depth is None and module in FLAT:
        kinds = {k: n for k, n in m["blocks"].items() if not NOT_A_LAYER.search(k)}
        if module == "vision_transformer_hybrid":
            kinds = {"Block": kinds.get("Block", 0)}
        if module == "xcit":
            kinds = {"XCABlock": kinds.get("XCABlock", 0)}
        if sum(kinds.values()) > 1:
            depth, unit = sum(kinds.values()), "blocks"
    if module == "nfnet" and depth is None and m["blocks"]:
        depth, unit = sum(m["blocks"].values()), "blocks"
    if depth:
        row["num_layers"], row["depth_unit"] = depth, unit
    kinds = sorted(k for k in m["norms"] if k != "weight-standardized")
    if kinds:
        row["normalization"] = "+".join(kinds)
    elif module == "nfnet" or module == "vgg" or (module == "mlp_mixer" and name.startswith("resmlp")):
        row["normalization"] = "none"
    if module == "nfnet":
        row["depth_scheme"] = "weight-standardization"
    elif m["layer_scale"] and family == "vision-transformer":
        row["depth_scheme"] = "layerscale"
    if module == "mlp_mixer" and name.startswith("resmlp"):
        row["depth_scheme"] = "layerscale"
    if family == "vision-transformer" and m.get("placement"):
        row["norm_placement"] = m["placement"]
    row["skip_connections"] = module not in ("vgg", "inception_v3", "inception_v4") and not name.startswith(
        "mobilenetv1"
    )
    row["num_parameters"] = m["parameters"]
    if m["image"]:
        row["image_size"] = m["image"]
    if family == "vision-transformer":
        if m["patch"]:
            row["patch_size"] = m["patch"]
        if module in FLAT and isinstance(m["width"], int) and len(m["heads"]) == 1:
            row["hidden_size"], row["num_heads"] = m["width"], m["heads"][0]
        if module.startswith("swin") or module in ("twins", "nest"):
            row["attention"] = "window"
        if m["convolutions_before"] >= 3 and module in ("xcit", "volo"):
            row["hybrid_stem"] = True
    elif family == "conv-attention-hybrid":
        row["hybrid_stem"] = True
    if family == "cnn" and module in BRANCHED:
        row["separable_or_branched"] = True
    for value, pattern in EDGE:
        if pattern.search(name):
            row["edge"] = value
            break
    row["measured"] = f"timm {version}"
    return row


def _depth_agrees(depth, m, module):
    """Tell whether a name's number is the weight layers counted (multi-branch blocks cannot be counted so)."""
    if module in ("res2net", "resnest", "dla", "vovnet", "dpn", "cspnet", "sknet", "densenet"):
        return True
    return abs(m["main_convolutions"] + 1 - depth) <= 5 or (module == "vgg" and depth - 3 == m["main_convolutions"])


# --- published shapes, built with transformers -------------------------------------------------


def shape_rows():
    """Build each published shape, compare its parameters with the published count, and yield (row, aliases)."""
    import measure
    import torch

    measure.declare_operators()
    import transformers
    from transformers.models.auto.configuration_auto import CONFIG_MAPPING

    known = {}
    for line in HUGGINGFACE.read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition("\t")
        if value:
            known[key] = json.loads(value)
    import generate_huggingface

    for record in csv.DictReader((HERE / "curated_shapes.csv").open(encoding="utf-8", newline="")):
        name, model_type, facts = record["name"], record["model_type"], known.get(record["model_type"], {})
        shape = dict(_setting(word) for word in record["shape"].split())
        if model_type == "mamba":
            shape.pop("intermediate_size", None)
        config = CONFIG_MAPPING[model_type](**shape)
        try:
            with measure.at_most(120), torch.device("meta"):
                model = _whole(model_type, config, transformers, generate_huggingface)
        except Exception as problem:
            print(f"refused {name}: {type(problem).__name__}: {str(problem)[:150]}", file=sys.stderr)
            continue
        measured = sum(p.numel() for p in model.parameters())
        if model_type in ("t5", "mt5") and shape.get("tie_word_embeddings") is False:
            measured += config.vocab_size * config.d_model  # the library ties them whatever the configuration says
        published = float(record["million_parameters"]) * 1e6
        if abs(measured - published) > 0.012 * published:
            print(f"refused {name}: measured {measured / 1e6:.1f}M, published {published / 1e6:.1f}M", file=sys.stderr)
            continue
        row = {"name": name, "num_parameters": measured, "measured": f"transformers {transformers.__version__}"}
        for key in (
            "family",
            "modality",
            "normalization",
            "norm_placement",
            "skip_connections",
            "causal",
            "position_encoding",
        ):
            if key in facts:
                row[key] = facts[key]
        if model_type == "opt" and shape.get("do_layer_norm_before") is False:
            row["norm_placement"] = "post"
        if shape.get("do_stable_layer_norm"):
            row["norm_placement"] = "pre"
        for key, names in (
            ("num_layers", ("num_hidden_layers", "encoder_layers", "num_layers", "n_layer", "n_layers")),
            ("num_decoder_layers", ("num_decoder_layers", "decoder_layers")),
            ("hidden_size", ("hidden_size", "d_model", "n_embd", "dim")),
            (
                "num_heads",
                ("num_attention_heads", "encoder_attention_heads", "num_heads", "n_head", "n_heads", "attention_heads"),
            ),
            ("num_kv_heads", ("num_key_value_heads", "num_kv_heads")),
            ("head_dim", ("head_dim", "d_kv")),
            ("vocab_size", ("vocab_size",)),
            ("max_positions", ("max_position_embeddings", "n_positions", "max_seq_len")),
        ):
            for asked in names:
                value = getattr(config, asked, None)
                # A position count that the row does not state would be the class's default, not this model's.
                stated = (
                    asked in shape
                    or key != "max_positions"
                    or model_type in ("bert", "gpt2", "distilbert", "albert", "electra")
                )
                if isinstance(value, int) and not isinstance(value, bool) and stated:
                    row[key] = value
                    break
        if model_type in ("mamba", "mamba2", "rwkv"):
            row.pop("num_heads", None)
            row.pop("head_dim", None)
        if model_type in ("whisper", "bart", "mbart", "pegasus", "m2m_100"):
            row.pop("num_kv_heads", None)
        if model_type == "falcon":
            row["num_kv_heads"] = config.num_kv_heads if config.new_decoder_architecture else 1
        if model_type == "segformer":
            row["num_layers"] = sum(config.depths)
            row["position_encoding"] = "none"
            row.pop("num_heads", None)
        if (
            "depths" not in shape
            and row.get("num_heads")
            and row.get("head_dim", 0) * row["num_heads"] == row.get("hidden_size")
        ):
            row.pop("head_dim", None)
        row["depth_unit"] = "blocks"
        if row.get("num_kv_heads") == row.get("num_heads"):
            row.pop("num_kv_heads", None)
        if name.startswith(("gemma-3", "longformer", "bigbird")):
            row["attention"] = "window" if name.startswith("gemma") else "sparse"
        if "edge" not in row:
            row["edge"] = "no" if measured > 4e8 else "conditional"
        if (row.get("family") == "encoder-decoder" and model_type != "whisper") or (
            measured > 1.3e8 and row.get("family") == "transformer-encoder"
        ):
            row["edge"] = "no"
        if record["publication"]:
            row["publication"] = record["publication"]
        row["source"] = f"{record['source']}; parameters counted"
        yield row, [name, *filter(None, record["aliases"].split(";"))]


def _setting(word):
    key, _, value = word.partition("=")
    if key == "attention_types":
        kinds, _, times = value.partition("*")
        return key, [[kinds.split(","), int(times)]]
    if key == "pos_att_type":
        return key, "|".join(value.split("+"))
    if "," in value:
        return key, [int(x) for x in value.split(",")]
    if value in ("True", "False"):
        return key, value == "True"
    return key, int(value) if re.fullmatch(r"-?\d+", value) else value


def _whole(model_type, config, transformers, generate_huggingface):
    """Build the model as published counts count it: causal models with their head, encoders without."""
    from transformers.models.auto import modeling_auto as auto

    name = auto.MODEL_FOR_CAUSAL_LM_MAPPING_NAMES.get(model_type)
    if (
        name
        and model_type not in auto.MODEL_FOR_MASKED_LM_MAPPING_NAMES
        and model_type not in ("whisper", "bart", "mbart", "pegasus", "xlnet")
    ):
        model = getattr(transformers, name)._from_config(config)
        if getattr(config, "tie_word_embeddings", False):
            model.tie_weights()
        return model
    if model_type in ("t5", "mt5"):
        return getattr(transformers, auto.MODEL_FOR_SEQ_TO_SEQ_CAUSAL_LM_MAPPING_NAMES[model_type])._from_config(config)
    return generate_huggingface.build(model_type, config)


# --- curated rows and the join -----------------------------------------------------------------


def curated_rows():
    """Yield (row, aliases) of the curated file."""
    for record in csv.DictReader((HERE / "curated_architectures.csv").open(encoding="utf-8", newline="")):
        row = {}
        for key, value in record.items():
            if key in ("aliases",) or value == "":
                continue
            if key in WHOLE:
                value = int(value)
            elif value in ("true", "false"):
                value = value == "true"
            elif key == "top1":
                value = float(value)
            row[key] = value
        yield row, [record["name"], *filter(None, record["aliases"].split(";"))]


def word_rows(taken):
    """Yield rows without sizes for the model types that serve as family words."""
    known = dict(line.split("\t") for line in HUGGINGFACE.read_text(encoding="utf-8").splitlines() if line)
    for name in (HERE / "curated_words.txt").read_text(encoding="utf-8").splitlines():
        if name and not name.startswith("#") and spelling.key(name) not in taken:
            facts = json.loads(known[name])
            row = {key: facts[key] for key in BUILDING_BLOCKS if key in facts}
            yield {"name": name, **row, "measured": facts["source"], "source": "family word"}


def table(timm):
    """Join the sources into {key: row or "@key"}."""
    lines, owners = {}, {}
    rows = {}
    for name, m in timm["models"].items():
        rows[name] = timm_row(name, m, timm["version"])
    claims = [(name, name) for name in rows]
    for row, aliases in shape_rows():
        rows[row["name"]] = row
        claims += [(alias, row["name"]) for alias in aliases]
    for row, aliases in curated_rows():
        name = row["name"]
        if name in rows:
            base = rows[name]
            for key in (
                "edge",
                "top1",
                "top1_source",
                "publication",
                "depth_scheme",
                "norm_placement",
                "separable_or_branched",
            ):
                if key in row:
                    base[key] = row[key]
            if row.get("depth_unit") == "weight-layers" or "num_layers" not in base:
                base.update({key: row[key] for key in ("num_layers", "depth_unit") if key in row})
            for key in ("family", "num_layers", "normalization", "skip_connections"):
                if key in row and row[key] != base.get(key):
                    print(f"differs {name}.{key}: measured {base.get(key)}, curated {row[key]}", file=sys.stderr)
            if (
                "num_parameters" in row
                and abs(row["num_parameters"] - base["num_parameters"]) > 0.02 * base["num_parameters"]
            ):
                print(
                    f"differs {name}.num_parameters: {base['num_parameters']}, {row['num_parameters']}", file=sys.stderr
                )
        else:
            rows[name] = row
            row.setdefault("measured", "curated")
        claims += [(alias, name) for alias in aliases]
    for row in word_rows({spelling.key(alias) for alias, _ in claims}):
        rows[row["name"]] = row
        claims.append((row["name"], row["name"]))
    # A row's own name has the first claim on its key; an alias never takes another row's key.
    for own in (True, False):
        for alias, name in claims:
            if (alias == name) != own:
                continue
            key = spelling.key(alias)
            if not key:
                continue
            if key in owners and owners[key] != name:
                print(f"collision {key}: {owners[key]} keeps it, {name} asked with {alias!r}", file=sys.stderr)
                continue
            owners[key] = name
    for key, name in owners.items():
        canonical = spelling.key(name)
        if key == canonical:
            lines[key] = json.dumps(
                {k: rows[name][k] for k in ORDER if k in rows[name]}, separators=(",", ":"), ensure_ascii=False
            )
        else:
            lines[key] = "@" + canonical
    return lines


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--measured", type=pathlib.Path)
    options = parser.parse_args()
    if options.measured and options.measured.exists():
        timm = json.loads(options.measured.read_text())
    else:
        timm = measure_timm()
        if options.measured:
            options.measured.write_text(json.dumps(timm))
    lines = table(timm)
    TABLE.write_text("\n" + "".join(f"{key}\t{lines[key]}\n" for key in sorted(lines)), encoding="utf-8")
    print(
        len(lines),
        "keys,",
        sum(not v.startswith("@") for v in lines.values()),
        "rows,",
        TABLE.stat().st_size,
        "bytes",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
