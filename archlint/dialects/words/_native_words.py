"""The usual words of the native dialect: how people spell its keys and values.

A key's word is lower-case with ``_`` between its parts; a value's word is lower-case letters and digits only.
"""


def _set(names):
    return frozenset(names.split())


# Words for the sections of a config.
SECTIONS = {
    "model": "model network net",
    "data": "data dataset data_set",
    "training": "training train trainer",
    "deployment": "deployment deploy serving",
    "constraints": "constraints constraint requirements needs",
}

# Section -> what a key states: a fact, or "@name" for one that takes more than one fact or looks at others.
# A word in brackets holds only under its section's name, never flat at the top of the file.
KEYS = {
    "model": {
        "@architecture": "architecture arch model_name [model] [variant] [network] [name] [type] [kind] backbone",
        "@family_word": "family model_family architecture_family",
        "@layers": "num_layers layers n_layers n_layer number_of_layers layer_count num_hidden_layers hidden_layers "
        "encoder_layers num_encoder_layers depth",
        "@blocks": "num_blocks n_blocks number_of_blocks [blocks]",
        "@decoder_layers": "num_decoder_layers decoder_layers",
        "@stack": "[encoder] [decoder]",
        "@candidates": "candidates models architectures alternatives [options]",
        "@normalization": "normalization normalisation norm norm_layer norm_type normalization_layer",
        "@named_normalization": "batch_norm batchnorm use_bn use_batchnorm use_batch_norm bn layer_norm layernorm "
        "group_norm "
        "groupnorm rms_norm rmsnorm",
        "model.norm_placement": "norm_placement norm_position",
        "@pre_norm": "pre_norm prenorm norm_first",
        "@post_norm": "post_norm postnorm",
        "model.skip_connections": "skip_connections skip_connection skips residual residuals residual_connections "
        "residual_connection use_residual use_skip_connections use_skips shortcuts [skip]",
        "model.depth_scheme": "depth_scheme initialization_scheme",
        "@pretrained": "pretrained pre_trained use_pretrained pretrained_weights weights backbone_weights "
        "model_weights encoder_weights initial_weights pretrained_backbone pretrained_encoder [checkpoint] [init_from] "
        "[load_from] [init_checkpoint] [pretrained_model] [from_pretrained]",
        "@from_scratch": "from_scratch scratch train_from_scratch",
        "@initialization": "[init] [initialization]",
        "@distilled": "distilled distillation teacher knowledge_distillation teacher_model distilled_from",
        "model.sampling_steps": "sampling_steps num_sampling_steps sample_steps inference_steps num_inference_steps "
        "denoising_steps ddim_steps sampler_steps",
        "@steps": "[steps]",
        "model.latent": "latent latent_diffusion latent_space",
        "model.conditional": "conditional conditioning condition class_conditional text_conditional conditioned",
        "model.causal": "causal",
        "model.bidirectional": "bidirectional bi_directional",
        "model.streaming": "streaming",
        "model.cell": "cell cell_type rnn_type rnn_cell",
        "@position_encoding": "position_encoding positional_encoding pos_encoding positional_embedding "
        "position_embedding pos_embed [pe]",
        "@structural_encoding": "positional_or_structural_encoding structural_encoding lap_pe lappe laplacian_pe rwse "
        "random_walk_encoding graph_encoding",
        "model.message_passing": "message_passing mpnn local_message_passing",
        "model.uses_edges": "uses_edges use_edges use_graph use_graph_structure",
        "@ignores_edges": "ignore_edges ignores_edges features_only node_features_only drop_edges",
        "model.hidden_size": "hidden_size d_model hidden_dim embed_dim n_embd embedding_dim [width] [dim]",
        "model.num_heads": "num_heads n_heads n_head heads num_attention_heads attention_heads",
        "model.num_kv_heads": "num_kv_heads n_kv_heads kv_heads num_key_value_heads",
        "model.head_dim": "head_dim",
        "model.max_positions": "max_positions max_position_embeddings",
        "model.vocab_size": "vocab_size vocabulary_size",
        "model.patch_size": "patch_size",
        "model.num_parameters": "num_parameters num_params n_params parameters params parameter_count",
        "model.attention": "attention attention_type attn attn_type",
        "@flash": "flash_attention use_flash_attention",
        "model.fusion": "fusion fusion_strategy",
        "model.baseline": "baseline is_baseline",
        "model.post_processing": "post_processing postprocessing",
    },
    "data": {
        "data.name": "dataset dataset_name data_name [name]",
        "@size": "train_size dataset_size data_size training_size train_set_size size_of_dataset num_samples "
        "n_samples "
        "num_train n_train num_train_samples train_samples training_samples num_examples n_examples "
        "num_training_examples num_train_examples training_examples size samples "
        "examples [train] [count] [amount] [volume] [n] "
        "[num_items]",
        "@size_images": "num_images n_images number_of_images train_images training_images "
        "num_train_images num_training_images images",
        "@size_tokens": "num_tokens n_tokens train_tokens training_tokens number_of_tokens tokens",
        "@size_documents": "num_documents n_documents num_texts num_sentences num_docs documents texts sentences",
        "@size_rows": "n_rows num_rows number_of_rows rows",
        "@size_samples": "sentence_pairs num_sentence_pairs num_pairs [pairs]",
        "@size_clips": "num_clips num_videos n_videos clips videos",
        "@size_hours": "num_hours hours_of_audio [hours]",
        "@size_time-steps": "num_time_steps num_timesteps [time_steps] [timesteps]",
        "@size_graphs": "num_graphs n_graphs number_of_graphs graphs num_molecules n_molecules molecules",
        "@nodes": "[num_nodes] [n_nodes] [nodes]",
        "@size_band": "size_band dataset_size_band",
        "data.unit": "unit units size_unit",
        "@splits": "[splits] [split]",
        "data.nodes_per_graph": "nodes_per_graph avg_nodes mean_nodes average_nodes avg_num_nodes num_nodes_per_graph "
        "avg_nodes_per_graph mean_nodes_per_graph average_nodes_per_graph graph_size",
        "@modality": "modality data_modality data_type modalities input_type [type] [kind]",
        "data.num_classes": "num_classes n_classes number_of_classes num_labels [classes]",
        "data.image_size": "image_size img_size input_size resolution image_resolution input_resolution imgsz",
        "data.sequence_length": "sequence_length seq_len seq_length context_length max_seq_len max_seq_length "
        "max_sequence_length context_window block_size lookback lookback_window [length] [context] [max_length] "
        "[max_len] [window]",
        "@has_edges": "has_edges edge_index adjacency [edges]",
        "data.heterophilous": "heterophilous heterophily heterophilic",
        "@homophilous": "homophilous homophilic",
        "data.features": "features node_features input_features",
        "data.horizon": "horizon pred_len prediction_length forecast_horizon",
    },
    "training": {
        "training.batch_size_per_device": "batch_size_per_device per_device_batch_size batch_size_per_gpu",
        "@batch_size": "batch_size",
        "training.num_devices": "num_devices num_gpus n_gpus [gpus] [devices]",
        "@regime": "regime training_regime [mode] [strategy]",
        "@fine_tuning": "fine_tuning finetuning fine_tune finetune finetuned fine_tuned transfer_learning lora qlora "
        "peft adapter adapters linear_probe linear_probing frozen frozen_backbone frozen_encoder freeze "
        "freeze_backbone freeze_encoder freeze_features",
        "@method": "method training_method learning_method",
        "@pretraining": "pretraining pre_training pretraining_method",
        "training.self_supervised_stage": "self_supervised_stage self_supervised self_supervision ssl ssl_pretraining "
        "mae simclr dino",
        "training.warmup": "warmup warmup_steps warmup_epochs num_warmup_steps warmup_ratio use_warmup",
        "training.toy": "toy smoke_test debug fast_dev_run",
        "training.truncated_backpropagation": "truncated_backpropagation truncated_bptt tbptt",
        "training.is_run": "is_run",
    },
    "deployment": {
        "@target": "target platform deployment_target target_device deploy_to "
        "deployed_on deployed_to runs_on run_on [where] [environment]",
        "@device": "device hardware target_hardware",
        "@flag": "edge mobile microcontroller browser on_device",
        "@latency": "latency latency_requirement latency_requirements latency_budget latency_target target_latency "
        "max_latency inference_latency inference_time response_time [speed] [requirement] [budget] [max]",
        "@latency_ms": "latency_ms latency_budget_ms max_latency_ms target_latency_ms inference_latency_ms "
        "latency_target_ms inference_time_ms [ms] [max_ms] [budget_ms] [target_ms]",
        "@real_time": "realtime real_time is_realtime is_real_time online",
        "@frames": "fps target_fps min_fps frame_rate frames_per_second",
        "deployment.measured_latency_ms": "measured_latency_ms measured_latency latency_measured measured_ms",
        "deployment.precision": "quantization [precision]",
    },
    "constraints": {
        "constraints.interpretability": "interpretability interpretable explainability explainable "
        "interpretability_required "
        "xai",
        "@gpus": "[gpus] [gpu] [num_gpus]",
        "constraints.compute": "compute compute_budget computational_budget training_compute available_compute "
        "budget [hardware] [resources]",
        "constraints.control": "control controllability fine_control controllable",
        "constraints.quality": "quality sample_quality",
    },
    "": {"@task_word": "task task_type problem problem_type", "@use_case": "use_case usecase application"},
}

