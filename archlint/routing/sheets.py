"""The destinations: why one goes there, which section answers which words, and what to ask on the way."""

from . import Advice, Ask

CNN = "cnn-families-and-selection"
SEQUENCE = "sequence-models-comparison"
GRAPH = "graph-neural-networks-basics"
GENERATION = "generative-model-families"
ATTENTION = "attention-mechanisms-catalog"
TRANSFORMER = "transformer-architecture-deepdive"
NORMALIZATION = "normalization-techniques"
DESIGN = "architecture-design-principles"
TRAINING, CODE, PRODUCTION = "training-optimization", "pytorch-engineering", "ml-production"
REINFORCEMENT, LANGUAGE = "deep-rl", "llm-specialist"

REASONS = {
    CNN: "images: convolutional networks are the default for spatial data, also when a ViT is considered",
    SEQUENCE: "order in time or text: recurrent, convolutional, attention and state-space models compared",
    GRAPH: "the data has nodes and edges, and the edges carry information",
    GENERATION: "the goal is to create data: generative families trade quality, speed and control off very differently",
    ATTENTION: "the question is about an attention mechanism, a component",
    TRANSFORMER: "the question is about what is inside a transformer",
    NORMALIZATION: "normalization and the stability of deep networks",
    DESIGN: "design and fundamentals: the sheet to start from, and for what no other sheet covers",
    TRAINING: "how to train a network, not which: that is the training pack's",
    CODE: "how to write it, or an error message: implementation, not architecture",
    PRODUCTION: "serving, quantization and inference: deployment, not selection",
    REINFORCEMENT: "reinforcement learning first: the algorithm decides what value and policy networks must be",
    LANGUAGE: "large language models first: they are specialised transformers with considerations of their own",
}
FIRST_OF_ALL = "a deep stack that is unstable, or whose normalization is not known: fix this before anything else"

# Skill -> (section, concepts or expressions that lead there), the first that matches; the last is the default.
SECTIONS = {
    CNN: (
        ("vit-or-cnn", r" (?:vits?|vision transformers?|deit|swin|transformers?)(?= )"),
        ("medical-imaging", r" (?:medical|x rays?|xrays?|mri|ct|histolog\w*|lesions?|tumou?rs?|clinic\w*|scans?) "),
        ("edge-and-mobile", r" (?:edge|mobile|phones?|jetson|raspberry|mobilenet\w*|embedded|esp32|microcontroller) "),
        ("detection-and-segmentation", r" (?:detect\w*|segment\w*|yolo\w*|rcnn|r cnn|unet|u net|detr|mask\w*) "),
        ("small-images-and-stems", r" (?:cifar\w*|mnist|32x32|28x28|thumbnails?|stem) "),
        ("decision-table", ""),
    ),
    SEQUENCE: (
        ("rnn-or-lstm", r" (?:rnns?|elman) .*(?:lstms?|grus?) | (?:lstms?|grus?) .*(?:rnns?|lstms?|grus?) "),
        ("forecasting", r" (?:forecast\w*|time series|timeseries|demand|sales|stock|informer|patchtst|dlinear) "),
        ("state-space-and-hybrids", r" (?:mamba\w*|s4d?|s5|state space|ssm|rwkv|xlstm|hyena|retnet) "),
        ("streaming-and-devices", r" (?:streaming|real time|realtime|on device|arduino|edge|wake word) "),
        ("text", r" (?:text|tweets?|sentiment|nlp|documents?|translat\w*|named entity|bert\w*|mails?|spam|language) "),
        ("audio-sensors-events", r" (?:audio|speech|sound|sensors?|ecg|eeg|vibration|accelerometer|events?|music) "),
        ("length-bands", r" (?:long|length|longer) "),
        ("decision-table", ""),
    ),
    GRAPH: (
        ("deep-gnn-oversmoothing", r" (?:over ?smooth\w*|over ?squash\w*) "),
        ("is-it-a-graph", r" (?:drop the edges|ignor\w+ .*edges|edges ignored|flatten\w*|tabular|node features) "),
        ("graph-transformer-on-small-graphs", r" (?:graph transformers?|graphgps|graphormer) "),
        ("details-that-decide", r" (?:heterogen\w*|heterophil\w*|bipartite|relational|edge features?|r ?gcn) "),
        ("decision-table", ""),
    ),
    GENERATION: (
        ("diffusion-for-real-time", r" (?:diffusion|ddpm) .*(?:real time|realtime|fast|\d+ ?ms|interactive) "),
        ("latency-arithmetic", r" (?:real time|realtime|interactive|fps|\d+ ?ms|sampling steps?|ddim|steps) "),
        ("few-images", r" (?:few|hundred|small|rare) "),
        ("uncontrollable-generator", r" (?:controlnet|conditional|control\w*|class conditional) "),
        ("families", ""),
    ),
    ATTENTION: (
        ("attention-in-cnns", r" (?:cnns?|cbam|se|squeeze|eca|non local|resnet\w*|yolo\w*|conv\w*|channel) "),
        ("kv-cache", r" (?:kv|k v|cache|gqa|mqa|grouped query|multi query|mla) "),
        ("length-and-memory", r" (?:memory|long|quadratic|bottleneck|flash\w*|tokens) "),
        ("windows-sparse-linear", r" (?:window\w*|sparse|linear|performer|linformer|axial) "),
        ("self-cross-masks", r" (?:self|cross|mask\w*|causal) "),
        ("heads", r" (?:heads?|multi ?head\w*|mha) "),
        ("four-kinds-of-change", ""),
    ),
    TRANSFORMER: (
        ("positions", r" (?:position\w*|rope|rotary|alibi|sinusoidal|yarn) "),
        ("vision-transformer", r" (?:vits?|vision|cls|class|patch\w*|patches|beit|deit|swin|shifted) "),
        ("mixture-of-experts", r" (?:moe|experts?) "),
        ("scaling-and-tokens", r" (?:scal\w+|parameters|width|compute|wider|bigger) "),
        ("small-data-transformers", r" (?:small|few) "),
        ("block-anatomy", ""),
    ),
    NORMALIZATION: (
        ("placement", r" (?:pre|post|before|after|placement|where|preln|postln|prenorm|postnorm) "),
        ("small-batches", r" (?:batch size|small batch\w*|tiny batch\w*|per gpu|sync\w*|groupnorm|group norm) "),
        ("no-normalization", r" (?:without (?:any )?norm\w*|norm free|normali[sz]er free|no norm\w*|nfnet\w*|fixup) "),
        ("unstable-deep-network", r" (?:explod\w*|unstable|diverg\w*|nan|vanish\w*|train|deep\w*|layers?) "),
        ("decision-table", ""),
    ),
    DESIGN: (
        ("fusion", r" (?:fus\w+|multi ?modal|modalit\w+|combin\w+|concat\w*|image text|text image|branch\w*|inputs?) "),
        ("depth-and-width", r" (?:layers?|deep\w*|depth|wid\w+|neurons?|units|shallow|parameters?|filters|channels) "),
        ("deep-without-skip-connections", r" (?:skip|residuals?|shortcut\w*|highway) "),
        ("inductive-bias", r" (?:inductive|bias\w*|equivarian\w*|invarian\w*|unordered|why|custom|novel|own) "),
        ("baselines-first", r" (?:tabular|columns|baseline\w*|spreadsheet|csv|churn|price\w*) "),
        ("interpretability-mismatch", r" (?:interpretab\w*|explainab\w*) "),
        ("decision-table", ""),
    ),
}  # fmt: skip

