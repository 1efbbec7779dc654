"""Ask MONAI itself which networks and crops it refuses, as ``diffusers_oracle.py`` asks Diffusers.

Run by hand, with torch and monai installed: ``python tests/oracles/monai_oracle.py`` prints the table, ``--freeze``
rewrites the sample that ``test_monai.py`` reads.
"""

import argparse
import collections
import json
import pathlib

HERE = pathlib.Path(__file__).resolve().parent
SAMPLE = HERE / "monai_sample.json"

_FLAT = {"spatial_dims": 2, "in_channels": 1, "out_channels": 2}
_SIZES = [[32, 32], [36, 32], [32, 24], [40, 48], [33, 64], [64, 72], [48, 80], [96, 96]]
_DIFFUSION = {
    **_FLAT, "channels": [32, 64, 64], "num_res_blocks": 1, "attention_levels": [False, False, True],
    "norm_num_groups": 16, "num_head_channels": 16,
}  # fmt: skip
_AUTOENCODER = {
    **_FLAT, "channels": [32, 64, 64], "num_res_blocks": 1, "attention_levels": [False] * 3, "norm_num_groups": 16,
}  # fmt: skip
_GROUPS = {
    "channels": [[24, 64, 64], [32, 48, 64], [32, 64], [16, 32, 48]], "norm_num_groups": [1, 8, 24, 32],
    "attention_levels": [[False, True], [False] * 4], "num_res_blocks": [[1, 1], [1, 2, 1], [1] * 4],
}  # fmt: skip
# Class -> (settings, other values of each key).
NETWORKS = {
    "UNet": ({**_FLAT, "channels": [4, 8, 16, 32], "strides": [2, 2, 2], "num_res_units": 2}, {
        "strides": [[2, 2], [2, 1, 2], [2, 2, 2, 2], [[2, 1], 2, [2, 2]], [4, 2, 2]],
        "channels": [[4, 8, 16], [4, 8, 16, 32, 64]], "num_res_units": [0]}),
    "AttentionUnet": ({**_FLAT, "channels": [4, 8, 16, 32], "strides": [2, 2, 2]}, {
        "strides": [[2, 2], [2, 1, 2], [2, 2, 2, 2]]}),
    "BasicUNet": ({**_FLAT, "features": [4, 4, 8, 8, 16, 4]}, {}),
    "SegResNet": ({**_FLAT, "init_filters": 8}, {
        "init_filters": [10, 12, 16, 24], "blocks_down": [[1, 1, 1, 1]]}),
    "VNet": (_FLAT, {}),
    "DynUNet": ({**_FLAT, "kernel_size": [3] * 4, "strides": [1, 2, 2, 2], "upsample_kernel_size": [2, 2, 2]}, {
        "kernel_size": [[3] * 3, [3] * 5], "upsample_kernel_size": [[2, 2]], "filters": [[4, 8], [4, 8, 8, 8]]}),
    "DiffusionModelUNet": (_DIFFUSION, {**_GROUPS, "num_head_channels": [24, 48, [16, 16], [0, 0, 16], 64]}),
    "AutoencoderKL": (_AUTOENCODER, _GROUPS),
    "UNETR": ({**_FLAT, "hidden_size": 48, "num_heads": 4, "mlp_dim": 64}, {"num_heads": [3, 5, 7, 12]}),
    "DecoderOnlyTransformer": (
        {"num_tokens": 17, "max_seq_len": 64, "attn_layers_dim": 96, "attn_layers_depth": 1, "attn_layers_heads": 8},
        {"attn_layers_heads": [5, 7, 12, 16, 18], "attn_layers_dim": [64, 100, 120]}),
}  # fmt: skip
_SIZED = ("UNet", "AttentionUnet", "BasicUNet", "SegResNet", "VNet", "DynUNet", "DiffusionModelUNet")


def cases():
    """Yield (class, settings, size): every network, with each of its mutations, at several sizes."""
    for name, (settings, changes) in NETWORKS.items():
        mutated = [settings, *({**settings, key: value} for key, values in changes.items() for value in values)]
        for number, one in enumerate(mutated):
            if name == "UNETR":
                for size in _SIZES[: 4 if number else 8]:
                    yield name, {**one, "img_size": size}, size
            elif name in _SIZED:
                for size in _SIZES[: 5 if number else 8]:
                    yield name, one, size
            else:
                yield name, one, [32, 32]


def bundle(name, settings, size):
    """Return the bundle that trains a network on images resized to a size."""
    return {
        "imports": ["$import torch"],
        "device": "$torch.device('cpu')",
        "network_def": {"_target_": name, **settings},
        "train": {
            "preprocessing": {
                "_target_": "Compose",
                "transforms": [
                    {"_target_": "LoadImaged", "keys": ["image"]},
                    {"_target_": "Resized", "keys": ["image"], "spatial_size": size},
                    {"_target_": "RandFlipd", "keys": ["image"]},
                ],
            },
            "inferer": {"_target_": "SimpleInferer"},
        },
    }


def attempt(name, settings, size):
    """Return None if a network is built and run once on the meta device, else the library's complaint."""
    import torch
    from monai.networks import nets

    with torch.device("meta"):
        try:
            network = getattr(nets, name)(**settings)
            if name == "DecoderOnlyTransformer":
                network(torch.zeros(1, 8).long())
            elif name == "DiffusionModelUNet":
                network(torch.empty(1, 1, *size), torch.zeros(1))
            else:
                network(torch.empty(1, 1, *size))
        except Exception as fault:
            return f"{type(fault).__name__}: {str(fault).splitlines()[0][:160] if str(fault) else ''}"
    return None


def main():
    """Measure, print the table, and freeze the sample where that is asked for."""
    from diffusers_oracle import declare_operators, errors

    parser = argparse.ArgumentParser()
    parser.add_argument("--freeze", action="store_true")
    parser.add_argument("--measured", help="keep what was measured in this file, or read it from there")
    chosen = parser.parse_args()
    kept = pathlib.Path(chosen.measured) if chosen.measured else None
    if kept is not None and kept.exists():
        rows = json.loads(kept.read_text())
    else:
        declare_operators()
        rows = [[bundle(*case), attempt(*case)] for case in cases()]
        if kept is not None:
            kept.write_text(json.dumps(rows))
    said = errors([config for config, _ in rows])
    table = collections.Counter()
    for (config, complaint), rules in zip(rows, said, strict=True):
        name = config["network_def"]["_target_"]
        table[name, "refused" if complaint else "runs", "error" if rules else "silent"] += 1
        if bool(complaint) != bool(rules):
            size = config["train"]["preprocessing"]["transforms"][1]["spatial_size"]
            print("MISSED" if complaint else "FALSE", config["network_def"], size, complaint, rules)
    for name in NETWORKS:
        print(f"{name:24}", *(f"{outcome}/{said}: {table[name, outcome, said]:4}" for outcome in ("runs", "refused")
                              for said in ("silent", "error")))  # fmt: skip
    if chosen.freeze:
        SAMPLE.write_text("[\n" + ",\n".join(json.dumps(row) for row in rows[::2]) + "\n]\n")


if __name__ == "__main__":
    main()
