"""The lexicon: which concept a word of a key stands for, in the languages that people write keys in.

Words are lower-case and singular; words that are written apart as well stand here as one (``batchnorm``).  A word that
stands in no concept changes the meaning of its key, and a phrase that holds one is not placed unless a pattern allows
it: so a new spelling is one word in one line here.
"""


def word_set(names):
    """Return the words of a text as a set."""
    return frozenset(names.split())


_CONCEPTS = {
    # How many, and of which part of the data
    "count": "n num nb nr noof number count cnt total tot amount qty quantity numof anzahl anz zahl nombre numero "
    "totale gesamt howmany",
    "size": "size taille groesse",
    "train": "train training trn fit fitting fitted learn learning labelled labeled annotated trainset trainval "
    "traindata trainingset lernen apprentissage entrainement entrenamiento treino addestramento "
    "finetuning finetune tuning",
    "eval": "val valid validation dev test testing holdout heldout eval evaluation evaluate pruefung testset valset "
    "unseen query gallery calibration evaluated unlabeled unlabelled",
    "split": "split partition subset count partitioning fold total",
    "data": "data dataset datamodule corpus corpora cohort collection daten datensatz donnees datos dados dati "
    "trainset traindata trainingdata",
    "name": "name title id identifier",
    # The model and its parts
    "model": "topology engine solver nnet mdl neuralnetwork neuralnet model net network arch architecture nn modell "
    "modele modelo netz netzwerk reseau rede red learner "
    "classifier clf predictor estimator regressor policy detector segmenter segmentor recognizer recogniser vision "
    "perception lm llm brain student forecaster agent mlmodel lernmodell neuralnet",
    "part": "backbone encoder trunk extractor stem body enc feature tower branch core",
    "decoder": "decoder dec",
    "generator": "generator generative gen denoiser synthesizer synthesiser",
    "head": "projector projection critic discriminator disc neck probe adapter embedder postnet prenet aux auxiliary "
    "value fc readout bottleneck tokenizer vocoder teacher loss",
    "kind": "type kind family variant style form what blueprint bauart genre typ tipo flavor flavour design op cell "
    "conv algo algorithm method approach base class cls zelle",
    "layer": "convlayer convolution layer depth block blk lyr couche schicht lage capa camada tiefe profondeur level "
    "round stack resblock",
    "hidden": "hidden deep conv convolution convolutional transformer attention attn self recurrent rnn lstm gru mp "
    "gnn gcn residual encoding unet dit vit resnet weight stacked policy actor net network encoder "
    "backbone model total "
    "messagepassing message passing",
    "norm": "norm normalization normalisation normlayer normtype normalisierung normalizer",
    "batchnorm": "batchnorm bn batchnormalization batchnormalisation",
    "layernorm": "layernorm ln layernormalization layernormalisation",
    "groupnorm": "groupnorm", "weightnorm": "weightnorm", "instancenorm": "instancenorm", "rmsnorm": "rmsnorm",
    "skip": "bypass skip residual resid shortcut skipconnection",
    "connection": "connection link path connect",
    # Where training starts from
    "pretrained": "pretrained pretrain pretraining vortrainiert preentraine preentrenado preaddestrato untrained",
    "weights": "weight checkpoint ckpt gewicht",
    "start": "continued initialised initialisiert seeded bootstrap donor init initial initialize initialise "
    "initialization initialisation start from load resume restore warm "
    "warmstart reuse continue initialized starting begin geladen hub loaded imagenet coco laion in21k in1k in22k "
    "foundation",
    "scratch": "scratch fromscratch",
    "tuned": "finetune finetuned finetuning transfer transferlearning lora qlora peft adapter freeze frozen unfreeze",
    "teacher": "teacher distill distil distillation kd distilled",
    "selfsupervised": "ssl selfsupervised selfsupervision mae simclr dino byol moco",
    # Sampling of a generator
    "sampling": "nfe sampling sampler sample inference reverse denoise denoising generation ddim infer",
    "step": "step iteration timestep",
    # Lengths
    "sequence": "input entree eingabe entrada seq sequence context ctx lookback history window bptt segment "
    "fenster fenetre",
    "length": "len length long laenge longueur",
    "reach": "maxlen maxlength seqlen maxseqlen seqlength blocksize contextlength contextwindow maxseqlength ctx "
    "ctxlen contextlen winlen windowlength lookback lookbackstep lookbackwindow windowsize bptt windowlen windowstep "
    "windowsample sequencelength nctx maxtoken",
    "per": "per each avg average mean typical durchschnitt moyen median",
    "maximum": "max maximum largest biggest most",
    "node": "node atom vertex residue bus roi joint knoten noeud heavyatom",
    "edge": "edge bond adjacency adj edgeindex edgelist kante arete topology connectivity edgeinformation",
    "structure": "lappe laplacianpe rwse rwpe lap laplacian structuralencoding pe positionalencoding graphencoding "
    "structuralencode randomwalkpe posenc",
    "mpnn": "mpnn messagepassing localmpnn",
    # Deployment and constraints
    "place": "deploy deployment deployed accelerator hw serve served serving ship shipped host "
    "hosted destination production prod delivery ausfuehrung einsatz run where place target "
    "platform environment device hardware chip board mcu soc "
    "computer phone gadget runtime goe edgedevice live machine plattform geraet zielgeraet appareil plateforme",
    "preposition": "on at to in from it where",
    "latency": "reply delay lag inferencelatency roundtrip latency deadline respond response p99 p95 p90 p50 slo sla "
    "reaction turnaround latenz latence rt "
    "responsetime inferencetime",
    "budget": "budget limit max maximum target goal required requirement allowed within under cap wanted need needed",
    "ms": "ms msec millis millisecond",
    "second": "s sec second",
    "fps": "fps framerate",
    "rate": "hz frequency",
    "realtime": "realtime live streaming online",
    "measured": "measured profiled benchmarked observed actual current",
    "interpret": "explainability interpretability explainable interpretable explanation interpretation explain "
    "interpret xai erklaerbarkeit explicabilite",
    "compute": "compute budget resource computing rechenleistung computebudget",
    # Classes, sides, patches, heads
    "class": "class label category categorie klasse species",
    "output": "output out logit numoutput",
    "imagesize": "imagesize imgsize imagesz imgsz inputsize px resolution pixel resize imageside inputside crop "
    "cropsize inputresolution imageresolution aufloesung side",
    "patch": "patch patchsize patchside tokenpx patchpx",
    "width": "width dmodel hiddensize embeddim hiddendim nembd modeldim embeddingdim embdim encoderdim dmodel embd "
    "attentiondim hidden embed embedding",
    "attentionhead": "head nhead numhead attentionhead nhead attnhead tete kopf",
    "task": "task problem goal objective aufgabe tache purpose tasktype",
    "modality": "modality modalitaet modalite",
    # What belongs to the machinery of training, and makes a number no size and no depth
    "machinery": "lr lrate learningrate epoch ep optimizer optim optimiser opt momentum wd weightdecay scheduler "
    "warmup batch bs bsz batchsize minibatch dropout loss criterion seed clip beta ema augmentation "
    "aug mixup gamma patience "
    "accumulate accum grad gradient amp fp16 bf16 worker numworker adam adamw sgd lernrate stapel epoche epoque lot "
    "maxep nepoch numepoch lrhead lrmain",
}  # fmt: skip