_SIZE = Ask("data.train_size", "How large is your dataset? (small < 10k, medium 10k-1M, large > 1M)",
            "it decides between small and large models, and whether pretrained weights are needed")  # fmt: skip
_COMPUTE = Ask("constraints.compute", "What are your computational constraints? (edge device, cloud, GPU availability)",
               "it bounds the size of the model and what can be trained from scratch")  # fmt: skip
_LATENCY = Ask("deployment.latency", "What are your latency requirements? (real-time, batch, offline)",
               "it rules out slow samplers and large models")  # fmt: skip
_INTERPRETABILITY = Ask("constraints.interpretability", "Do you need interpretability? (clinical, research ...)",
                        "a decision that must be explained favours simpler models")  # fmt: skip
MODALITY = Ask("data.modality", "What type of data are you working with? (images, sequences, graphs, several)",
               "nothing can be routed before the modality is known")  # fmt: skip
PROBLEM = Ask(None, "What is the underlying problem? There might be an option Z.",
              "a choice between two may leave the better third out")  # fmt: skip
ALTERNATIVES = Ask(None, "Have you considered alternatives? What are your specific requirements?",
                   "a trend fits some constraints and not others")  # fmt: skip
NORMALIZED = Ask("model.normalization", "Are you using normalization layers, and which?",
                 "a very deep stack is unstable without")  # fmt: skip
SKIPPED = Ask("model.skip_connections", "Does the network have skip connections?",
              "beyond some twenty layers gradients need a short way back")  # fmt: skip
GENERAL = (_SIZE, _COMPUTE, _LATENCY, _INTERPRETABILITY)

