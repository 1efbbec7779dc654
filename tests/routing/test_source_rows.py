"""Every row of the source document's router is a test, and its id names the row."""

import pytest

from archlint.routing import for_question

CNN, SEQUENCE = "cnn-families-and-selection", "sequence-models-comparison"
GRAPH, GENERATION = "graph-neural-networks-basics", "generative-model-families"
ATTENTION, TRANSFORMER = "attention-mechanisms-catalog", "transformer-architecture-deepdive"
NORMALIZATION, DESIGN = "normalization-techniques", "architecture-design-principles"
TRAINING, CODE, PRODUCTION = "training-optimization", "pytorch-engineering", "ml-production"
REINFORCEMENT, LANGUAGE, CLARIFY = "deep-rl", "llm-specialist", "clarify"

# Row of the source -> (questions that say it, first destination)
FIRST = {
    "step 1: images": (("images (photos, medical scans)", "I have photos"), CNN),
    "step 1: sequences": (("sequences (time series, text, audio)", "my data is a time series"), SEQUENCE),
    "step 1: graphs": (("graphs (social networks, molecules)", "a graph of users"), GRAPH),
    "step 1: generation task": (("generation task (create images)", "create images of birds"), GENERATION),
    "step 1: multiple modalities": (("multiple modalities", "a multimodal model"), DESIGN),
    "step 1: unclear": (("unclear what kind of data this is",), DESIGN),
    "step 2: deep network unstable": (("deep network (> 20 layers) unstable",), NORMALIZATION),
    "step 2: need attention mechanisms": (("need attention mechanisms",), ATTENTION),
    "step 2: custom architecture design": (("custom architecture design",), DESIGN),
    "step 2: transformer-specific question": (("transformer-specific question",), TRANSFORMER),
    "images: classify images": (("classify images", "image classification"), CNN),
    "images: object detection": (("object detection",), CNN),
    "images: semantic segmentation": (("semantic segmentation",), CNN),
    "images: medical imaging": (("medical imaging",), CNN),
    "images: computer vision": (("computer vision",), CNN),
    "images: any vision task": (("which network reads number plates",), CNN),
    "images: even if considering transformers": (("ViT for classifying x-rays, or is a CNN fine",), CNN),
    "sequences: time series": (("time series",), SEQUENCE),
    "sequences: forecasting": (("forecasting",), SEQUENCE),
    "sequences: natural language": (("natural language (NLP)",), SEQUENCE),
    "sequences: sequential data": (("sequential data",), SEQUENCE),
    "sequences: temporal patterns": (("temporal patterns",), SEQUENCE),
    "sequences: RNN vs LSTM vs Transformer": (("RNN vs LSTM vs Transformer",), SEQUENCE),
    "sequences: time-dependent patterns": (("time-dependent patterns in readings",), SEQUENCE),
    "graphs: social network": (("social network",), GRAPH),
    "graphs: molecular structure": (("molecular structure",), GRAPH),
    "graphs: knowledge graph": (("knowledge graph",), GRAPH),
    "graphs: graph data": (("graph data",), GRAPH),
    "graphs: node classification": (("node classification",), GRAPH),
    "graphs: link prediction": (("link prediction",), GRAPH),
    "graphs: graph embeddings": (("graph embeddings",), GRAPH),
    "graphs: nodes and edges": (("my data has nodes and edges",), GRAPH),
    "graphs: relational information": (("relational information is important",), GRAPH),
    "graphs: network topology": (("network topology matters",), GRAPH),
    "graphs: red flag, treated as a table": (("we treat the graph as tabular and ignore its edges",), GRAPH),
    "generation: generate images": (("generate images",), GENERATION),
    "generation: synthesize data": (("synthesize data",), GENERATION),
    "generation: GAN vs VAE vs Diffusion": (("GAN vs VAE vs Diffusion",), GENERATION),
    "generation: image-to-image translation": (("image-to-image translation",), GENERATION),
    "generation: style transfer": (("style transfer",), GENERATION),
    "generation: generative modeling": (("generative modeling",), GENERATION),
    "generation: create, not classify": (("the goal is to create data, not to classify it",), GENERATION),
    "generation: sample from a distribution": (("we must sample from a distribution",), GENERATION),
    "generation: augmentation by generation": (("data augmentation through generation",), GENERATION),
    "attention: when to use": (("when to use attention",), ATTENTION),
    "attention: self vs cross": (("self-attention vs cross-attention",), ATTENTION),
    "attention: in CNNs": (("attention in CNNs",), ATTENTION),
    "attention: bottleneck": (("attention bottleneck",), ATTENTION),
    "attention: multi-head": (("multi-head attention",), ATTENTION),
    "attention: where it helps or hinders": (("where does attention help and where does it hinder",), ATTENTION),
    "attention: comparing variants": (("compare attention variants",), ATTENTION),
    "attention: not for general transformer questions": (("how does a transformer work",), TRANSFORMER),
    "transformer: how do they work": (("how do transformers work",), TRANSFORMER),
    "transformer: vision transformer": (("Vision Transformer (ViT)",), TRANSFORMER),
    "transformer: BERT architecture": (("BERT architecture",), TRANSFORMER),
    "transformer: positional encoding": (("positional encoding",), TRANSFORMER),
    "transformer: blocks": (("transformer blocks",), TRANSFORMER),
    "transformer: scaling": (("scaling transformers",), TRANSFORMER),
    "transformer: implementing or customizing": (("implementing and customizing transformers",), TRANSFORMER),
    "transformer: internals": (("understanding transformer internals",), TRANSFORMER),
    "transformer: debugging its own issues": (("debugging transformer-specific issues",), TRANSFORMER),
    "transformer: cross-reference to sequences": (("sequence models in general, transformer or not",), SEQUENCE),
    "transformer: cross-reference to LLMs": (("transformers for large language models",), LANGUAGE),
    "normalization: gradient explosion": (("gradient explosion",), NORMALIZATION),
    "normalization: instability in a deep network": (("training instability in deep network",), NORMALIZATION),
    "normalization: BatchNorm vs LayerNorm": (("BatchNorm vs LayerNorm",), NORMALIZATION),
    "normalization: layers": (("normalization layers",), NORMALIZATION),
    "normalization: 50+ layers will not train": (("50+ layer network won't train",), NORMALIZATION),
    "normalization: choosing a method": (("choosing between normalization methods",), NORMALIZATION),
    "normalization: architectural stability": (("architectural stability issues",), NORMALIZATION),
    "design: how to": (("how to design architecture",), DESIGN),
    "design: best practices": (("architecture best practices",), DESIGN),
    "design: skip connections": (("when to use skip connections",), DESIGN),
    "design: how deep": (("how deep should network be",), DESIGN),
    "design: custom for a novel task": (("custom architecture for a novel task",), DESIGN),
    "design: unclear modality": (("not sure what kind of data I have for the network",), DESIGN),
    "design: novel problem": (("a novel problem without established architecture",), DESIGN),
    "design: why architectures work": (("understanding why architectures work",), DESIGN),
    "when not to use: training": (("optimizer and learning rate issues",), TRAINING),
    "when not to use: implementation": (("PyTorch implementation details",), CODE),
    "when not to use: deployment": (("production deployment of a model",), PRODUCTION),
    "mistake: my transformer won't train": (("My transformer won't train",), TRAINING),
    "mistake: deploy image classifier": (("Deploy image classifier",), PRODUCTION),
    "mistake: ViT vs ResNet": (("ViT vs ResNet for medical imaging",), CNN),
    "mistake: implement BatchNorm": (("Implement BatchNorm in PyTorch",), CODE),
    "mistake: GAN won't converge": (("GAN won't converge",), TRAINING),
    "mistake: which optimizer": (("Which optimizer for CNN",), TRAINING),
    "red flag: best architecture": (("Best architecture for image classification",), CLARIFY),
    "red flag: generic problem": (("I have a problem that deep learning could solve",), CLARIFY),
    "red flag: latest trend": (("We want to use ViT", "we plan to use diffusion"), CLARIFY),
    "red flag: should I use X or Y": (("Should I use ResNet or ViT",), CLARIFY),
    "red flag: very deep network": (("I am building a network of 80 layers",), CLARIFY),
    "tree: select, images": (("select an architecture for images",), CNN),
    "tree: select, sequences": (("select an architecture for sequences",), SEQUENCE),
    "tree: select, graphs": (("select an architecture for graphs",), GRAPH),
    "tree: select, generation": (("select an architecture for generation",), GENERATION),
    "tree: understand, transformers": (("understand transformers",), TRANSFORMER),
    "tree: understand, attention": (("understand attention",), ATTENTION),
    "tree: understand, normalization": (("understand normalization",), NORMALIZATION),
    "tree: understand, general": (("understand what a neural network architecture is",), DESIGN),
    "tree: design": (("design a custom architecture for images",), DESIGN),
    "tree: compare, CNNs": (("compare ResNet with EfficientNet",), CNN),
    "tree: compare, sequences": (("compare RNN with Transformer",), SEQUENCE),
    "tree: compare, generative": (("GAN vs Diffusion",), GENERATION),
    "tree: compare, general": (("CNN vs Transformer",), DESIGN),
    "hand-over: optimizer selection": (("optimizer selection",), TRAINING),
    "hand-over: learning rate schedules": (("learning rate schedules",), TRAINING),
    "hand-over: debugging training": (("debugging training issues",), TRAINING),
    "hand-over: module design patterns": (("module design patterns in PyTorch",), CODE),
    "hand-over: custom components": (("write a custom layer class in torch",), CODE),
    "hand-over: model serving": (("model serving",), PRODUCTION),
    "hand-over: quantization": (("quantization",), PRODUCTION),
    "hand-over: inference optimization": (("inference optimization",), PRODUCTION),
    "hand-over: reinforcement learning": (
        ("reinforcement learning", "value networks vs policy networks"),
        REINFORCEMENT,
    ),
    "hand-over: large language models": (("large language models",), LANGUAGE),
}
CASES = [(row, question, first) for row, (questions, first) in FIRST.items() for question in questions]


