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
    "count": "seen visited counted taken photographed scanned imaged recorded collected gathered digitised digitized "
    "tagged filmed sampled shot "
    "harvested curated collated crawled scraped aufgenommen n num nb nr noof number count cnt total tot amount qty "
    "quantity numof anzahl anz zahl nombre numero "
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
    "kind": "technique type kind family variant style form what blueprint bauart genre typ tipo flavor flavour "
    "design "
    "op cell "
    "conv algo algorithm method approach base class cls zelle",
    "layer": "convlayer convolution layer depth block blk lyr couche schicht lage capa camada tiefe profondeur level "
    "round stack resblock",
    "hidden": "hidden deep conv convolution convolutional transformer attention attn self recurrent rnn lstm gru mp "
    "gnn gcn residual encoding unet dit vit resnet weight stacked policy actor net network encoder "
    "backbone model total "
    "messagepassing message passing",
    "convlayer": "conv convolution convlayer convblock convolutional faltung",
    "norm": "norm normaliser normalization normalisation normlayer normtype normalisierung normalizer",
    "batchnorm": "batchnorm bn batchnormalization batchnormalisation",
    "layernorm": "layernorm ln layernormalization layernormalisation",
    "groupnorm": "groupnorm", "weightnorm": "weightnorm", "instancenorm": "instancenorm", "rmsnorm": "rmsnorm",
    "skip": "bypass skip residual resid shortcut skipconnection",
    "connection": "connection link path connect",
    # Where training starts from
    "pretrained": "pretrained pretrain pretraining vortrainiert preentraine preentrenado preaddestrato untrained",
    "weights": "weight checkpoint ckpt gewicht",
    "start": "headstart restart origin inherit inherited continued initialised initialisiert seeded bootstrap donor "
    "init initial initialize initialise "
    "initialization initialisation start from load resume restore warm "
    "warmstart reuse continue initialized starting begin geladen hub loaded imagenet coco laion in21k in1k in22k "
    "foundation",
    "scratch": "scratch fromscratch fromzero coldstart zerostart blankstart",
    "tuned": "finetune finetuned finetuning transferlearning lora qlora peft adapter freeze frozen unfreeze",
    "teacher": "teacher distill distil distillation kd distilled",
    "selfsupervised": "ssl selfsupervised selfsupervision mae simclr dino byol moco",
    # Sampling of a generator
    "sampling": "samplestep nfe sampling sampler sample inference reverse denoise denoising generation ddim infer",
    "step": "samplestep pass evaluation_pass step iteration timestep",
    # Lengths
    "sequence": "input entree eingabe entrada seq sequence context ctx lookback history window bptt segment "
    "fenster fenetre",
    "length": "len length long laenge longueur",
    "word": "word wort mot palabra char character letter syllable",
    "position": "position sourceposition",
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
    "latency": "react answer answertime replytime responsetime reaction reactiontime reply delay lag "
    "inferencelatency roundtrip latency deadline respond response p99 p95 p90 p50 slo sla "
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
    "maxep nepoch numepoch lrhead lrmain epoca tasa taux minibatch microbatch radam lamb adagrad rmsprop lion "
    "adafactor nesterov beta1 beta2 epsilon eps plateau cosine annealing",
    # What is counted as well, and is no data: parts of machines, of programs and of networks, and times
    "other": "database hostname basename tree estimator expert bucket bin channel channels filter anchor component "
    "cluster env environment update tick neuron code codebook dimension feature features column col field variable "
    "var "
    "candidate proposal detection box keypoint landmark beam bit byte voxel degree octave mel coefficient fft hop "
    "tap "
    "knot constraint thread process core host replica day week month year minute merge operation vocab vocabulary "
    "lead electrode sensor axis level radius threshold tolerance penalty cost price port retry attempt request "
    "connection cache buffer memory disk ram vram watt dollar euro gpu cpu tpu device degree term mode basis basi "
    "speaker participant station camera language gene well stain site hospital center centre clinic city country "
    "scanner machine symbol ticker store shop volunteer annotator author rater reader head tail patience target "
    "queries prompt shot negative positive pair_negative power volt cutoff spacing stride kernel groups bias "
    "iter iters loop pass passe phase stage wave run trial fold rep repetition restart generation individual "
    "particle "
    "walker chain draw burnin lag order harmonic season basepair base prime ffn ff mlp intermediate expansion mult "
    "scale scale_factor rank alpha sigma noise beta_schedule log save print show plot",
}  # fmt: skip

