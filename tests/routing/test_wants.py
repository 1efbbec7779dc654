"""What is wanted, of what and about which thing: several wishes in one sentence, symptoms, lines of code, sizes."""

import pytest

from archlint.routing import for_question

CNN, SEQUENCE = "cnn-families-and-selection", "sequence-models-comparison"
GRAPH, GENERATION = "graph-neural-networks-basics", "generative-model-families"
ATTENTION, TRANSFORMER = "attention-mechanisms-catalog", "transformer-architecture-deepdive"
NORMALIZATION, DESIGN = "normalization-techniques", "architecture-design-principles"
TRAINING, CODE, PRODUCTION = "training-optimization", "pytorch-engineering", "ml-production"
REINFORCEMENT, LANGUAGE, CLARIFY = "deep-rl", "llm-specialist", "clarify"

# A network that is still to be chosen comes first, whatever else is wished for; the pack comes after.
ARCHITECTURE_FIRST = {
    "Select architecture AND optimize training": [DESIGN, TRAINING],
    "Select architecture AND deploy efficiently": [DESIGN, PRODUCTION],
    "optimize training and select the architecture": [DESIGN, TRAINING],
    "pick an architecture and quantize it": [DESIGN, PRODUCTION],
    "choose a model, then deploy it on a phone": [DESIGN, PRODUCTION],
    "which backbone, my U-Net overfits on 300 slices": [CNN, TRAINING],
    "my U-Net overfits on 300 slices; which backbone would be better": [CNN, TRAINING],
    "Pick a detector and quantize it to int8 for a Jetson": [CNN, PRODUCTION],
    "pick an image classifier and export it to ONNX": [CNN, PRODUCTION],
    "we need to choose a forecasting network and afterwards tune its learning rate": [SEQUENCE, TRAINING],
    "Which GNN for 2,000 molecules, and how do I keep it from overfitting?": [GRAPH, TRAINING],
    "what kind of model should I take for ECG traces, and which optimizer": [SEQUENCE, TRAINING],
    "Decide on a network for x-rays, train it and put it into production": [CNN, TRAINING, PRODUCTION],
    "find a segmentation model, tune its hyperparameters, and serve it with Triton": [CNN, TRAINING, PRODUCTION],
    "selecting a GAN for faces as well as stabilizing its training": [GENERATION, TRAINING],
    "help me settle on a speech model; it will then be converted to tflite": [SEQUENCE, PRODUCTION],
    "what network fits leaf photos, and how do I deploy it to an Android app?": [CNN, PRODUCTION],
    "I have to choose the architecture and the optimizer": [DESIGN, TRAINING],
    "model selection plus quantization for keyword spotting": [SEQUENCE, PRODUCTION],
    "Recommend a text classifier and explain how to serve it": [SEQUENCE, PRODUCTION],
    "need a network for satellite tiles, and after that I want to prune it": [CNN, PRODUCTION],
    "which architecture do I use for point clouds before I optimise the inference": [GRAPH, PRODUCTION],
    "our lstm overfits on 2 years of daily sales, is there a better architecture?": [SEQUENCE, TRAINING],
    "my resnet underfits satellite images, should I change the backbone?": [CNN, TRAINING],
    "Which architecture should I go for if my GNN overfits on 900 graphs?": [GRAPH, TRAINING],
    "looking for a model for defect photos that I can train well and deploy on an edge device": [
        CNN, TRAINING, PRODUCTION,
    ],
}  # fmt: skip

# The network is chosen already: what is left belongs to the pack alone.
PACK_ALONE = {
    "deploy my image classifier on a phone": PRODUCTION,
    "how do I quantize a ResNet-50": PRODUCTION,
    "how to choose the learning rate for a ViT": TRAINING,
    "pick a batch size for my U-Net": TRAINING,
    "my U-Net overfits on 300 slices": TRAINING,
    "select the best checkpoint and export it to onnx": PRODUCTION,
    "which loss function for segmentation and how many epochs": TRAINING,
    "choose an optimizer and a schedule for BERT": TRAINING,
    "which augmentation should I choose for x-rays": TRAINING,
    "which quantization should I pick for MobileNet": PRODUCTION,
}