@pytest.mark.parametrize(("row", "question", "first"), CASES, ids=[f"{row}: {text}" for row, text, _ in CASES])
def test_first_destination_of_each_row(row, question, first):
    answer = for_question(question)
    assert answer.first == first, answer.decided_by
    if first not in (CLARIFY,):
        assert answer.steps[0].name == first


# Route -> (question, words that each of its clarifying questions holds)
ASKED = {
    "step 3: how large, which compute, which latency, interpretability": (
        "i need a neural network",
        ("How large is your dataset? (small < 10k, medium 10k-1M, large > 1M)", "computational constraints",
         "latency requirements", "interpretability", "What type of data are you working with?"),
    ),
    "images": ("I have photos", ("Dataset size? (< 10k", "> 100k: consider ViT", "Deployment target?", "Task type?")),
    "sequences": ("forecasting", ("Sequence length? (< 100", "Latency requirements?", "Data volume?")),
    "generation": ("generate images", ("Use case?", "Quality or speed?", "control")),
    "red flag: best architecture": (
        "best architecture for images", ("How large is your dataset?", "computational", "latency"),
    ),
    "red flag: generic problem": ("we need a model", ("What type of data",)),
    "red flag: latest trend": ("let's use a vision transformer", ("Have you considered alternatives?",)),
    "red flag: should I use X or Y": ("should I use a GRU or a TCN", ("underlying problem? There might be",)),
    "red flag: very deep network": ("a network with 90 layers", ("normalization layers", "skip connections")),
}  # fmt: skip


