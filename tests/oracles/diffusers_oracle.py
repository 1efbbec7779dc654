"""Ask Diffusers itself which configs it refuses: systematic mutations, built and run once on PyTorch's meta device.

Run by hand, with torch and diffusers installed: ``python tests/oracles/diffusers_oracle.py --table`` prints what was
built or refused beside what archlint says; ``--freeze`` rewrites the sample that ``test_diffusers.py`` reads.
A config counts as refused where the network cannot be built, or where its first step fails: one forward pass, whose
output must have the shape of the noise that it is compared with.
"""

import argparse
import collections
import contextlib
import json
import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SAMPLE = HERE / "diffusers_sample.json"
sys.path.insert(0, str(HERE.parent.parent))


def declare_operators():
    """Declare the detection operators that the library's imports ask for and never call here."""
    import torch

    for name in ("nms", "qnms"):
        with contextlib.suppress(RuntimeError):
            torch.library.define(f"torchvision::{name}", "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")


DOWN, UP, ATTENTION_DOWN, ATTENTION_UP = "DownBlock2D", "UpBlock2D", "AttnDownBlock2D", "AttnUpBlock2D"
CROSS_DOWN, CROSS_UP = "CrossAttnDownBlock2D", "CrossAttnUpBlock2D"

# Small configs in each class's own form: what is left out is the class's default.
BASES = {
    "UNet2DModel": {
        "sample_size": 32, "in_channels": 3, "out_channels": 3, "layers_per_block": 1,
        "block_out_channels": [32, 64, 64], "down_block_types": [DOWN, ATTENTION_DOWN, DOWN],
        "up_block_types": [UP, ATTENTION_UP, UP], "norm_num_groups": 32,
    },
    "UNet2DConditionModel": {
        "sample_size": 32, "in_channels": 4, "out_channels": 4, "layers_per_block": 1,
        "block_out_channels": [32, 64, 64], "down_block_types": [CROSS_DOWN, CROSS_DOWN, DOWN],
        "up_block_types": [UP, CROSS_UP, CROSS_UP], "cross_attention_dim": 32, "attention_head_dim": 8,
    },
    "UNet3DConditionModel": {
        "sample_size": 32, "in_channels": 4, "out_channels": 4, "layers_per_block": 1,
        "block_out_channels": [32, 64, 64], "cross_attention_dim": 32, "attention_head_dim": 8,
        "down_block_types": ["CrossAttnDownBlock3D", "CrossAttnDownBlock3D", "DownBlock3D"],
        "up_block_types": ["UpBlock3D", "CrossAttnUpBlock3D", "CrossAttnUpBlock3D"],
    },
    "AutoencoderKL": {
        "in_channels": 3, "out_channels": 3, "latent_channels": 4, "block_out_channels": [32, 64], "sample_size": 32,
        "down_block_types": ["DownEncoderBlock2D"] * 2, "up_block_types": ["UpDecoderBlock2D"] * 2,
    },
    "VQModel": {
        "in_channels": 3, "out_channels": 3, "latent_channels": 3, "block_out_channels": [32, 64], "sample_size": 32,
        "down_block_types": ["DownEncoderBlock2D"] * 2, "up_block_types": ["UpDecoderBlock2D"] * 2,
    },
    "ControlNetModel": {
        "in_channels": 4, "layers_per_block": 1, "block_out_channels": [32, 64, 64], "cross_attention_dim": 32,
        "down_block_types": [CROSS_DOWN, CROSS_DOWN, DOWN], "attention_head_dim": 8,
        "conditioning_embedding_out_channels": [16, 32],
    },
    "DiTTransformer2DModel": {
        "num_attention_heads": 4, "attention_head_dim": 8, "in_channels": 4, "out_channels": 4, "num_layers": 1,
        "sample_size": 32, "patch_size": 2,
    },
    "PixArtTransformer2DModel": {
        "num_attention_heads": 4, "attention_head_dim": 8, "in_channels": 4, "out_channels": 4, "num_layers": 1,
        "sample_size": 32, "patch_size": 2, "cross_attention_dim": 32, "caption_channels": 48,
    },
    "SD3Transformer2DModel": {
        "num_attention_heads": 4, "attention_head_dim": 8, "in_channels": 4, "out_channels": 4, "num_layers": 1,
        "sample_size": 32, "patch_size": 2, "joint_attention_dim": 48, "caption_projection_dim": 32,
        "pooled_projection_dim": 24, "pos_embed_max_size": 96,
    },
    "FluxTransformer2DModel": {
        "num_attention_heads": 2, "attention_head_dim": 16, "in_channels": 16, "num_layers": 1,
        "num_single_layers": 1, "joint_attention_dim": 48, "pooled_projection_dim": 24, "axes_dims_rope": [4, 4, 8],
    },
    "SanaTransformer2DModel": {
        "num_attention_heads": 4, "attention_head_dim": 8, "in_channels": 4, "out_channels": 4, "num_layers": 1,
        "num_cross_attention_heads": 2, "cross_attention_head_dim": 16, "cross_attention_dim": 32,
        "caption_channels": 48, "sample_size": 32, "patch_size": 2,
    },
}  # fmt: skip