# Words that state no fact here, and are no mistake either.
SILENT = {
    "": "name title description desc notes note comment comments author project version id date schema rationale why "
    "goal seed tags experiment experiment_name",
    "model": "description notes note comment dropout activation num_classes_out output_dim input_dim in_channels "
    "out_channels channels kernel_size stride pooling source url",
    "data": "description notes note comment path root dir directory source url val validation test val_size test_size "
    "num_val num_test split_ratio augmentation augmentations num_workers shuffle format batch_size license "
    "classes_names",
    "training": "epochs num_epochs max_epochs steps max_steps iterations lr learning_rate optimizer optim scheduler "
    "lr_scheduler "
    "weight_decay momentum loss criterion seed gradient_clipping grad_clip amp mixed_precision early_stopping device "
    "gradient_accumulation checkpoint_dir output_dir log_dir logging save_dir notes note comment description",
    "deployment": "description notes note comment memory memory_mb runtime format batch_size throughput",
    "constraints": "description notes note comment memory memory_mb cost energy privacy",
}

# Parts of a training program that say nothing of an architecture: see ``_Reader.is_program``.
MACHINERY = _set(
    "optimizer optim optimiser scheduler lr_scheduler lr_schedule lr learning_rate base_lr weight_decay wd momentum "
    "betas "
    "num_workers workers pin_memory shuffle drop_last persistent_workers transforms transform train_transforms "
    "train_pipeline pipeline dataloader dataloaders train_loader loader train_dataset val_dataset callbacks hooks "
    "logger logging log_dir log_every log_interval output_dir save_dir checkpoint_dir ckpt_dir work_dir save_every "
    "save_interval eval_interval amp mixed_precision fp16 bf16 gradient_clipping grad_clip clip_grad_norm "
    "max_grad_norm gradient_accumulation warmup warmup_steps warmup_epochs warmup_ratio num_warmup_steps seed resume "
    "wandb tensorboard early_stopping iters max_iters criterion max_length devices gpus num_gpus cuda"
)
# Those that show a program by themselves, where they are sections.
MACHINERY_PARTS = _set(
    "optimizer optim optimiser scheduler lr_scheduler transforms transform train_transforms val_transforms dataloader "
    "dataloaders train_dataloader loader train_loader trainer callbacks hooks logger loggers train_pipeline"
)

