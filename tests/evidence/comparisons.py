"""Published side-by-side comparisons, each written as a native config of its first architecture.

``CONFIGS`` maps a comparison's id to what a person would tell archlint about that choice: the conditions under which
it was measured, and every mitigation that the comparison states.
"""


def config(model, data="", task="", **sections):
    """Return a native config from the inner texts of its sections."""
    lines = ["archlint: 1"]
    if task:
        lines.append(f"task: {task}")
    lines.append(f"model: {{{model}}}")
    if data:
        lines.append(f"data: {{{data}}}")
    lines += [f"{name}: {{{text}}}" for name, text in sections.items()]
    return "\n".join(lines) + "\n"


def image(model, size, **sections):
    return config(model, f"modality: image, unit: images, train_size: {size}", "image-classification", **sections)


def scratch(name, family, **more):
    extra = "".join(f", {key}: {value}" for key, value in more.items())
    return f"architecture: {name}, family: {family}, pretrained: false{extra}"


def tuned(name, family, **more):
    return scratch(name, family, **more).replace("pretrained: false", "pretrained: true")


def device(name, family, device, target="edge", **more):
    return config(
        scratch(name, family, **more),
        "modality: image",
        "image-classification",
        deployment=f"target: {target}, device: {device}",
    )


def texts(model, size):
    return config(model, f"modality: text, unit: documents, train_size: {size}", "text-classification")


def generator(name, family="diffusion", size=32, need=None, compute=None, data="cifar10", **more):
    sections = {}
    if need:
        sections["deployment"] = f"latency: {need}"
    if compute:
        sections["constraints"] = f"compute: {compute}"
    return config(
        scratch(name, family, **more),
        f"name: {data}, modality: image, image_size: {size}",
        "image-generation",
        **sections,
    )


def graphs(name, count, nodes, family="graph-transformer", task="graph-regression", **more):
    return config(
        scratch(name, family, **more), f"modality: graph, num_graphs: {count}, nodes_per_graph: {nodes}", task
    )


def one_graph(name, nodes, family="graph-transformer", **more):
    return graphs(name, 1, nodes, family, "node-classification", **more)


def table(name, nodes, task="node-classification", features="", **more):
    unit = "nodes" if task in ("node-classification", "link-prediction") else "graphs"
    extra = f", features: {features}" if features else ""
    return config(scratch(name, "mlp", **more), f"has_edges: true, unit: {unit}, train_size: {nodes}{extra}", task)


def language(name, tokens, family="transformer-decoder", **more):
    return config(
        scratch(name, family, **more), f"modality: text, unit: tokens, train_size: {tokens}", "language-modeling"
    )


def stack(name, layers, norm, skips, **more):
    extra = "".join(f", {key}: {value}" for key, value in more.items())
    return config(
        f"architecture: {name}, family: cnn, num_layers: {layers}, normalization: {norm}, "
        f"skip_connections: {skips}{extra}",
        "modality: image, unit: images, train_size: 1281167",
        "image-classification",
    )


def sequence(name, family, length, **more):
    return config(scratch(name, family, **more), f"modality: time-series, sequence_length: {length}")


def series(name, steps, horizon, **more):
    return config(
        scratch(name, "forecaster", **more),
        f"modality: time-series, unit: time-steps, train_size: {steps}, horizon: {horizon}",
        "forecasting",
    )


VIT, HYBRID = "vision-transformer", "conv-attention-hybrid"
FAST = {"need": "real-time"}
HYBRID_GT = {"message_passing": "true", "positional_or_structural_encoding": "RWSE"}
MADE_SO = {"positional_or_structural_encoding": "degree"}
LINEAR = {"attention": "linear", "message_passing": "true"}