# (unit, what the data are where the noun says it) -> the nouns.
_UNITS = {
    ("images", "image"): "orthophoto mosaic slice shot screenshot portrait face panorama keyframe angiogram echogram "
    "mammography biopsy smear swab specimen render rendering poster illustration selfie scene capture image img "
    "picture pic photo photograph scan slide radiograph xray tile still micrograph "
    "mammogram mri ct thumbnail snapshot sketch bild bilder fotos foto imagen imagenes imagem immagine aufnahme "
    "aufnahmen chip thermogram drawing painting plate crop frame",
    ("documents", "text"): "chat dialogue dialog conversation caption poem lyric book chapter paper patent verdict law "
    "recipe complaint transcript query story memo essay headline posting document doc text review article tweet "
    "ticket letter message email page post paragraph "
    "headline abstract report judgment contract dokument dokumente texte",
    ("samples", "text"): "sentence satz saetze phrase frase sentencepair utterancepair",
    ("tokens", "text"): "token tok subword",
    ("clips", "audio"): "waveform podcast utterance track speech clip recording utterance sound song",
    ("clips", "video"): "video",
    (
        "hours",
        "audio",
    ): "hour heure stunde hora speechhour hoursofspeech hoursofaudio hoursrecorded audiohour hoursspeech",
    (
        "graphs",
        "graph",
    ): "ligand drug peptide polymer alloy reaction subgraph circuit mesh material graph molecule mol "
    "compound protein crystal connectome",
    (
        "rows",
        "tabular",
    ): "customer loan transaction account claim household applicant order invoice application row zeile "
    "zeilen ligne fila record",
    (
        "samples",
        None,
    ): "trace curve cycle heartbeat rollout sweep timeserie recordset sample example instance item pair "
    "sequence window segment trajectory episode demo "
    "demonstration trial observation shape cloud volume series session transition region event spectrum spectrogram "
    "snippet excerpt subject fenster fenetre signal beat reading object cutout patient stichprobe ejemplo exemple",
    ("time-steps", "time-series"): "timestep timepoint",
    ("points", None): "point",
}
# Nouns that count other things as well: what one step draws, cuts or is given.
VAGUE = word_set("sample item window segment point record region crop frame series sequence chip row token text")

# Words that add nothing to a key.
FILLERS = word_set(
    "the a an of and for my our this own use using used with by is do de la le les der die das el los i all cfg "
    "config conf param params parameter hparam hparams hp hyperparameter hyperparameters hyperparam hyperparams "
    "args kwargs opts options settings hyper only plain main custom default approx about whole full available"
)
# Qualities of what is counted, which leave it what it is.
QUALITIES = word_set(
    "unique distinct clean real good medical chest natural colour color rgb gray grayscale short long local "
    "source original different speech audio text image molecular street aerial input data real synthetic"
)

CONCEPTS: dict = {}
for _concept, _words in _CONCEPTS.items():
    for _word in _words.split():
        CONCEPTS[_word] = CONCEPTS.get(_word, frozenset()) | {_concept}
UNITS: dict = {}
for (_unit, _modality), _words in _UNITS.items():
    for _word in _words.split():
        UNITS[_word] = (_unit, _modality)
        CONCEPTS[_word] = CONCEPTS.get(_word, frozenset()) | {"unit"}