# What a section may hold of another one's words: people put a latency under their constraints.  Elsewhere a word may
# mean something else (``normalization`` under training is that of a loss), so it is not read.
_SIZES = "@size @size_images @size_tokens @size_documents @size_samples @size_rows @size_graphs @size_time-steps"
_BORROWED = {
    "model": "@regime @fine_tuning @method @pretraining training.self_supervised_stage training.warmup "
    "data.image_size "
    "data.num_classes data.sequence_length @latency @latency_ms deployment.measured_latency_ms constraints.control",
    "data": "model.uses_edges @ignores_edges constraints.interpretability",
    "training": "@pretrained @from_scratch @distilled data.sequence_length data.image_size constraints.compute "
    + _SIZES,
    "deployment": "constraints.interpretability constraints.compute constraints.control constraints.quality",
    "constraints": "@target @device @flag @latency @latency_ms @real_time @frames deployment.measured_latency_ms "
    + _SIZES,
}
BORROWED = {section: frozenset(names.split()) for section, names in _BORROWED.items()}

# What shows another kind of file, however much its words look like ours.
FOREIGN = _set(
    "services apiVersion openapi swagger jobs stages pipelines scripts dependencies devDependencies hydra defaults "
    "_target_ "
    "_base_ _BASE_ class_path input_features output_features model_type architectures transformers_version "
    "_class_name "
    "provider providers api_key api_base base_url temperature max_tokens max_new_tokens prompt prompts system_prompt "
    "endpoint "
    "merge_method Resources AWSTemplateFormatVersion database databases tool pipeline recipe _component_ base_model "
    "model_name_or_path auto_map paths info includes extends spec metadata engines rules on trigger messages usage "
    "stream top_p top_k max_output_tokens completion completions response responses choices finish_reason tools "
    "tool_choice functions prompt_tokens completion_tokens total_tokens input_tokens output_tokens object cost_usd"
)
# Keys of what was measured: with a number, or a section of them, a config is a record of results.
RESULTS = _set(
    "accuracy acc f1 f1_score top1 top5 top_1 top_5 top1_acc top1_accuracy val_acc val_accuracy test_acc "
    "test_accuracy val_loss test_loss train_loss loss score scores metrics results result throughput recall "
    "auc auroc map bleu rouge wer perplexity ppl rmse mae mse r2 iou miou dice fid is_score samples_per_second "
    "images_per_second tokens_per_second"
)
# Keys in a model's section that show another kind of file.
FOREIGN_MODEL = _set(
    "_target_ class_path _component_ api_key api_base base_url provider temperature max_tokens max_new_tokens prompt "
    "system_prompt endpoint fields columns table attributes associations model_type auto_map init_args "
    "initial_args"
)