# A layer, a tensor's size or a line of code is named, and how to write it is asked.
CODING = [
    "Do I need to set batch_first for nn.LSTM?",
    "do I need to call model.eval() before I extract the features of the backbone",
    "where do I concatenate the image features and the tabular features in forward?",
    "where in the forward pass do I concatenate the skip tensors of the U-Net",
    "my encoder returns (8, 512, 7, 7) and the decoder wants (8, 256, 14, 14), what do I do",
    "the output of my conv layer is [32, 64, 28, 28], how do I feed it to an LSTM",
    "x = self.conv1(x) gives a tensor of size 32x64x1x1, how do I flatten it",
    "should I set bias=False when BatchNorm2d follows the conv",
    "what does nn.Linear(512, 10) expect as input",
    "why is the output of nn.Transformer of shape (S, N, E)",
    "how do I change the last layer of torchvision's resnet18 to 5 classes",
    "how can I pass a padding mask to nn.MultiheadAttention",
    "do I have to add requires_grad=False to the frozen layers",
    "Is it necessary to use model.train() again after validation?",
    "what is the in_features of the first fully connected layer after Conv2d(3, 16, 5)",
    "how to get a tensor of shape (batch, seq, features) out of a DataFrame for an LSTM",
]
NOT_CODING = {
    "which CNN for images of 224x224": CNN,
    "U-Net for 512 x 512 slices, or something smaller?": CNN,
    "what network for sequences of 500 steps with 12 channels": SEQUENCE,
    "where should attention be placed in a CNN": ATTENTION,
    "do I need positional encodings in a transformer": TRANSFORMER,
    "do I need batch normalization in a 10-layer CNN": NORMALIZATION,
    "do I need skip connections in a small network": DESIGN,
}

# Symptoms of training, unless depth and normalization are named.
SYMPTOMS = {
    "my loss keeps rising after a few hundred iterations": TRAINING,
    "the loss is going up instead of down": TRAINING,
    "validation loss rises while training loss falls, ResNet-18": TRAINING,
    "the discriminator wins within one epoch": TRAINING,
    "discriminator gets too strong and the generator learns nothing": TRAINING,
    "D loss goes to zero in my DCGAN": TRAINING,
    "accuracy stays at 10% on CIFAR-10": TRAINING,
    "my accuracy never gets above chance": TRAINING,
    "binary classifier remains at 50% accuracy": TRAINING,
    "the network is no better than random guessing": TRAINING,
    "the GCN's accuracy is stuck around 14% on Cora": TRAINING,
    "my LSTM predicts a flat line": TRAINING,
    "my 60-layer network stops converging": NORMALIZATION,
    "34 layer plain CNN: accuracy stays at chance": NORMALIZATION,
    "loss rises in my 48-layer transformer without layer norm": NORMALIZATION,
    "training of a 100 layer MLP collapses": NORMALIZATION,
    "after I removed BatchNorm the 30-layer net does not learn anything": NORMALIZATION,
}

# Two members of one family that differ in size: the constraints decide, so they are asked for.
SIZES = {
    "resnet18 or resnet50?": CLARIFY,
    "resnet34 vs resnet101": CLARIFY,
    "EfficientNet-B0 vs EfficientNet-B4": CLARIFY,
    "yolov8n or yolov8x": CLARIFY,
    "ViT-B/16 or ViT-L/16": CLARIFY,
    "vit_small_patch16_224 vs vit_base_patch16_224": CLARIFY,
    "convnext tiny versus convnext base": CLARIFY,
    "swin-t or swin-b as backbone": CLARIFY,
    "mobilenetv3 small or large": CLARIFY,
    "is resnet152 better than resnet50": CLARIFY,
    # a constraint is stated, or the difference is to be explained
    "resnet18 or resnet34 with 1000 images": CNN,
    "yolov8n or yolov8s on a raspberry pi": CNN,
    "what is the difference between resnet50 and resnet101": CNN,
    "why is resnet101 slower than resnet50": CNN,
    # other versions and other families are a comparison of designs
    "yolov5 vs yolov8": CNN,
    "resnet50 vs efficientnet b0": CNN,
    "mobilenetv2 vs mobilenetv3": CNN,
}


@pytest.mark.parametrize("question", ARCHITECTURE_FIRST)
def test_the_architecture_comes_first_and_the_pack_after(question):
    answer = for_question(question)
    assert [step.name for step in answer.steps] == ARCHITECTURE_FIRST[question]
    assert answer.first == ARCHITECTURE_FIRST[question][0]


FIRST = {**PACK_ALONE, **dict.fromkeys(CODING, CODE), **NOT_CODING, **SYMPTOMS, **SIZES}


@pytest.mark.parametrize("question", FIRST)
def test_first_destination(question):
    answer = for_question(question)
    assert answer.first == FIRST[question], answer.decided_by


@pytest.mark.parametrize("question", [one for one, first in SIZES.items() if first == CLARIFY])
def test_sizes_of_one_family_ask_for_the_constraints(question):
    answer = for_question(question)
    assert {"data.train_size", "constraints.compute", "deployment.latency"} <= {one.fact for one in answer.questions}
    assert answer.steps[0].name == CNN
