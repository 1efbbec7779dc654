"""Ask PyTorch Geometric itself which widths and heads of graph attention it refuses.

Run by hand, with torch and torch_geometric installed: ``python tests/oracles/geometric_oracle.py`` prints for each
kind of layer what runs or is refused beside what archlint says; ``--freeze`` rewrites the sample that
``test_geometric.py`` reads.  A pair counts as refused where the layer cannot be built, or where its first step fails:
one pass over a small graph, with the sum that the config's network takes.
"""

import argparse
import collections
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
SAMPLE = HERE / "geometric_sample.json"
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent)]

WIDTHS = (16, 32, 48, 52, 64, 80, 90, 96, 100, 128, 144, 256, 300)
HEADS = (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20)

_GPS = """dataset: {format: PyG-ZINC, name: subset, task: graph, task_type: regression, edge_encoder: false}
model: {type: GPSModel, graph_pooling: mean}
posenc_RWSE: {enable: true}
gt: {layer_type: %s, layers: 4, n_heads: {heads}, dim_hidden: {width}}
gnn: {head: san_graph, layers_pre_mp: 1, dim_inner: {width}}
optim: {base_lr: 0.001, max_epoch: 10}
"""
_NET = """model:
  _target_: lib.GraphModule
  net: {_target_: torch_geometric.nn.GAT, in_channels: 8, hidden_channels: {width}, num_layers: 3, out_channels: 4,
        heads: {heads}%s}
data: {_target_: lib.GraphData, batch_size: 8}
trainer: {_target_: lightning.Trainer, max_epochs: 10}
"""
_BENCHMARK = """{"model": "GAT", "dataset": "ZINC", "params": {"epochs": 100, "batch_size": 128},
 "net_params": {"L": 4, "hidden_dim": {width}, "out_dim": {width}, "n_heads": {heads}, "residual": true,
                "batch_norm": true, "readout": "mean"}}
"""
_RECIPE = """version: 0.0.2
pipeline_name: nodepred
pipeline_mode: train
data: {name: cora}
model: {name: gat, num_layers: 2, hidden_size: {width}, heads: [{heads}, 1], residual: false}
general_pipeline: {num_epochs: 200}
"""

# Kind -> (file name, config): each stands for the layer that ``built`` makes of it.
CONFIGS = {
    "GPSConv": ("gps.yaml", _GPS % "GINE+Transformer"),
    "GPSConv performer": ("performer.yaml", _GPS % "GINE+Performer"),
    "GATConv of a share of the width": ("gat.yaml", _GPS % "GAT+None"),
    "GAT": ("net.yaml", _NET % ""),
    "GAT v2": ("net.yaml", _NET % ", v2: true"),
    "GAT averaged": ("net.yaml", _NET % ", concat: false"),
    "GATConv": ("gat.json", _BENCHMARK),
    "GATv2Conv": ("recipe.yaml", _RECIPE),
    "TransformerConv": ("recipe.yaml", _RECIPE.replace("gat,", "graphtransformer,")),
}


def config(kind, width, heads):
    """Return (file name, text) of the config for one pair."""
    name, text = CONFIGS[kind]
    return name, text.replace("{width}", str(width)).replace("{heads}", str(heads))


def attempt(kind, width, heads):
    """Return what PyTorch Geometric complains of, or an empty text."""
    import torch
    from torch_geometric import nn

    edges = torch.tensor([[0, 1, 2, 3, 4], [1, 2, 3, 4, 0]])
    nodes = torch.randn(5, width)
    try:
        if kind == "GPSConv":
            nn.GPSConv(width, nn.GCNConv(width, width), heads=heads)(nodes, edges)
        elif kind == "GPSConv performer":
            nn.GPSConv(width, nn.GCNConv(width, width), heads=heads, attn_type="performer")(nodes, edges)
        elif kind == "GATConv of a share of the width":
            nodes + nn.GATConv(width, width // heads, heads)(nodes, edges)
        elif kind.startswith("GAT") and "Conv" not in kind:
            more = {"GAT v2": {"v2": True}, "GAT averaged": {"concat": False}}.get(kind, {})
            nn.GAT(8, width, 3, out_channels=4, heads=heads, **more)(torch.randn(5, 8), edges)
        else:
            layer = getattr(nn, kind)
            hidden = layer(8, width, heads)(torch.randn(5, 8), edges)
            layer(width * heads, width, heads)(hidden, edges)
    except (AssertionError, RuntimeError, ValueError, ZeroDivisionError) as fault:
        return str(fault).strip().split("\n")[0] or type(fault).__name__
    return ""


def errors(kind, width, heads):
    """Return the rules that report an error for one pair."""
    from reading import lint

    name, text = config(kind, width, heads)
    return [finding.rule for finding in lint(text, name) if finding.severity == "error"]


def main():
    """Measure, and print the table or freeze the sample."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--freeze", action="store_true")
    chosen = parser.parse_args()
    table, rows = collections.Counter(), []
    for kind in CONFIGS:
        for width in WIDTHS:
            for heads in HEADS:
                complaint, said = attempt(kind, width, heads), errors(kind, width, heads)
                table[kind, bool(complaint), bool(said)] += 1
                rows.append([kind, width, heads, complaint])
                if bool(complaint) != bool(said):
                    print("MISSED" if complaint else "FALSE", kind, width, heads, complaint, said)
    for kind in CONFIGS:
        print(
            f"{kind:34} runs: {table[kind, False, False]:4} silent {table[kind, False, True]:3} flagged   refused: "
            f"{table[kind, True, True]:4} flagged {table[kind, True, False]:3} missed"
        )
    if chosen.freeze:
        SAMPLE.write_text("[\n" + ",\n".join(map(json.dumps, rows[::3])) + "\n]\n")


if __name__ == "__main__":
    main()