# Family -> what people call it (letters and digits only).  "transformer" alone depends on the data: see the reader.
_FAMILIES = {
    "cnn": "cnn convnet convnets convolutional convolutionalneuralnetwork convolutionalneuralnet convolutionalnetwork "
    "convolutionalnet fullyconvolutional resnet efficientnet mobilenet densenet vgg vggnet alexnet lenet googlenet "
    "inception "
    "convnext regnet resnext wideresnet wrn shufflenet squeezenet mnasnet ghostnet xception yolo fasterrcnn maskrcnn "
    "retinanet fcos ssdlite efficientdet unet segnet deeplab deeplabv3plus pspnet textcnn 1dcnn 2dcnn 3dcnn cnn1d "
    "cnn2d cnn3d "
    "edsr esrgan srcnn darknet nnunet residualnetwork",
    "vision-transformer": "vit visiontransformer vits vitb vitl vith vitg dinov2 dinov3 swin "
    "swintransformer deit beit imagetransformer pvt",
    "conv-attention-hybrid": "cct cvt coatnet maxvit mobilevit efficientformer levit edgenext fastvit",
    "mlp": "mlp multilayerperceptron feedforward feedforwardnetwork feedforwardnet feedforwardneuralnetwork "
    "fullyconnected fullyconnectednetwork fullyconnectednet densenetwork mlpmixer pinn",
    "rnn": "rnn lstm gru bilstm bigru elman elmanrnn elmannetwork vanillarnn simplernn recurrentneuralnetwork "
    "recurrent "
    "recurrentnetwork recurrentneuralnet longshorttermmemory gatedrecurrentunit",
    "tcn": "tcn temporalconvolutionalnetwork temporalconvnet temporalconvolution wavenet",
    "transformer-encoder": "bert roberta distilbert albert electra deberta modernbert encoderonly transformerencoder "
    "encoderonlytransformer encodertransformer",
    "transformer-decoder": "gpt llm largelanguagemodel decoderonly decoderonlytransformer transformerdecoder nanogpt "
    "llama mistral qwen gemma mixtral deepseek causallm causallanguagemodel transformerxl smollm tinyllama",
    "encoder-decoder": "encoderdecoder encoderdecodertransformer transformerencoderdecoder seq2seqtransformer t5 mt5 "
    "bart",
    "state-space": "mamba ssm statespace statespacemodel",
    "conformer": "conformer",
    "gnn": "gnn gcn gat gin graphsage mpnn graphneuralnetwork graphneuralnet graphconvolutionalnetwork "
    "graphattentionnetwork graphnetwork messagepassingneuralnetwork messagepassingnetwork graphconvnet "
    "graphisomorphismnetwork gatedgcn gcnii schnet egnn",
    "graph-transformer": "graphtransformer graphormer graphgps tokengt",
    "gan": "gan gans stylegan dcgan wgan wgangp cyclegan pix2pix biggan cgan conditionalgan gigagan "
    "generativeadversarialnetwork generativeadversarialnet",
    "vae": "vae variationalautoencoder betavae vqvae cvae",
    "diffusion": "diffusion diffusionmodel ddpm ddim ldm latentdiffusion latentdiffusionmodel stablediffusion sdxl "
    "sdturbo "
    "sdxlturbo dit scorebased scorebasedmodel denoisingdiffusion consistencymodel lcm latentconsistencymodel",
    "autoregressive-generator": "pixelcnn pixelrnn imagegpt",
    "dual-encoder": "clip siglip dualencoder twotower",
    "vision-language": "vlm visionlanguage visionlanguagemodel llava blip2 flamingo",
    "forecaster": "dlinear nlinear nbeats nhits",
    "tabular-network": "tabnet fttransformer tabtransformer tabularnetwork",
    "gradient-boosting": "xgboost xgb lightgbm lgbm catboost gradientboosting gradientboostedtrees gbdt gbm "
    "randomforest "
    "gradientboosteddecisiontrees boostedtrees",
    "rl-policy": "rlpolicy policynetwork actorcritic dqn",
    "transformer": "transformer transformers",
}  # fmt: skip
FAMILY_WORDS = {word: family for family, words in _FAMILIES.items() for word in words.split()}
LATENT_WORDS = ("stablediffusion", "sdxl", "sdturbo", "latentdiffusion", "ldm", "latentconsistency", "dit")
DISTILLED_WORDS = ("turbo", "lcm", "consistency", "schnell", "lightning", "distil")
# Words about a model that do not change what it is.
FILLERS = _set(
    "a an the my our simple small plain basic standard large big huge tiny mini nano base medium deep shallow light "
    "lightweight vanilla custom stacked baseline style like type based model models network networks net architecture "
    "neural classifier regressor backbone v style pytorch torch pure default layer layers of with"
)
# Names that are everyday words too: in a file without the marker they need more around them.
EVERYDAY = _set(
    "gin sage san gps mace s4 falcon opt phi conformer clip dit recurrent convolutional informer pna transformer "
    "transformers swin mistral llama gpt rnn gan gans bart bert albert electra inception gemma mamba gat elman "
    "diffusion dense densenetwork recurrentnetwork graphnetwork cnn gru tcn vae mlp lcm ssm ldm unet flamingo "
    "chameleon beit pvt cct cvt feedforward mixtral yolo xception"
)
# Words for a size or a length that are used of other things as well.
WEAK = _set(
    "size samples examples tokens sentences rows features resolution horizon count amount volume n train unit units "
    "length context window type kind records parameters"
)
# What a file whose only key names the model may hold: the trends that people ask about by name alone.
TRENDS = _set(
    "vit visiontransformer visiontransformers diffusion diffusionmodel diffusionmodels transformer transformers "
    "graphtransformer graphtransformers gnn graphneuralnetwork cnn convnet lstm gan vae llm"
)