@pytest.mark.parametrize("row", ASKED)
def test_clarifying_questions(row):
    question, words = ASKED[row]
    asked = " | ".join(one.ask for one in for_question(question).questions)
    for word in words:
        assert word in asked


ANSWERED = {
    "data.train_size": ("classify 3,000 images", "data.train_size", 3000),
    "data.size_band": ("classify images, small dataset", "data.size_band", "small"),
    "deployment.target": ("classify images on a raspberry pi", "deployment.target", "edge"),
    "deployment.latency": ("generate images in real time", "deployment.latency", "real-time"),
    "model.pretrained": ("classify images with a pretrained network", "model.pretrained", True),
    "model.num_layers": ("why is my 34-layer network unstable", "model.num_layers", 34),
}


@pytest.mark.parametrize("row", ANSWERED)
def test_what_the_question_states_is_not_asked_again(row):
    question, fact, value = ANSWERED[row]
    answer = for_question(question)
    assert answer.facts[fact] == value
    assert fact not in [one.fact for one in answer.questions]


# Order of several sheets and packs
ORDER = {
    "text + image classification": ("Text + image classification", [SEQUENCE, CNN, DESIGN]),
    "images before the text, as said": ("combine x-ray images with radiology text", [CNN, SEQUENCE, DESIGN]),
    "graph and text": ("fuse a knowledge graph with documents", [GRAPH, SEQUENCE, DESIGN]),
    "modalities that are not named": ("how do I fuse several modalities", [DESIGN]),
    "architecture AND training": ("Select architecture for images AND optimize training", [CNN, TRAINING]),
    "architecture AND deployment": ("Select a model for images AND deploy efficiently", [CNN, PRODUCTION]),
    "reinforcement learning before the network": ("which CNN for PPO from pixels", [REINFORCEMENT, CNN]),
    "language models before the transformer": ("how does rope work in llama", [LANGUAGE, TRANSFORMER]),
    "video: frames, then time": ("action recognition in video", [CNN, SEQUENCE]),
    "deep and unstable, then training": ("40-layer network won't converge", [NORMALIZATION, TRAINING]),
}