# (unit, what the data are where the noun says it) -> the nouns.
_UNITS = {
    (
        "images",
        "image",
    ): "bitewing panoramic fundus sonogram ultrasound dermoscopy histology sheet stamp meme sprite icon "
    "texture pattern wallpaper postcard roentgen roentgenbild radiographie radiografia lamina cliche vignette tuile "
    "jpg jpeg png fotografie fotografia imagerie selfportrait logo smile macro hologram orthophoto mosaic slice shot "
    "screenshot portrait face panorama keyframe angiogram echogram "
    "mammography biopsy smear swab specimen render rendering poster illustration selfie scene capture image img "
    "picture pic photo photograph scan slide radiograph xray tile still micrograph "
    "mammogram mri ct thumbnail snapshot sketch bild bilder fotos foto imagen imagenes imagem immagine aufnahme "
    "aufnahmen chip thermogram drawing painting plate crop frame",
    (
        "documents",
        "text",
    ): "sonnet haiku proverb memo invoice receipt protocol protokoll subtitle joke fable psalm sermon "
    "answer question faq issue bug bugreport filing motion claim deposition note summary narrative blog thread "
    "comment "
    "plea brief obituary menu resume cv post chat dialogue dialog conversation caption poem lyric book chapter paper "
    "patent verdict law "
    "recipe complaint transcript query story memo essay headline posting document doc text review article tweet "
    "ticket letter message email page post paragraph "
    "headline abstract report judgment contract dokument dokumente texte",
    ("samples", "text"): "line zeile ligne sentence satz saetze phrase frase sentencepair utterancepair",
    ("tokens", "text"): "token tok subword",
    (
        "clips",
        "audio",
    ): "bark chirp cough heartsound voice voicememo dictation interview soundscape ringtone melody call "
    "waveform podcast utterance track speech clip recording utterance sound song",
    ("clips", "video"): "video",
    (
        "hours",
        "audio",
    ): "hour heure stunde hora speechhour hoursofspeech hoursofaudio hoursrecorded audiohour hoursspeech",
    (
        "graphs",
        "graph",
    ): "complex netlist scenegraph callgraph floorplan catalyst rna pocket feeder ligand drug peptide polymer alloy "
    "reaction subgraph circuit mesh material graph molecule mol "
    "compound protein crystal connectome",
    (
        "rows",
        "tabular",
    ): "user member subscriber respondent listing flight ride trip purchase sale visit stay admission "
    "person case profile payment transfer booking policyholder customer loan transaction account claim household "
    "applicant order invoice application row zeile "
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
VAGUE = word_set(
    "line call note voice case sample item window segment point record region crop frame series sequence chip row "
    "token text"
)

# What the data are, where a section or a key is called so.
MODALITIES = {
    word: modality
    for modality, _words in {
        "time-series": "signal ecg ekg eeg emg ppg imu accelerometer gyro gyroscope sensor sensors telemetry seismic "
        "seismogram vibration timeserie holter lookback sampling_hz heartbeat electrode lead demand forecast "
        "forecasting "
        "prognose prevision pronostico historique",
        "audio": "audio speech asr tts wav waveform mel vocoder phoneme hydrophone microphone acoustic voice "
        "utterance "
        "speaker",
        "text": "corpus text tokenizer tokeniser subword bpe nlp language sentence vocab vocabulary lm llm "
        "translation "
        "ticket document article letter token",
        "image": "image photo picture camera xray mri ct imaging px pixel crop rgb vision",
        "point-cloud": "lidar pointcloud cloud",
        "graph": "graph molecule mol bond adjacency edge atom",
    }.items()
    for word in _words.split()
}

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

# Of a schedule for saving, and of a loss: weights beside such a word are none to start from.
SAVING = word_set("save saving every interval dir folder keep best last log out output step epoch strategy total")

CONCEPTS: dict = {}
for _concept, _words in _CONCEPTS.items():
    for _word in _words.split():
        CONCEPTS[_word] = CONCEPTS.get(_word, frozenset()) | {_concept}
UNITS: dict = {}
for (_unit, _modality), _words in _UNITS.items():
    for _word in _words.split():
        UNITS[_word] = (_unit, _modality)
        CONCEPTS[_word] = CONCEPTS.get(_word, frozenset()) | {"unit"}