NORMALIZATION_WORDS = {
    word: kind
    for kind, words in {
        "none": "none no false off without nothing absent keine aucune ninguna nonorm "
        "nonormalization nonormalisation identity null",
        "batch": "batch bn batchnorm batchnormalization batchnormalisation batchnorm1d batchnorm2d batchnorm3d "
        "syncbn syncbatchnorm "
        "frozenbn frozenbatchnorm nnbatchnorm2d nnbatchnorm1d",
        "layer": "layer ln layernorm layernormalization layernormalisation layernorm2d nnlayernorm",
        "rms": "rms rmsnorm rootmeansquare nnrmsnorm",
        "group": "group gn groupnorm groupnormalization nngroupnorm",
        "instance": "instance in instancenorm instancenorm2d instancenormalization nninstancenorm2d",
        "weight": "weight wn weightnorm weightnormalization",
        "spectral": "spectral sn spectralnorm spectralnormalization",
        "local-response": "localresponse lrn localresponsenorm localresponsenormalization",
    }.items()
    for word in words.split()
}

MODALITY_WORDS = {
    word: modality
    for modality, words in {
        "image": "image images photo photos photograph photographs picture pictures xray xrays chestxrays scan scans "
        "mri mris ct "
        "cts ctscan ctscans medicalimages medicalimaging satellite satelliteimages vision computervision imagery img "
        "rgb microscopy",
        "video": "video videos clips",
        "text": "text texts nlp language document documents reviews tweets sentences corpus naturallanguage code "
        "emails",
        "audio": "audio speech sound sounds recordings voice music waveform",
        "time-series": "timeseries series sensor sensors sensordata temporal forecasting signal signals "
        "multivariatetimeseries "
        "univariatetimeseries",
        "graph": "graph graphs molecule molecules molecular network socialnetwork knowledgegraph citationnetwork "
        "moleculargraphs",
        "point-cloud": "pointcloud pointclouds lidar points",
        "tabular": "tabular table tables csv structured spreadsheet",
        "multimodal": "multimodal multimodality imagetext textimage visionlanguage",
    }.items()
    for word in words.split()
}