CONFIGS = {
    "d-vit-001": image(scratch("ViT-Tiny", VIT), 9469),
    "d-vit-002": image(scratch("ViT-Tiny", VIT), 9469),
    "d-vit-003": image(scratch("ViT-Tiny", VIT), 9469),
    "d-vit-004": image(scratch("ViT-Tiny", VIT), 9469),
    "d-vit-005": image(scratch("Swin-T", VIT), 2040),
    "d-vit-006": image(scratch("Swin-T", VIT), 50000),
    "d-vit-007": image(scratch("Swin-T", VIT), 50000),
    "d-vit-008": image(scratch("CvT-13", HYBRID), 2040),
    "d-vit-009": image(scratch("CvT-13", HYBRID), 50000),
    "d-vit-010": image(scratch("ViT-B/16", VIT), 1281167),
    "d-pre-001": image(tuned("ViT-L/16", VIT), 1281167),
    "d-pre-002": image(tuned("ViT-H/14", VIT), 1281167),
    "d-pre-003": image(tuned("ViT-H/14", VIT), 3680),
    "d-pre-004": image(tuned("ViT-H/14", VIT), 2040),
    "d-pre-005": image(tuned("ViT-L/16", VIT), 2040),
    "d-pre-006": image(tuned("ViT-H/14", VIT), 50000),
    "d-pre-007": image(tuned("ViT-H/14", VIT), 1000),
    "d-pre-008": image(tuned("ViT-L/16", VIT), 1000),
    "d-edge-001": device("ViT-tiny", VIT, "i.MX93 Ethos-U65"),
    "d-edge-002": device("EfficientFormer-L1", HYBRID, "i.MX93 Ethos-U65"),
    "d-edge-003": device("EfficientFormer-L1", HYBRID, "i.MX93 Ethos-U65"),
    "d-edge-004": device("SegFormer-B0", VIT, "i.MX93 Ethos-U65"),
    "d-edge-005": device("ViT-tiny", VIT, "Raspberry Pi 5"),
    "d-edge-006": device("MobileViT-S", HYBRID, "Raspberry Pi 5"),
    "d-edge-007": device("ViT-tiny", VIT, "Raspberry Pi 5"),
    "d-edge-008": device("ViT-tiny", VIT, "Raspberry Pi 5"),
    "d-edge-009": device("ViT-tiny", VIT, "Raspberry Pi 4B"),
    "d-edge-010": device("ViT-tiny", VIT, "Raspberry Pi 4B"),
    "d-edge-011": device("ViT-tiny", VIT, "Raspberry Pi Zero 2 W"),
    "d-edge-012": device("FastViT-S12", HYBRID, "Pixel 6 CPU", "mobile"),
    "d-edge-013": device("FastViT-T8", HYBRID, "Pixel 6 CPU", "mobile"),
    "d-edge-014": device("EfficientViT-B1", HYBRID, "iPhone 13 CoreML", "mobile"),
    "d-edge-015": device("FastViT-T8", HYBRID, "iPhone 13 CoreML", "mobile"),
    "d-edge-016": device("EfficientViT-B1", HYBRID, "Samsung S23 CPU", "mobile"),
    "d-edge-017": device("FastViT-S12", HYBRID, "Pixel 4 Hexagon DSP", "mobile"),
    "d-edge-018": device("MNv4-Hybrid-M", HYBRID, "Pixel 6 CPU", "mobile"),
    "d-edge-019": device("EfficientFormer-L1", HYBRID, "Pixel 6 CPU", "mobile"),
    "d-text-001": texts(tuned("BERT", "transformer-encoder"), 15000),
    "d-text-002": texts(scratch("Transformer encoder", "transformer-encoder"), 180000),
    "d-text-003": texts(scratch("Transformer encoder", "transformer-encoder"), 180000),
    "d-text-004": texts(scratch("Transformer encoder", "transformer-encoder"), 180000),
    "d-text-005": texts(tuned("BERT", "transformer-encoder"), 180000),
    "d-gen-001": generator("DDPM", sampling_steps=1000, **FAST),
    "d-gen-002": generator("Score SDE VP", sampling_steps=2000, **FAST),
    "d-gen-003": generator("DDIM", sampling_steps=50, **FAST),
    "d-gen-004": generator("DDGAN", sampling_steps=4, **FAST),
    "d-gen-005": generator("Score SDE VE"),
    "d-gen-006": generator("DDPM"),
    "d-gen-007": generator("DDPM"),
    "d-gen-008": generator("DiT-XL/2-G", size=256, data="imagenet", latent="true"),
    "d-gen-009": generator("DiT-XL/2-G", size=256, data="imagenet", latent="true"),
    "d-gen-010": generator("LDM-4-G", size=256, data="imagenet", latent="true"),
    "d-gen-011": generator("DiT-XL/2-G", size=256, data="imagenet", latent="true"),
    "d-gen-012": generator("ADM-G", size=128, data="imagenet"),
    "d-gen-013": generator("ADM-G", size=256, data="imagenet"),
    "d-gen-014": generator("ADM-G", size=512, data="imagenet"),
    "d-gen-015": generator("ADM-G", size=256, data="imagenet"),
    "d-gen-016": generator("iCT-deep", sampling_steps=1, **FAST),
    "d-gen-017": generator("consistency distillation", sampling_steps=1, distilled="true", **FAST),
    "d-gen-018": generator("EDM (VP)", compute="low"),
    "d-gen-019": generator("LSGM", latent="true"),
    "d-gen-020": generator("StyleGAN2-ADA", "gan"),
    "d-gen-021": generator("PixArt-alpha", size=512, data="text-image-pairs", compute="low", latent="true"),
    "d-gen-022": generator("Stable Diffusion v1.5", size=512, data="text-image-pairs", compute="low", latent="true"),
    "d-gen-023": generator("ADM", size=256, data="imagenet", compute="low"),
    "d-gen-024": generator("LDM-4", size=256, data="imagenet", compute="low", latent="true"),
    "d-gen-025": generator("WaveDiff", sampling_steps=4, **FAST),
    "d-gen-026": generator("WaveDiff", sampling_steps=4),
    "d-graph-001": graphs("GraphGPS", 12000, 23.2, **HYBRID_GT),
    "d-graph-002": graphs("GraphGPS", 12000, 23.2, **HYBRID_GT),
    "d-graph-003": graphs("GraphGPS", 12000, 23.2, **HYBRID_GT),
    "d-graph-004": graphs("SGFormer", 12000, 23.2, **LINEAR),
    "d-graph-005": graphs("GraphGPS", 55000, 70.6, task="graph-classification", **HYBRID_GT),
    "d-graph-006": graphs("GT", 55000, 70.6, task="graph-classification", attention="sparse"),
    "d-graph-007": graphs("GraphGPS", 45000, 117.6, task="graph-classification", **HYBRID_GT),
    "d-graph-008": one_graph("Graphormer", 2708, **MADE_SO),
    "d-graph-009": one_graph("GraphGPS", 2708, **HYBRID_GT),
    "d-graph-010": one_graph("GraphGPS", 169343, attention="linear", **HYBRID_GT),
    "d-graph-011": one_graph("Exphormer", 2449029, attention="sparse", **HYBRID_GT),
    "d-graph-012": one_graph("GraphGPS", 2708, **HYBRID_GT),
    "d-graph-013": one_graph("GraphGPS", 19717, **HYBRID_GT),
    "d-graph-014": one_graph("Polynormer", 11701, **LINEAR),
    "d-graph-015": one_graph("Polynormer", 22662, **LINEAR),
    "d-graph-016": one_graph("GraphGPS", 22662, **HYBRID_GT),
    "d-graph-017": one_graph("Polynormer", 10000, **LINEAR),
    "d-graph-018": one_graph("GraphGPS", 169343, attention="linear", **HYBRID_GT),
    "d-graph-019": one_graph("SGFormer", 132534, **LINEAR),
    "d-graph-020": one_graph("Polynormer", 2449029, **LINEAR),
    "d-graph-021": one_graph("GraphGPS", 2449029, attention="full", **HYBRID_GT),
    "d-graph-022": table("MLP", 240000000),
    "d-graph-023": table("MLP", 240000000, post_processing="correct and smooth"),
    "d-graph-024": table("MLP", 3700000, "graph-regression", "fingerprint"),
    "d-graph-025": table("MLP", 3700000, "graph-regression", "fingerprint"),
    "d-graph-026": table("MLP", 3500000, "link-prediction"),
    "d-graph-027": table("MLP", 169343),
    "d-lm-001": language("Transformer-XL", 930000),
    "d-lm-002": language("Transformer-XL", 930000),
    "d-lm-003": language("Transformer-XL Large", 103000000),
    "d-lm-004": language("Transformer with adaptive embeddings", 103000000),
    "d-lm-005": language("LSTM", 103000000, "rnn"),
    "d-lm-006": language("Transformer-XL", 90000000),
    "d-lm-007": language("Transformer", 90000000),
    "d-lm-008": language("Trellis Network", 5000000, "tcn"),
    "d-lm-009": language("LSTM with CNN inputs", 800000000, "rnn"),
    "d-depth-001": stack("ResNet-110", 110, "batch", "true"),
    "d-depth-002": stack("ResNet-1202", 1202, "batch", "true"),
    "d-depth-003": stack("VGG-11", 11, "none", "false"),
    "d-depth-004": stack("VGG-13", 13, "none", "false"),
    "d-depth-005": stack("VGG-16", 16, "none", "false"),
    "d-depth-006": stack("VGG-19", 19, "none", "false"),
    "d-depth-007": stack("ResNet-50 Fixup", 50, "none", "true", depth_scheme="fixup"),
    "d-depth-008": stack("ResNet-101 Fixup", 101, "none", "true", depth_scheme="fixup"),
    "d-depth-009": stack("ResNet-50 without norm", 50, "none", "true"),
    "d-depth-010": stack("NFNet-F0", 61, "none", "true", depth_scheme="weight-standardization"),
    "d-depth-011": stack("NFNet-F1", 122, "none", "true", depth_scheme="weight-standardization"),
    "d-depth-012": stack("NFNet-F1", 122, "none", "true"),
    "d-depth-013": config(
        "architecture: RevGNN-Deep, family: gnn, num_layers: 1001, normalization: layer, skip_connections: true",
        "modality: graph, num_graphs: 1, nodes_per_graph: 132534",
        "node-classification",
    ),
    "d-seq-001": sequence("LSTM", "rnn", 784, cell="lstm"),
    "d-seq-002": sequence("LSTM", "rnn", 784, cell="lstm"),
    "d-seq-003": sequence("LSTM", "rnn", 600, cell="lstm"),
    "d-seq-004": sequence("GRU", "rnn", 600, cell="gru"),
    "d-seq-005": sequence("LSTM", "rnn", 1000, cell="lstm"),
    "d-seq-006": config(
        scratch("LSTM", "rnn", cell="lstm"), "modality: audio, unit: samples, train_size: 229, sequence_length: 60"
    ),
    "d-seq-007": language("LSTM", 930000, "rnn", cell="lstm"),
    "d-seq-008": language("LSTM", 90000000, "rnn", cell="lstm"),
    "d-seq-009": sequence("Transformer", "transformer-encoder", 2048),
    "d-seq-010": sequence("Transformer", "transformer-encoder", 4096),
    "d-seq-011": sequence("Transformer", "transformer-encoder", 4096),
    "d-seq-012": sequence("Transformer", "transformer-encoder", 1024),
    "d-seq-013": sequence("Transformer", "transformer-encoder", 4096),
    "d-seq-014": sequence("Transformer", "transformer-encoder", 16384),
    "d-seq-015": config(
        "architecture: Transformer, family: transformer-encoder, pretrained: true",
        "modality: time-series, sequence_length: 16384",
        training="self_supervised_stage: true",
    ),
    "d-seq-016": series("Autoformer", 8600, 96),
    "d-seq-017": series("FEDformer", 8600, 720),
    "d-seq-018": series("Informer", 34000, 96),
    "d-seq-019": series("Autoformer", 37000, 96),
    "d-seq-020": series("FEDformer", 18000, 96),
    "d-seq-021": series("Autoformer", 966, 24),
    "d-seq-022": series("Informer", 5300, 96),
}
