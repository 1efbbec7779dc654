"""The source document's router word for word: every symptom, example, table row and checklist line, as a question.

An id names the row.  Three rows of the source are no sentence that anybody writes and are asked as one in
``test_source_rows.py``: the red flag of a generic problem, and two of the workflow's lines.
"""

import pytest

from archlint.routing import for_question

CNN, SEQUENCE = "cnn-families-and-selection", "sequence-models-comparison"
GRAPH, GENERATION = "graph-neural-networks-basics", "generative-model-families"
ATTENTION, TRANSFORMER = "attention-mechanisms-catalog", "transformer-architecture-deepdive"
NORMALIZATION, DESIGN = "normalization-techniques", "architecture-design-principles"
TRAINING, CODE, PRODUCTION = "training-optimization", "pytorch-engineering", "ml-production"
REINFORCEMENT, LANGUAGE, CLARIFY = "deep-rl", "llm-specialist", "clarify"

WORDS = {
    "when to use": {
        "Selecting an architecture for a new problem": CLARIFY,
        "Comparing architecture families (CNN vs Transformer, RNN vs Transformer, etc.)": DESIGN,
        "Designing custom network topology": DESIGN,
        "Troubleshooting architectural instability (deep networks, gradient issues)": NORMALIZATION,
        "Understanding when to use specialized architectures (GNNs, generative models)": GRAPH,
    },
    "do not use for": {
        "Training/optimization issues": TRAINING,
        "PyTorch implementation details": CODE,
        "Production deployment": PRODUCTION,
    },
    "step 1": {
        "Images (photos, medical scans, etc.)": CNN,
        "Sequences (time series, text, audio)": SEQUENCE,
        "Graphs (social networks, molecules)": GRAPH,
        "Generation task (create images, text)": GENERATION,
        "Multiple modalities (text + images)": DESIGN,
        "Unclear / Generic": DESIGN,
    },
    "step 2": {
        "Deep network (> 20 layers) unstable": NORMALIZATION,
        "Need attention mechanisms": ATTENTION,
        "Custom architecture design": DESIGN,
        "Transformer-specific question": TRANSFORMER,
    },
    "images, symptom": dict.fromkeys(
        ("classify images", "object detection", "semantic segmentation", "medical imaging", "computer vision"), CNN
    ),
    "images, when": {
        "ANY vision task": CNN,
        "Even if considering Transformers, check CNN families first": CNN,
    },
    "sequences, symptom": dict.fromkeys(
        (
            "time series",
            "forecasting",
            "natural language",
            "NLP",
            "sequential data",
            "temporal patterns",
            "RNN vs LSTM vs Transformer",
        ),
        SEQUENCE,
    ),
    "sequences, when": dict.fromkeys(("ANY sequential data", "RNN vs LSTM", "Time-dependent patterns"), SEQUENCE),
    "graphs, symptom": dict.fromkeys(
        (
            "social network",
            "molecular structure",
            "knowledge graph",
            "graph data",
            "node classification",
            "link prediction",
            "graph embeddings",
        ),
        GRAPH,
    ),
    "graphs, when": dict.fromkeys(
        (
            "Data has explicit graph structure (nodes + edges)",
            "Relational information is important",
            "Network topology matters",
        ),
        GRAPH,
    ),
    "graphs, red flag": {
        "If treating graph as tabular data (extracting features and ignoring edges)": GRAPH,
    },
    "generation, symptom": dict.fromkeys(
        (
            "generate images",
            "synthesize data",
            "GAN vs VAE vs Diffusion",
            "image-to-image translation",
            "style transfer",
            "generative modeling",
        ),
        GENERATION,
    ),
    "generation, when": dict.fromkeys(
        (
            "Goal is to CREATE data, not classify/predict",
            "Need to sample from distribution",
            "Data augmentation through generation",
        ),
        GENERATION,
    ),
    "attention, symptom": dict.fromkeys(
        (
            "when to use attention",
            "self-attention vs cross-attention",
            "attention in CNNs",
            "attention bottleneck",
            "multi-head attention",
        ),
        ATTENTION,
    ),
    "attention, when": dict.fromkeys(
        (
            "Designing custom architecture that might benefit from attention",
            "Understanding where attention helps vs hinders",
            "Comparing attention variants",
        ),
        ATTENTION,
    ),
    "attention, not for": {"General Transformer questions": TRANSFORMER},
    "transformer, symptom": dict.fromkeys(
        (
            "how do transformers work",
            "Vision Transformer (ViT)",
            "BERT architecture",
            "positional encoding",
            "transformer blocks",
            "scaling transformers",
        ),
        TRANSFORMER,
    ),
    "transformer, when": dict.fromkeys(
        (
            "Implementing/customizing transformers",
            "Understanding transformer internals",
            "Debugging transformer-specific issues",
        ),
        TRANSFORMER,
    ),
    "transformer, cross-reference": {"For sequence models generally": SEQUENCE, "For LLMs specifically": LANGUAGE},
    "normalization, symptom": dict.fromkeys(
        (
            "gradient explosion",
            "training instability in deep network",
            "BatchNorm vs LayerNorm",
            "normalization layers",
            "50+ layer network won't train",
        ),
        NORMALIZATION,
    ),
    "normalization, when": dict.fromkeys(
        (
            "Deep networks (> 20 layers) with training instability",
            "Choosing between normalization methods",
            "Architectural stability issues",
        ),
        NORMALIZATION,
    ),
    "design, symptom": dict.fromkeys(
        (
            "how to design architecture",
            "architecture best practices",
            "when to use skip connections",
            "how deep should network be",
            "custom architecture for [novel task]",
            "Unclear problem modality",
        ),
        DESIGN,
    ),
    "design, when": dict.fromkeys(
        (
            "Designing custom architectures",
            "Novel problems without established architecture",
            "Understanding WHY architectures work",
            "User is unsure what modality/problem type they have",
        ),
        DESIGN,
    ),
    "several concerns": {
        "Text + image classification": SEQUENCE,
        "Select architecture AND optimize training": DESIGN,
        "Select architecture AND deploy efficiently": DESIGN,
    },
    "mistake": {
        "My transformer won't train": TRAINING,
        "Deploy image classifier": PRODUCTION,
        "ViT vs ResNet for medical imaging": CNN,
        "Implement BatchNorm in PyTorch": CODE,
        "GAN won't converge": TRAINING,
        "Which optimizer for CNN": TRAINING,
    },
    "red flag": dict.fromkeys(
        (
            "Best architecture for X",
            "Latest trend mentioned (ViT, Diffusion)",
            "Should I use X or Y",
            "Very deep network (> 50 layers)",
        ),
        CLARIFY,
    ),
    "tree, goal": {
        "SELECT architecture for task": CLARIFY,
        "UNDERSTAND specific architecture": DESIGN,
        "DESIGN custom architecture": DESIGN,
        "COMPARE architectures": DESIGN,
    },
    "tree, select": {
        "select: Images": CNN,
        "select: Sequences": SEQUENCE,
        "select: Graphs": GRAPH,
        "select: Generation": GENERATION,
        "select: Unknown/Multiple": DESIGN,
        "Deep network (>20 layers) unstable": NORMALIZATION,
        "Need attention mechanism": ATTENTION,
    },
    "tree, understand": {
        "understand Transformers": TRANSFORMER,
        "understand Attention": ATTENTION,
        "understand Normalization": NORMALIZATION,
        "understand General principles": DESIGN,
    },
    "tree, compare": {
        "CNNs (ResNet vs EfficientNet)": CNN,
        "Sequence models (RNN vs Transformer)": SEQUENCE,
        "Generative (GAN vs Diffusion)": GENERATION,
        "General comparison": DESIGN,
    },
    "workflow 2": {
        "Route based on modality: Images": CNN,
        "Route based on modality: Sequences": SEQUENCE,
        "Route based on modality: Graphs": GRAPH,
        "Route based on modality: Generation": GENERATION,
        "Route based on modality: Custom/Unclear": DESIGN,
    },
    "workflow 3": {"Deep network unstable?": NORMALIZATION},
    "workflow 5": {
        "Architecture chosen, now training": TRAINING,
        "Architecture chosen, now deployment": PRODUCTION,
    },
    "rationalization": {
        "Transformers are SOTA, recommend them": CLARIFY,
        "User said RNN vs LSTM, answer that": SEQUENCE,
        "Just recommend latest architecture": CLARIFY,
        "Architecture doesn't matter, training matters": DESIGN,
        "They seem rushed, skip clarification": CLARIFY,
        "Generic architecture advice is safe": CLARIFY,
    },
    "after selection": {
        "Training the architecture": TRAINING,
        "Optimizer selection": TRAINING,
        "Learning rate schedules": TRAINING,
        "Debugging training issues": TRAINING,
        "Implementing in PyTorch": CODE,
        "Module design patterns": CODE,
        "PyTorch performance optimization": CODE,
        "Custom components in PyTorch": CODE,
        "Deploying to production": PRODUCTION,
        "Model serving": PRODUCTION,
        "Quantization": PRODUCTION,
        "Inference optimization": PRODUCTION,
    },
    "before selection": {
        "Reinforcement learning": REINFORCEMENT,
        "RL algorithms dictate architecture requirements": REINFORCEMENT,
        "Value networks vs policy networks have different needs": REINFORCEMENT,
        "Large language models": LANGUAGE,
        "LLM architectures are specialized transformers": LANGUAGE,
    },
    "list of skills": {
        "Custom design, architectural best practices, skip connections, network depth fundamentals": DESIGN,
        "Self-attention, cross-attention, multi-head attention, attention in CNNs, attention variants": ATTENTION,
        "ResNet, EfficientNet, MobileNet, YOLO, computer vision architecture selection": CNN,
        "GANs, VAEs, Diffusion models, image generation, style transfer, generative modeling trade-offs": GENERATION,
        "GCN, GAT, node classification, link prediction, graph embeddings, molecular structures": GRAPH,
        "BatchNorm, LayerNorm, GroupNorm, training stability for deep networks (>20 layers)": NORMALIZATION,
        "RNN, LSTM, Transformer, TCN comparison, time series, NLP, sequential data": SEQUENCE,
        "Transformer internals, ViT, BERT, positional encoding, scaling transformers": TRANSFORMER,
    },
}