LISTS = [[32], [32, 64], [32, 64, 64, 64], [31, 64, 64], [32, 48, 64], [32, 64, 96], [64, 64, 64], [48, 96, 96]]
_CHANNELS = {"block_out_channels": LISTS}
_TYPES = {
    "down_block_types": [[DOWN, DOWN], [DOWN, DOWN, DOWN], [DOWN] * 4],
    "up_block_types": [[UP, UP], [UP, UP, UP], [UP] * 4],
}
_GROUPS = {"norm_num_groups": [1, 2, 8, 16, 24, 30, 32, 33, 48, 64]}
_SIDES = {"sample_size": [28, 30, 31, 32, 33, 34, 36, 40, 64, [28, 32], [32, 34], [80, 200], [36, 36]]}
_HEADS = {
    "attention_head_dim": [1, 4, 5, 7, 8, 12, 16, 32, 64, [4, 8], [4, 8, 8], [4, 8, 8, 8], [8], [5, 8, 8], [4, 7, 8]]
}
_CONDITIONED = {
    "layers_per_block": [2, [1, 2, 1], [1, 2], [1, 1, 1, 1]],
    "cross_attention_dim": [16, 33, 48, [32, 32, 32], [32, 32]],
    "only_cross_attention": [True, [True, False, True], [True, False]],
    "transformer_layers_per_block": [2, [1, 2, 1], [1, 2]],
}
_PATCHES = {
    "patch_size": [1, 2, 3, 4, 5, 8, 16],
    "sample_size": [28, 30, 31, 32, 33, 34, 36, 40, 64],
    "attention_head_dim": [4, 6, 8, 9, 10, 16],
    "num_attention_heads": [1, 2, 3, 4, 5, 8],
    "in_channels": [3, 4, 8],
}
MUTATIONS = {
    "UNet2DModel": {**_CHANNELS, **_TYPES, **_GROUPS, **_SIDES, "attention_head_dim": [1, 5, 8, 12, 32, 64, 128, None],
                    "attn_norm_num_groups": [8, 24, 32], "in_channels": [1, 4]},
    "UNet2DConditionModel": {**_CHANNELS, **_TYPES, **_GROUPS, **_SIDES, **_HEADS, **_CONDITIONED},
    "UNet3DConditionModel": {**_CHANNELS, **_GROUPS, "sample_size": [28, 30, 31, 36], **_HEADS,
                             "cross_attention_dim": [16, 33], "layers_per_block": [2]},
    "AutoencoderKL": {"block_out_channels": [[32], [64, 64], [31, 64], [32, 48], [32, 64, 64], [48, 96]], **_GROUPS,
                      "down_block_types": [["DownEncoderBlock2D"], ["DownEncoderBlock2D"] * 3],
                      "up_block_types": [["UpDecoderBlock2D"], ["UpDecoderBlock2D"] * 3],
                      "latent_channels": [1, 3, 8, 16], "layers_per_block": [2]},
    "VQModel": {"block_out_channels": [[32], [64, 64], [31, 64], [32, 48], [32, 64, 64], [48, 96]], **_GROUPS,
                "down_block_types": [["DownEncoderBlock2D"], ["DownEncoderBlock2D"] * 3],
                "up_block_types": [["UpDecoderBlock2D"], ["UpDecoderBlock2D"] * 3],
                "latent_channels": [1, 3, 8], "vq_embed_dim": [4, 8]},
    "ControlNetModel": {**_CHANNELS, **_GROUPS, **_HEADS, "down_block_types": [[DOWN, DOWN], [DOWN] * 4],
                        "only_cross_attention": [True, [True, False, True], [True, False]],
                        "cross_attention_dim": [16, 33], "transformer_layers_per_block": [2]},
    "DiTTransformer2DModel": {**_PATCHES, "norm_num_groups": [32, 7]},
    "PixArtTransformer2DModel": {**_PATCHES, "cross_attention_dim": [16, 33, 48], "caption_channels": [16, 33]},
    "SD3Transformer2DModel": {**_PATCHES, "caption_projection_dim": [16, 33, 64]},
    "FluxTransformer2DModel": {"attention_head_dim": [8, 12, 15, 16, 24, 32], "num_attention_heads": [1, 3, 4],
                               "axes_dims_rope": [[4, 4, 4], [2, 6, 8], [4, 4, 16], [3, 5, 8]], "in_channels": [64]},
    "SanaTransformer2DModel": {**_PATCHES, "num_cross_attention_heads": [1, 3, 4], "cross_attention_head_dim": [8, 12],
                               "cross_attention_dim": [16, 33, 48], "caption_channels": [16]},
}  # fmt: skip
# Two keys that belong together.
PAIRS = (
    ("block_out_channels", "norm_num_groups"), ("block_out_channels", "attention_head_dim"),
    ("norm_num_groups", "sample_size"), ("patch_size", "sample_size"), ("attention_head_dim", "num_attention_heads"),
    ("block_out_channels", "down_block_types"), ("attention_head_dim", "axes_dims_rope"),
    ("attention_head_dim", "caption_projection_dim"),
    ("num_attention_heads", "cross_attention_dim"), ("cross_attention_head_dim", "num_cross_attention_heads"),
)  # fmt: skip


