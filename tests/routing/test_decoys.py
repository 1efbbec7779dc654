"""Words that look like a route and are none, and readings where the source leaves two."""

import pytest

from archlint.routing import for_question

CNN, SEQUENCE = "cnn-families-and-selection", "sequence-models-comparison"
GRAPH, GENERATION = "graph-neural-networks-basics", "generative-model-families"
ATTENTION, TRANSFORMER = "attention-mechanisms-catalog", "transformer-architecture-deepdive"
NORMALIZATION, DESIGN = "normalization-techniques", "architecture-design-principles"
TRAINING, CODE, PRODUCTION = "training-optimization", "pytorch-engineering", "ml-production"

DECOYS = [
    ("a 12 V transformer for my model railway", "out-of-scope"),
    ("transformer 230 V to 24 V for a doorbell", "out-of-scope"),
    ("monolith or microservices", "out-of-scope"),
    ("hexagonal architecture for a web shop", "out-of-scope"),
    ("what should I pay attention to when choosing an image classifier", CNN),
    ("thanks for your attention: which network for ECG?", SEQUENCE),
    ("ValueError: embed_dim must be divisible by num_heads in nn.MultiheadAttention", CODE),
    ("RuntimeError: mat1 and mat2 shapes cannot be multiplied, batchnorm layer", CODE),
    ("custom architecture works on PPO", "deep-rl"),
    ("best practice for custom architectures", DESIGN),
    ("graph attention network on citations", GRAPH),
    ("normalizing flow for density estimation", GENERATION),
    ("faster r-cnn heads for small objects", CNN),
    ("temporal fusion transformer for demand", SEQUENCE),
    ("deep learning model does not converge", TRAINING),
    ("exploding memory of attention at 16k tokens", ATTENTION),
    ("does my graph neural net need a social network?", GRAPH),
]
READINGS = [
    ("ViT vs ResNet", CNN, "an explicit row beats the latest trend"),
    ("GAN vs diffusion", GENERATION, "an explicit row beats the latest trend"),
    ("why is ViT worse than ResNet on my data", CNN, "why is X worse routes"),
    ("difference between GRU and LSTM", SEQUENCE, "a difference routes"),
    ("which should I use, GRU or LSTM", "clarify", "which should I use asks"),
    ("should I use BatchNorm or LayerNorm", "clarify", "should I use X or Y asks"),
    ("should I use attention in my CNN", ATTENTION, "one candidate is no choice between two"),
    ("exploding gradients", NORMALIZATION, "exploding gradients are normalization"),
    ("very deep network is unstable", NORMALIZATION, "very deep with instability is normalization"),
    ("a 12-layer transformer does not converge", TRAINING, "not deep: training"),
    ("my model does not converge", TRAINING, "a bare one is training"),
    ("what are q, k and v", ATTENTION, "q/k/v are attention"),
    ("how many heads for dim 512", ATTENTION, "heads are attention"),
    ("what is the cls token for", TRANSFORMER, "the class token is transformer"),
    ("rope or learned positions", TRANSFORMER, "positions are transformer"),
    ("LayerNorm before or after attention", NORMALIZATION, "placement of LayerNorm is normalization"),
    ("how many layers for an LSTM", DESIGN, "how many layers is design"),
    ("deploy a PPO policy", "deep-rl", "reinforcement learning comes first over everything"),
    ("quantize llama", "llm-specialist", "language models come first over everything"),
    ("GCN vs GAT", GRAPH, "a comparison within one modality"),
    ("random forest or xgboost", "out-of-scope", "classical models"),
    ("xgboost or an MLP for tabular data", DESIGN, "a network is considered too"),
    ("does pytorch support sparse convolutions", "out-of-scope", "a library's capabilities"),
]
TYPING_ERRORS = [
    ("recurent or convolutional nework for time seires", SEQUENCE),
    ("transfomer atention explaned", ATTENTION),
    ("semantic segmentaion of images", CNN),
    ("reinforcment learning agent network", "deep-rl"),
    ("batchnrom vs layernorm", NORMALIZATION),
    ("genrate images of cats", GENERATION),
]


@pytest.mark.parametrize(("question", "first"), DECOYS)
def test_decoys(question, first):
    answer = for_question(question)
    assert answer.first == first, answer.decided_by


@pytest.mark.parametrize(("question", "first", "rule"), READINGS)
def test_readings_where_the_source_is_ambiguous(question, first, rule):
    answer = for_question(question)
    assert answer.first == first, (rule, answer.decided_by)


@pytest.mark.parametrize(("question", "first"), TYPING_ERRORS)
def test_typing_errors(question, first):
    assert for_question(question).first == first


@pytest.mark.parametrize("word", ["content", "transformed", "imagine", "stranger", "convention", "formal"])
def test_words_of_the_language_are_not_corrected(word):
    from archlint.routing.reading import normalized

    assert normalized(word) == f" {word} "


@pytest.mark.parametrize(
    "text",
    ["", "   ", "?!",
     "\x00\x1b[31m", "a" * 100_000, "or " * 30_000, "\ud800 image", "1e999 layers", "9" * 5_000 + " images",
     "vs " * 2_000, "\u2026 \u2014 \u2019", "ViT" * 3_000],
    ids=lambda text: repr(text[:12]),
)  # fmt: skip
def test_hostile_questions_end_in_an_answer(text):
    answer = for_question(text)
    assert answer.first
    assert answer.input == text


def test_the_same_question_gives_the_same_answer():
    first, second = (for_question("why GAT and not GCN for a heterogeneous graph") for _ in range(2))
    assert (first.first, first.decided_by, first.path) == (second.first, second.decided_by, second.path)


def test_known_facts_answer_the_questions():
    known = {"data.train_size": 6000, "deployment.target": "edge", "data.modality": "image"}
    answer = for_question("which network should I take", known)
    assert answer.first == CNN
    assert {"data.train_size", "deployment.target"} & {one.fact for one in answer.questions} == set()
    assert answer.facts["data.train_size"] == 6000