# What to ask on each route, the facts that are stated left out.
ASKS = {
    CNN: (
        Ask("data.train_size", "Dataset size? (< 10k: start with proven CNNs, > 100k: consider ViT)",
            "a ViT from scratch needs far more images than a CNN"),
        Ask("deployment.target", "Deployment target? (edge: EfficientNet or MobileNet, cloud: anything)",
            "mobile devices need networks made for them"),
        Ask("task", "Task type? (classification: ResNet, EfficientNet; detection: YOLO, Faster R-CNN)",
            "each task has proven networks of its own"),
        Ask("model.pretrained", "Are there pretrained weights for it?", "with them a small data set is often enough"),
    ),
    SEQUENCE: (
        Ask("data.sequence_length", "Sequence length? (< 100: RNN, LSTM, TCN; 100-1000: Transformer; > 1000: sparse)",
            "cost grows with length, and so does what must be remembered"),
        Ask("deployment.latency", "Latency requirements? (real-time: TCN, LSTM; offline: Transformer)",
            "recurrent and convolutional models stream"),
        Ask("data.train_size", "Data volume? (small: simpler models, large: Transformers)",
            "a transformer from scratch needs much data"),
    ),
    GRAPH: (
        Ask("task", "Is it a node, edge or whole-graph task?", "the readout and the sampling follow from it"),
        Ask("data.has_edges", "Are the edges informative, or only there?", "a GNN pays only where edges say something"),
        Ask("data.nodes_per_graph", "How many graphs, and how many nodes in each?",
            "small graphs need no graph transformer, huge ones need sampling"),
    ),
    GENERATION: (
        Ask("deployment.latency", "Use case? (real-time: GAN; art, research: diffusion; fast training: VAE)",
            "one forward pass or hundreds of steps"),
        Ask("constraints.quality", "Quality or speed? (quality: diffusion, speed: GAN)", "the families trade them off"),
        Ask("constraints.control", "How much control is needed? (fine: StyleGAN, conditional models)",
            "an unconditional generator cannot be steered"),
        Ask("constraints.compute", "How much compute is there for training?", "a VAE trains fastest"),
    ),
    ATTENTION: (
        Ask(None, "Which resource runs out: memory, cache or time?", "each has its own remedy"),
        Ask("data.sequence_length", "How many tokens or positions are attended to?", "cost grows with the square"),
    ),
    TRANSFORMER: (
        Ask(None, "To understand, to customise, or to choose one?", "a choice belongs to the modality's sheet"),
    ),
    NORMALIZATION: (
        Ask("model.num_layers", "How deep is the network?", "above twenty layers stability is a matter of structure"),
        NORMALIZED,
        SKIPPED,
        Ask("training.batch_size_per_device", "What is the batch size per device?",
            "batch statistics of a few items are noise"),
    ),
    DESIGN: (
        Ask(None, "What structure does the data have (grid, order, permutation, geometry)?",
            "the inductive bias should match it"),
        MODALITY,
        _SIZE,
    ),
}  # fmt: skip

# Said or done, the wrong route, the right one, and why: the mistakes that are made most.
MISTAKES = {
    TRAINING: Advice(
        "routing mistake", "a network that will not train or converge, or an optimizer",
        "this is training, not architecture: training-optimization; only a deep stack (> 20 layers) or one without "
        "normalization goes to normalization-techniques first",
    ),
    PRODUCTION: Advice("routing mistake", "deploying a chosen model", "deployment, not selection: ml-production"),
    CODE: Advice("routing mistake", "how to implement it", "implementation, not the concept: pytorch-engineering"),
    CNN: Advice(
        "routing mistake", "ViT vs ResNet read as a question about transformers",
        "a comparative selection belongs to the modality's sheet, not to the transformer sheet",
    ),
}  # fmt: skip
GRAPH_AS_TABLE = Advice(
    "red flag", "a graph treated as a table, its edges ignored",
    "this throws the structure away: a graph network belongs beside the table model",
)  # fmt: skip
THIRD_OPTION = Advice(
    "outdated premise", "RNN or LSTM",
    "Have you considered Transformers or TCN? There is a third option: a TCN or GRU where it must stream, a "
    "(pretrained) Transformer offline, a state-space model for long sequences",
)  # fmt: skip
RATIONALIZATIONS = {
    "sota said": Advice(
        "rationalization", "Transformers are SOTA, recommend them",
        "SOTA on a benchmark is not best for your constraints: ask about dataset size and compute first",
    ),
    "answer that": Advice(
        "rationalization", "User said RNN vs LSTM, answer that",
        "the premise might be outdated. Challenge: have you considered Transformers or TCN?",
    ),
    "just latest": Advice(
        "rationalization", "Just recommend latest architecture",
        "latest is not appropriate by itself: match architecture to requirements, not trends",
    ),
    "irrelevant": Advice(
        "rationalization", "Architecture doesn't matter, training matters",
        "wrong architecture can't be fixed by training: architecture is the foundation, get it right first",
    ),
    "rush": Advice(
        "rationalization", "They seem rushed, skip clarification",
        "a wrong route wastes more time than clarification: 30 seconds to clarify saves hours of wasted effort",
    ),
    "generic advice": Advice(
        "rationalization", "Generic architecture advice is safe",
        "generic is useless for specific domains: route to the domain-specific sheet for actionable guidance",
    ),
}  # fmt: skip
NEW_IS_NOT_BETTER = Advice(
    "recency bias", "a trend without constraints",
    "new architecture is not better for your use case: match architecture to constraints",
)  # fmt: skip