def cases():
    """Yield every mutated config: each base, each of its keys at each value, and pairs of keys that belong together."""
    for name, base in BASES.items():
        config = {"_class_name": name, "_diffusers_version": "0.35.0", **base}
        yield config
        changes = MUTATIONS[name]
        for key, values in changes.items():
            for value in values:
                yield {**config, key: value}
            yield {other: value for other, value in config.items() if other != key}
        for one, two in PAIRS:
            for first in changes.get(one, ()):
                for second in changes.get(two, ()):
                    yield {**config, one: first, two: second}


def attempt(config):
    """Return None if a network is built and takes a step on the meta device, else the library's complaint."""
    import diffusers
    import torch

    settings = {key: value for key, value in config.items() if not key.startswith("_")}
    with torch.device("meta"):
        try:
            network = getattr(diffusers, config["_class_name"])(**settings)
            out, wanted = _step(torch, config["_class_name"], network)
        except Exception as fault:
            return f"{type(fault).__name__}: {str(fault).splitlines()[0][:160] if str(fault) else ''}"
    return (
        None if out is None or tuple(out[2:]) == tuple(wanted[2:]) else f"output {tuple(out)} for noise {tuple(wanted)}"
    )


def _step(torch, name, network):
    """Run one forward pass; return the shape of its output and of what that is compared with."""
    read = network.config
    side = read.get("sample_size") or 32
    sides = tuple(side) if isinstance(side, (list, tuple)) else (side, side)
    if name.startswith(("Auto", "VQ")):
        sides = (32, 32)  # the key binds nothing there
    channels = read.in_channels
    step = torch.zeros(1)
    image = torch.empty(1, channels, *sides)
    context = read.get("cross_attention_dim")
    context = context[0] if isinstance(context, (list, tuple)) else context
    if name == "UNet2DModel":
        return network(image, step).sample.shape, image.shape
    if name == "UNet2DConditionModel":
        return network(image, step, torch.empty(1, 7, context)).sample.shape, image.shape
    if name == "UNet3DConditionModel":
        clip = torch.empty(1, channels, 2, *sides)
        return network(clip, step, torch.empty(1, 7, context)).sample.shape, clip.shape
    if name in ("AutoencoderKL", "VQModel"):
        if name == "AutoencoderKL":
            latent = network.encode(image).latent_dist.parameters[:, : read.latent_channels]
            return network.decode(latent).sample.shape, image.shape
        latent = network.encode(image).latents
        return network.decode(latent, force_not_quantize=True).sample.shape, image.shape
    if name == "ControlNetModel":
        scale = 2 ** (len(read.conditioning_embedding_out_channels) - 1)
        picture = torch.empty(1, 3, 32 * scale, 32 * scale)
        network(torch.empty(1, channels, 32, 32), step, torch.empty(1, 7, context), picture)
        return None, None
    if name == "DiTTransformer2DModel":
        return network(image, step.long(), torch.zeros(1).long()).sample.shape, image.shape
    if name == "PixArtTransformer2DModel":
        out = network(
            image, torch.empty(1, 7, read.caption_channels or context), step.long(),
            {"resolution": None, "aspect_ratio": None},
        ).sample  # fmt: skip
        return out.shape, image.shape
    if name == "SanaTransformer2DModel":
        return network(image, torch.empty(1, 7, read.caption_channels), step).sample.shape, image.shape
    if name == "SD3Transformer2DModel":
        pooled = torch.empty(1, read.pooled_projection_dim)
        out = network(image, torch.empty(1, 7, read.joint_attention_dim), pooled, step)
        return out.sample.shape, image.shape
    if name == "FluxTransformer2DModel":
        tokens = torch.empty(1, 16, channels)
        pooled = torch.empty(1, read.pooled_projection_dim)
        text, axes = torch.empty(1, 7, read.joint_attention_dim), len(read.axes_dims_rope)
        out = network(tokens, text, pooled, step, torch.zeros(16, axes), torch.zeros(7, axes))
        return out.sample.shape, tokens.shape
    raise NotImplementedError(name)