UNIT_WORDS = {
    word: unit
    for unit, words in {
        "images": "image images photo photos picture pictures xray xrays scan scans slides",
        "clips": "clip clips video videos utterances recordings",
        "samples": "sample samples example examples item items sequences sentences pairs instances",
        "tokens": "token tokens",
        "documents": "document documents doc docs text texts reviews tweets articles emails",
        "hours": "hour hours h",
        "nodes": "node nodes",
        "graphs": "graph graphs molecule molecules",
        "rows": "row rows records",
        "points": "point points",
        "time-steps": "timestep timesteps timepoints",
    }.items()
    for word in words.split()
}

REGIME_WORDS = {
    word: regime
    for regime, words in {
        "from-scratch": "fromscratch scratch",
        "fine-tuning": "finetuning finetune finetuned transfer transferlearning linearprobe linearprobing lora qlora "
        "peft adapter "
        "continuedpretraining frozen sft",
        "self-supervised": "selfsupervised ssl mae simclr dino byol moco contrastive pretraining",
        "distillation": "distillation distill distilled kd knowledgedistillation",
        "inference": "inference eval evaluation",
    }.items()
    for word in words.split()
}
SELF_SUPERVISED_METHODS = _set(
    "mae simclr dino dinov2 byol moco mocov3 simsiam swav ibot ijepa simmim beit mlm data2vec ssl selfsupervised "
    "contrastive maskedautoencoder maskedautoencoding clip"
)

LATENCY_WORDS = {
    word: latency
    for latency, words in {
        "real-time": "realtime live hardrealtime streaming online instant",
        "interactive": "interactive nearrealtime nearlyrealtime softrealtime",
        "batch": "batch batched",
        "offline": "offline none notcritical notimportant unconstrained norequirement norequirements relaxed any",
    }.items()
    for word in words.split()
}

# A part of a written target -> the target; the first that is found counts.
TARGETS = (
    (r"\braspi\b|\bpi ?zero|\bxavier\b|wearable|smart ?watch|smart ?glasses|headset|\buav\b|\brover\b|odroid|"
     r"khadas|\boak-d\b|movidius|\bncs2\b|ambarella|on-?board computer|handheld|"
        r"jetson|coral|edge ?tpu|raspberry|\brpi\b|orange ?pi|beaglebone|rockchip|rk3588|hailo|npu\b|"
     r"\bedge\b|embedded|\biot\b|drone|robot|smart ?camera|i\.?mx ?\d|fpga|\barm cortex-?a|single[- ]board", "edge"),
    (r"\bphones?\b|smartphone|mobile|android|\bios\b|iphone|ipad|tablet|pixel ?\d|galaxy|snapdragon|core ?ml",
     "mobile"),
    (r"micro-?controller|\bnrf5\d+|teensy|"
        r"\bk210\b|\bgap8\b|himax|\bmcu\b|esp32|arduino|stm32|cortex-?m|tinyml|rp2040", "microcontroller"),
    (r"browser|wasm|web ?assembly|webgpu|webgl|tf\.?js|javascript|web app", "browser"),
    (r"server|cloud|data ?cent(?:er|re)|rechenzentrum|serveur|servidor|"
     r"\baws\b|\bgcp\b|azure|sagemaker|vertex|kubernetes|\b[avh]100\b|"
     r"cluster|on-?prem",
     "server"),
    (r"desktop|laptop|workstation|\bpc\b|macbook|notebook computer", "desktop"),
)  # fmt: skip
# Written targets that name a kind, not a device.
TARGET_KINDS = _set(
    "edge edgedevice edgedevices ondevice embedded embeddeddevice mobile mobilephone phone phones smartphone "
    "microcontroller "
    "microcontrollers mcu browser web wasm webassembly server servers gpuserver cpuserver cloud cloudgpu gpucloud "
    "desktop "
    "laptop workstation pc iot tinyml datacenter onpremserver"
)