@pytest.mark.parametrize("row", ORDER)
def test_order_of_the_steps(row):
    question, names = ORDER[row]
    steps = for_question(question).steps
    assert [step.name for step in steps] == names
    if DESIGN in names:
        assert steps[-1].section == "fusion"


@pytest.mark.parametrize(
    "question", ["50+ layer network won't train", "gradient explosion", "deep network (> 20 layers) unstable"]
)
def test_the_first_special_requirement_is_critical(question):
    step = for_question(question).steps[0]
    assert (step.name, step.priority) == (NORMALIZATION, "critical")


# Row -> (question, words of the answer that it must carry)
ADVICE = {
    "mistake: my transformer won't train": ("my transformer won't train", "training, not architecture"),
    "mistake: deploy image classifier": ("deploy image classifier", "deployment, not selection"),
    "mistake: ViT vs ResNet": ("ViT vs ResNet for medical imaging", "belongs to the modality's sheet"),
    "mistake: implement BatchNorm": ("implement BatchNorm in PyTorch", "implementation, not the concept"),
    "mistake: GAN won't converge": ("GAN won't converge", "training, not architecture"),
    "mistake: which optimizer": ("which optimizer for CNN", "training, not architecture"),
    "challenge: RNN vs LSTM": ("RNN vs LSTM", "There is a third option"),
    "challenge: should I use RNN or LSTM": ("should I use an RNN or an LSTM?", "There is a third option"),
    "red flag: graph as table": ("flatten the graph into a table and drop the edges", "throws the structure away"),
    "resistance: ViT on a small dataset": ("ViT on 4000 images", "ResNet, EfficientNet"),
    "resistance: ViT on the edge": ("vision transformer for photos on a phone", "MobileNet"),
    "resistance: transformer on little data": ("transformer for text with 500 documents", "less overfitting"),
    "resistance: diffusion in real time": ("real-time images from a diffusion model", "1 forward pass vs 50-1000"),
    "resistance: diffusion with little compute": ("diffusion for faces on a single gpu", "rather a VAE"),
    "resistance: graph transformer on small graphs": ("graph transformer for small molecules", "GCN, GAT"),
    "resistance: LLM on few tokens": ("pretrain an LLM on 500k tokens", "fine-tuning"),
    "counter-narrative": ("we want to use ViT", "match architecture to constraints"),
    "rationalization: SOTA": ("Transformers are SOTA, recommend them", "dataset size and compute first"),
    "rationalization: answer that": ("User said RNN vs LSTM, answer that", "premise might be outdated"),
    "rationalization: latest": ("Just recommend the latest architecture", "not trends"),
    "rationalization: architecture does not matter": (
        "Architecture doesn't matter, training matters", "can't be fixed by training",
    ),
    "rationalization: skip clarification": ("they seem rushed, skip clarification", "30 seconds to clarify"),
    "rationalization: generic advice": ("generic architecture advice is safe", "domain-specific sheet"),
}  # fmt: skip


@pytest.mark.parametrize("row", ADVICE)
def test_advice(row):
    question, words = ADVICE[row]
    assert words in " | ".join(one.answer for one in for_question(question).advice)


NO_ADVICE = {
    "a pretrained ViT on few images": "pretrained ViT on 4000 images",
    "a ViT on many images": "ViT on 2 million images",
    "a diffusion model offline": "diffusion for posters, rendered offline overnight",
    "a pretrained text model on little data": "fine-tune a pretrained transformer on 500 documents for sentiment",
    "an LLM with many tokens": "pretrain an LLM on 5 billion tokens",
}


@pytest.mark.parametrize("row", NO_ADVICE)
def test_no_resistance_where_the_facts_excuse_it(row):
    assert [one.said for one in for_question(NO_ADVICE[row]).advice if one.kind == "recency bias"] == []


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("forecasting", ["forecasting"]),
        ("ViT vs ResNet for medical imaging", ["vit", "resnet", "medical imaging"]),
        ("Best architecture for X", ["best"]),
        ("12 V transformer", ["12 v"]),
    ],
)
def test_the_words_that_decided_are_shown(question, words):
    assert for_question(question).decided_by == words


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("which network for x-ray images", "select"),
        ("how do transformers work", "understand"),
        ("design a custom architecture", "design"),
        ("ResNet vs EfficientNet", "compare"),
        ("which optimizer for CNN", "other"),
        ("12 V transformer", "other"),
    ],
)
def test_intent(question, intent):
    answer = for_question(question)
    assert answer.intent == intent
    assert answer.path