def judged(sample):
    """Return (config, what its framework says against it or None, archlint's errors) for each row of a sample."""
    rows = json.loads(sample.read_text(encoding="utf-8"))
    said = errors([config for config, _ in rows])
    return [(config, complaint, rules) for (config, complaint), rules in zip(rows, said, strict=True)]


def errors(configs):
    """Return, for each config, the names of the rules that archlint reports as errors."""
    from archlint.cli import main

    found = []
    with tempfile.TemporaryDirectory() as folder:
        for number, config in enumerate(configs):
            pathlib.Path(folder, f"{number}.json").write_text(json.dumps(config))
        out = pathlib.Path(folder, "report")
        with out.open("w") as stream, contextlib.redirect_stdout(stream), contextlib.suppress(SystemExit):
            main(["check", "--isolated", "--output-format", "json", "--fail-on", "never", folder])
        report = json.loads(out.read_text())
        by_file = collections.defaultdict(list)
        for finding in report["findings"]:
            if finding["severity"] == "error":
                by_file[pathlib.Path(finding["path"]).name].append(finding["rule"])
        found = [sorted(set(by_file[f"{number}.json"])) for number in range(len(configs))]
    return found


def main():
    """Measure, and print the table or freeze the sample."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--freeze", action="store_true")
    parser.add_argument("--measured", help="keep what was measured in this file, or read it from there")
    parser.add_argument("--verbose", action="store_true")
    chosen = parser.parse_args()
    kept = pathlib.Path(chosen.measured) if chosen.measured else None
    if kept is not None and kept.exists():
        rows = json.loads(kept.read_text())
    else:
        declare_operators()
        rows = [[config, attempt(config)] for config in cases()]
        if kept is not None:
            kept.write_text(json.dumps(rows))
    said = errors([config for config, _ in rows])
    table = collections.Counter()
    for (config, complaint), rules in zip(rows, said, strict=True):
        name = config["_class_name"]
        table[name, "refused" if complaint else "runs", "error" if rules else "silent"] += 1
        if chosen.verbose and bool(complaint) != bool(rules):
            changed = {k: v for k, v in config.items() if BASES[name].get(k) != v and not k.startswith("_")}
            left = [key for key in BASES[name] if key not in config]
            print("MISSED" if complaint else "FALSE", name, changed, left, complaint, rules)
    for name in BASES:
        print(f"{name:28}", *(f"{outcome}/{said}: {table[name, outcome, said]:4}" for outcome in ("runs", "refused")
                              for said in ("silent", "error")))  # fmt: skip
    if chosen.freeze:
        step = max(1, len(rows) // 240)
        lines = [json.dumps([config, complaint]) for config, complaint in rows[::step]]
        SAMPLE.write_text("[\n" + ",\n".join(lines) + "\n]\n")


if __name__ == "__main__":
    main()