COMPUTE_WORDS = {
    word: compute
    for compute, words in {
        "low": "low limited small little tiny minimal constrained scarce tight laptop cpu cpuonly nogpu colab "
        "freecolab kaggle "
        "singlegpu onegpu 1gpu gpu1 1 consumergpu limitedgpu verylow asinglegpu desktopgpu",
        "medium": "medium moderate mid fewgpus afewgpus someg workstation",
        "high": "high large big unlimited cluster gpucluster multinode plenty abundant tpupod veryhigh lots",
    }.items()
    for word in words.split()
}
REQUIRED_WORDS = {
    word: need
    for need, words in {
        "required": "required true yes need needed must musthave mandatory high important critical essential on "
        "necessary full fine",
        "not-required": "notrequired false no none notneeded optional low unimportant notimportant unnecessary off "
        "nicetohave "
        "unneeded",
    }.items()
    for word in words.split()
}
PLACEMENT_WORDS = {
    "pre": "pre", "prenorm": "pre", "preln": "pre", "before": "pre", "prenormalization": "pre", "prelayernorm": "pre",
    "post": "post", "postnorm": "post", "postln": "post", "after": "post", "postlayernorm": "post",
    "sandwich": "sandwich",
    "sandwichnorm": "sandwich", "postnormalization": "post",
}  # fmt: skip
CELL_WORDS = {
    "elman": "elman", "rnn": "elman", "vanilla": "elman", "vanillarnn": "elman", "simple": "elman",
    "simplernn": "elman",
    "tanh": "elman", "rnntanh": "elman", "lstm": "lstm", "bilstm": "lstm", "gru": "gru", "bigru": "gru",
    "elmanrnn": "elman", "elmannetwork": "elman", "longshorttermmemory": "lstm", "gatedrecurrentunit": "gru",
}  # fmt: skip
POSITION_WORDS = {
    "learned": "learned", "learnable": "learned", "absolute": "learned", "sinusoidal": "sinusoidal",
    "sine": "sinusoidal",
    "sincos": "sinusoidal", "fixed": "sinusoidal", "rotary": "rotary", "rope": "rotary", "relative": "relative",
    "alibi": "alibi", "none": "none", "nope": "none", "no": "none", "false": "none",
}  # fmt: skip
ATTENTION_WORDS = {
    "full": "full", "dense": "full", "quadratic": "full", "standard": "full", "vanilla": "full", "global": "full",
    "softmax": "full", "multihead": "full", "self": "full", "selfattention": "full", "fullattention": "full",
    "eager": "eager", "flash": "flash", "flashattention": "flash", "flash2": "flash", "flashattention2": "flash",
    "sdpa": "sdpa", "window": "window", "windowed": "window", "slidingwindow": "window", "local": "window",
    "swa": "window", "sparse": "sparse", "blocksparse": "sparse", "longformer": "sparse", "bigbird": "sparse",
    "linear": "linear", "linearattention": "linear", "performer": "linear", "linformer": "linear", "none": "none",
    "no": "none", "false": "none",
}  # fmt: skip