CASES = [(row, text, first) for row, cases in WORDS.items() for text, first in cases.items()]


@pytest.mark.parametrize(("row", "text", "first"), CASES, ids=[f"{row}: {text}" for row, text, _ in CASES])
def test_first_destination_of_the_words_of_a_row(row, text, first):
    answer = for_question(text)
    assert answer.first == first, answer.decided_by


# Rows that name several destinations, in their order.
STEPS = {
    "Multiple modalities (text + images)": [DESIGN, SEQUENCE, CNN],
    "Text + image classification": [SEQUENCE, CNN, DESIGN],
    "Select architecture AND optimize training": [DESIGN, TRAINING],
    "Select architecture AND deploy efficiently": [DESIGN, PRODUCTION],
    "Architecture is downstream of algorithm choice in RL and LLMs": [LANGUAGE, REINFORCEMENT],
}


@pytest.mark.parametrize("text", STEPS)
def test_steps_of_the_words_of_a_row(text):
    assert [step.name for step in for_question(text).steps] == STEPS[text]


# Workflow, step 1, and step 3 of the routing logic: what is asked before anything is recommended.
CHECKLIST = {
    "What data modality? (images, sequences, graphs, etc.)": "data.modality",
    "Dataset size?": "data.train_size",
    "Computational constraints?": "constraints.compute",
    "Latency requirements?": "deployment.latency",
    "Interpretability needs?": "constraints.interpretability",
}


@pytest.mark.parametrize("line", CHECKLIST)
def test_checklist_of_the_first_step(line):
    assert CHECKLIST[line] in [one.fact for one in for_question("help me choose a network").questions]


# Clarifying questions of a route -> the fact that each asks for, and a sentence that answers it.
CLARIFYING = {
    "images: Dataset size?": ("classify photos", "data.train_size", "classify 8,000 photos"),
    "images: Deployment target?": ("classify photos", "deployment.target", "classify photos on a phone"),
    "images: Task type?": ("a CNN for my photos", "task", "detect cars in my photos"),
    "sequences: Sequence length?": ("forecasting", "data.sequence_length", "forecasting from 96 time steps"),
    "sequences: Latency requirements?": ("forecasting", "deployment.latency", "forecasting in real time"),
    "sequences: Data volume?": ("forecasting", "data.train_size", "forecasting with 20k samples"),
    "generation: Use case?": ("generate faces", "deployment.latency", "generate faces in real time"),
    "generation: Quality vs speed?": ("generate faces", "constraints.quality", "high quality faces"),
    "generation: Controllability?": ("generate faces", "constraints.control", "generate faces with fine control"),
    "deep: normalization layers?": (
        "a network of 60 layers", "model.normalization", "60 layers with batchnorm, unstable",
    ),
    "deep: skip connections?": (
        "a network of 60 layers", "model.skip_connections", "60 layers without skip connections, unstable",
    ),
}  # fmt: skip


@pytest.mark.parametrize("row", CLARIFYING)
def test_clarifying_question_is_asked_until_it_is_answered(row):
    question, fact, answered = CLARIFYING[row]
    assert fact in [one.fact for one in for_question(question).questions]
    assert fact not in [one.fact for one in for_question(answered).questions]