# A task's word -> the task; a mapping gives it by modality, with "" for an unknown one.
TASK_WORDS = {
    "imageclassification": "image-classification", "classifyimages": "image-classification",
    "imagerecognition": "image-classification", "objectdetection": "object-detection",
    "detection": "object-detection", "segmentation": "semantic-segmentation",
    "semanticsegmentation": "semantic-segmentation", "instancesegmentation": "instance-segmentation",
    "medicalimagesegmentation": "semantic-segmentation", "imagesegmentation": "semantic-segmentation",
    "superresolution": "image-restoration", "denoising": "image-restoration", "deblurring": "image-restoration",
    "imagerestoration": "image-restoration", "imagegeneration": "image-generation", "texttoimage": "image-generation",
    "imagesynthesis": "image-generation", "generateimages": "image-generation", "stylizing": "image-generation",
    "languagemodeling": "language-modeling", "languagemodelling": "language-modeling", "lm": "language-modeling",
    "causallm": "language-modeling", "clm": "language-modeling", "textgeneration": "language-modeling",
    "languagemodel": "language-modeling", "maskedlanguagemodeling": "masked-language-modeling",
    "mlm": "masked-language-modeling", "textclassification": "text-classification",
    "sentiment": "text-classification", "sentimentanalysis": "text-classification",
    "sentimentclassification": "text-classification", "documentclassification": "text-classification",
    "spamdetection": "text-classification", "translation": "translation", "machinetranslation": "translation",
    "nmt": "translation", "speechrecognition": "speech-recognition", "asr": "speech-recognition",
    "speechtotext": "speech-recognition", "texttospeech": "text-to-speech", "tts": "text-to-speech",
    "forecasting": "forecasting", "forecast": "forecasting", "timeseriesforecasting": "forecasting",
    "timeseriesprediction": "forecasting", "nodeclassification": "node-classification",
    "graphclassification": "graph-classification", "graphregression": "graph-regression",
    "moleculepropertyprediction": "graph-regression", "molecularpropertyprediction": "graph-regression",
    "propertyprediction": "graph-regression", "linkprediction": "link-prediction",
    "tabularclassification": "tabular-classification", "tabularregression": "tabular-regression",
    "reinforcementlearning": "reinforcement-learning", "rl": "reinforcement-learning",
    "contrastivepretraining": "contrastive-pretraining", "selfsupervisedpretraining": "self-supervised-pretraining",
    "selfsupervisedlearning": "self-supervised-pretraining", "ssl": "self-supervised-pretraining",
    "classification": {
        "image": "image-classification", "text": "text-classification", "graph": "graph-classification",
        "tabular": "tabular-classification", "time-series": "time-series-classification",
        "audio": "audio-classification", "video": "video-classification", "": "classification",
    },
    "regression": {
        "graph": "graph-regression", "tabular": "tabular-regression", "image": "image-regression", "": "regression",
    },
    "generation": {"image": "image-generation", "text": "language-modeling", "": "generation"},
}  # fmt: skip
for _alias, _word in (
    ("binaryclassification", "classification"), ("multiclassclassification", "classification"),
    ("classify", "classification"), ("classifier", "classification"), ("generative", "generation"),
    ("synthesis", "generation"), ("multiclass", "classification"), ("multilabelclassification", "classification"),
):  # fmt: skip
    TASK_WORDS[_alias] = TASK_WORDS[_word]

# What published weights are called after, besides architectures, data sets and self-supervised methods.
WEIGHTS_WORDS = _set(
    "imagenet in1k in21k in22k imagenet1k imagenet21k imagenet22k openai laion laion2b laion400m jft jft300m coco "
    "ade20k cityscapes places places365 kinetics audioset librispeech wikitext wikipedia huggingface hf timm "
    "torchvision hub torchhub tensorflowhub default auto best official public pretrained weights checkpoint own "
    "radimagenet chexpert instagram swag fairseq meta google facebook microsoft nvidia zinc pubchem"
)

# What a bare size counts, by the task or else by the modality.
TASK_UNITS = {
    "node-classification": "nodes", "link-prediction": "nodes", "graph-classification": "graphs",
    "graph-regression": "graphs", "language-modeling": "tokens", "masked-language-modeling": "tokens",
    "forecasting": "time-steps", "text-classification": "documents", "translation": "samples",
    "speech-recognition": "samples", "text-to-speech": "samples", "tabular-classification": "rows",
    "tabular-regression": "rows", "image-classification": "images", "object-detection": "images",
    "semantic-segmentation": "images", "instance-segmentation": "images", "image-restoration": "images",
    "image-generation": "images", "image-regression": "images", "time-series-classification": "samples",
    "audio-classification": "clips", "video-classification": "clips",
}  # fmt: skip
MODALITY_UNITS = {
    "image": "images", "video": "clips", "audio": "samples", "tabular": "rows", "time-series": "time-steps",
    "point-cloud": "samples", "multimodal": "samples",
}  # fmt: skip
# What the data must be where its size is counted so.
UNIT_MODALITIES = {
    "images": "image", "tokens": "text", "documents": "text", "graphs": "graph", "rows": "tabular",
    "time-steps": "time-series",
}  # fmt: skip
FAMILY_UNITS = {
    "vision-transformer": "images", "cnn": "images", "conv-attention-hybrid": "images",
    "transformer-decoder": "tokens",
    "gradient-boosting": "rows", "tabular-network": "rows", "forecaster": "time-steps", "graph-transformer": "graphs",
    "mlp": "samples", "rnn": "samples", "tcn": "samples", "transformer-encoder": "samples",
    "encoder-decoder": "samples",
    "state-space": "samples", "conformer": "samples", "dual-encoder": "samples", "vision-language": "samples",
}  # fmt: skip
DEPTH_UNITS = {
    "cnn": "weight-layers", "mlp": "weight-layers", "rnn": "recurrent-layers", "gnn": "message-passing-layers",
    "tabular-network": "weight-layers", "tcn": "weight-layers", "gan": "weight-layers", "vae": "weight-layers",
    "": "weight-layers",
}  # fmt: skip
