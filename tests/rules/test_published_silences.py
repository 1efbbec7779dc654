"""Published configs that a naive rule would flag: each in its dialect's true form, with its published numbers.

Beside each config stands a fact that the naive rule would stumble over, so that the test fails where the config is no
longer read at all.
"""

import json

import pytest
from reading import lint, read


def hub(model_type, architecture, **keys):
    """Return a model's config file as a hub holds it."""
    return json.dumps({"model_type": model_type, "architectures": [architecture], **keys}, indent=1)


def native(task="", **sections):
    lines = ["archlint: 1"] + ([f"task: {task}"] if task else [])
    return "\n".join([*lines, *(f"{name}: {{{text}}}" for name, text in sections.items())]) + "\n"


MT5 = hub(
    "mt5", "MT5ForConditionalGeneration", d_model=512, d_kv=64, d_ff=1024, num_heads=6, num_layers=8,
    num_decoder_layers=8, vocab_size=250112, pad_token_id=0,
)  # fmt: skip
FLAN = hub(
    "t5", "T5ForConditionalGeneration", d_model=512, d_kv=64, d_ff=1024, num_heads=6, num_layers=8,
    num_decoder_layers=8, vocab_size=32128, n_positions=512, relative_attention_num_buckets=32,
)  # fmt: skip
T5_11B = hub(
    "t5", "T5ForConditionalGeneration", d_model=1024, d_kv=128, d_ff=65536, num_heads=128, num_layers=24,
    n_positions=512, vocab_size=32128,
)  # fmt: skip
SIGLIP = hub(
    "siglip", "SiglipModel", text_config={"hidden_size": 1152, "intermediate_size": 4304, "num_attention_heads": 16,
    "num_hidden_layers": 27, "model_type": "siglip_text_model"}, vision_config={"hidden_size": 1152, "image_size": 384,
    "intermediate_size": 4304, "num_attention_heads": 16, "num_hidden_layers": 27, "patch_size": 14,
    "model_type": "siglip_vision_model"},
)  # fmt: skip
FALCON = hub(
    "falcon", "FalconForCausalLM", hidden_size=4544, num_attention_heads=71, num_hidden_layers=32, num_kv_heads=71,
    multi_query=True, new_decoder_architecture=False, parallel_attn=True, vocab_size=65024, alibi=False,
)  # fmt: skip
SMOLLM = hub(
    "llama", "LlamaForCausalLM", hidden_size=576, num_attention_heads=9, num_key_value_heads=3, num_hidden_layers=30,
    intermediate_size=1536, max_position_embeddings=2048, vocab_size=49152,
)  # fmt: skip
QWEN = hub(
    "qwen2", "Qwen2ForCausalLM", hidden_size=3584, num_attention_heads=28, num_key_value_heads=4, num_hidden_layers=28,
    intermediate_size=18944, max_position_embeddings=131072, vocab_size=152064, use_sliding_window=False,
)  # fmt: skip
GEMMA = hub(
    "gemma", "GemmaForCausalLM", hidden_size=3072, head_dim=256, num_attention_heads=16, num_key_value_heads=16,
    num_hidden_layers=28, intermediate_size=24576, max_position_embeddings=8192, vocab_size=256000,
)  # fmt: skip
GEMMA_2B = hub(
    "gemma", "GemmaForCausalLM", hidden_size=2048, head_dim=256, num_attention_heads=8, num_key_value_heads=1,
    num_hidden_layers=18, intermediate_size=16384, max_position_embeddings=8192, vocab_size=256000,
)  # fmt: skip
GEMMA2 = hub(
    "gemma2", "Gemma2ForCausalLM", hidden_size=3584, head_dim=256, num_attention_heads=16, num_key_value_heads=8,
    num_hidden_layers=42, intermediate_size=14336, max_position_embeddings=8192, vocab_size=256000, sliding_window=4096,
)  # fmt: skip
NO_PAD = hub(
    "llama", "LlamaForCausalLM", hidden_size=4096, num_attention_heads=32, num_hidden_layers=32,
    intermediate_size=11008, max_position_embeddings=2048, vocab_size=32000, pad_token_id=-1, bos_token_id=0,
    eos_token_id=1,
)  # fmt: skip
ROBERTA = hub(
    "roberta", "RobertaForMaskedLM", hidden_size=1024, num_attention_heads=16, num_hidden_layers=24,
    intermediate_size=4096, max_position_embeddings=514, type_vocab_size=1, vocab_size=50265, pad_token_id=1,
)  # fmt: skip
BERT_LARGE = hub(
    "bert", "BertForMaskedLM", hidden_size=1024, num_attention_heads=16, num_hidden_layers=24, intermediate_size=4096,
    max_position_embeddings=512, vocab_size=30522,
)  # fmt: skip
DEBERTA = hub(
    "deberta-v2", "DebertaV2Model", hidden_size=1536, num_attention_heads=24, num_hidden_layers=48,
    intermediate_size=6144, max_position_embeddings=512, relative_attention=True, position_buckets=256,
    max_relative_positions=-1, vocab_size=128100, pos_att_type=["p2c", "c2p"], norm_rel_ebd="layer_norm",
)  # fmt: skip
OPT = hub(
    "opt", "OPTForCausalLM", hidden_size=1024, word_embed_proj_dim=512, num_attention_heads=16, num_hidden_layers=24,
    ffn_dim=4096, do_layer_norm_before=False, max_position_embeddings=2048, vocab_size=50272,
)  # fmt: skip
OLMO2 = hub(
    "olmo2", "Olmo2ForCausalLM", hidden_size=4096, num_attention_heads=32, num_key_value_heads=32, num_hidden_layers=32,
    intermediate_size=11008, max_position_embeddings=4096, vocab_size=100352,
)  # fmt: skip
BLOOM = hub("bloom", "BloomForCausalLM", hidden_size=4096, n_head=32, n_layer=30, vocab_size=250880, seq_length=2048)
MPT = hub(
    "mpt", "MPTForCausalLM", d_model=4096, n_heads=32, n_layers=32, max_seq_len=2048, vocab_size=50432,
    attn_config={"alibi": True, "attn_type": "multihead_attention"}, expansion_ratio=4,
)  # fmt: skip
MAMBA = hub("mamba", "MambaForCausalLM", hidden_size=2560, num_hidden_layers=64, state_size=16, vocab_size=50280)
DETR = hub(
    "detr", "DetrForObjectDetection", d_model=256, encoder_layers=6, decoder_layers=6, encoder_attention_heads=8,
    decoder_attention_heads=8, num_queries=100, backbone="resnet50", use_timm_backbone=True, dilation=False,
)  # fmt: skip
SWINV2 = hub(
    "swinv2", "Swinv2ForImageClassification", image_size=256, patch_size=4, embed_dim=96, depths=[2, 2, 6, 2],
    num_heads=[3, 6, 12, 24], window_size=8, num_channels=3,
)  # fmt: skip
SEGFORMER = hub(
    "segformer", "SegformerForSemanticSegmentation", hidden_sizes=[32, 64, 160, 256], depths=[2, 2, 2, 2],
    num_attention_heads=[1, 2, 5, 8], patch_sizes=[7, 3, 3, 3], sr_ratios=[8, 4, 2, 1], strides=[4, 2, 2, 2],
    num_encoder_blocks=4, image_size=512,
)  # fmt: skip
WAV2VEC2 = hub(
    "wav2vec2", "Wav2Vec2ForCTC", hidden_size=768, num_attention_heads=12, num_hidden_layers=12, intermediate_size=3072,
    conv_dim=[512] * 7, conv_kernel=[10, 3, 3, 3, 3, 2, 2], conv_stride=[5, 2, 2, 2, 2, 2, 2], vocab_size=32,
)  # fmt: skip
AST = hub(
    "audio-spectrogram-transformer", "ASTForAudioClassification", hidden_size=768, num_attention_heads=12,
    num_hidden_layers=12, patch_size=16, frequency_stride=10, time_stride=10, max_length=1024, num_mel_bins=128,
)  # fmt: skip
EFFICIENTFORMER = hub(
    "efficientformer", "EfficientFormerForImageClassification", depths=[3, 2, 6, 4], hidden_sizes=[48, 96, 224, 448],
    dim=448, key_dim=32, num_attention_heads=8, image_size=224, resolution=7,
)  # fmt: skip

GPS = """out_dir: results
dataset:
  format: {format}
  name: {name}
  task: {task}
  task_type: {kind}
  node_encoder: true
  node_encoder_name: {encoder}
  edge_encoder: true
  edge_encoder_name: {edges}
{encodings}train: {{mode: custom, batch_size: {batch}}}
model: {{type: GPSModel, loss_fun: l1, graph_pooling: {pooling}}}
gt: {{layer_type: {layer}, layers: {layers}, n_heads: 4, dim_hidden: {width}, dropout: 0.0, attn_dropout: 0.5,
  layer_norm: false, batch_norm: true}}
gnn: {{head: {head}, layers_pre_mp: 0, layers_post_mp: 3, dim_inner: {width}, batchnorm: true, act: relu}}
optim: {{optimizer: adamW, weight_decay: 1e-5, base_lr: 0.001, max_epoch: 100}}
"""
RWSE = "posenc_RWSE: {enable: true, kernel: {times_func: 'range(1,21)'}, model: Linear, dim_pe: 28}\n"


def gps(format, name, **changed):
    usual = {
        "task": "graph", "kind": "regression", "encoder": "TypeDictNode+RWSE", "edges": "TypeDictEdge",
        "encodings": RWSE, "batch": 32, "pooling": "add", "layer": "GINE+Transformer", "layers": 10, "width": 64,
        "head": "san_graph",
    }  # fmt: skip
    return GPS.format(format=format, name=name, **{**usual, **changed})


GRAPHORMER = """dataset: {format: PyG-ZINC, name: subset, task: graph, task_type: regression, node_encoder: true,
  node_encoder_name: TypeDictNode+GraphormerBias, edge_encoder_name: TypeDictEdge}
posenc_GraphormerBias: {enable: true, num_spatial_types: 20, num_in_degrees: 64, num_out_degrees: 64}
train: {mode: custom, batch_size: 256}
model: {type: Graphormer, graph_pooling: graph_token}
graphormer: {num_layers: 12, embed_dim: 80, num_heads: 8, dropout: 0.0, use_graph_token: true}
gnn: {head: graphormer_graph, layers_post_mp: 1, dim_inner: 80}
optim: {base_lr: 2.0e-4, max_epoch: 10000}
"""


def benchmark(model, dataset, layers, **net):
    return json.dumps(
        {
            "gpu": {"use": True, "id": 0},
            "model": model,
            "dataset": dataset,
            "params": {"seed": 41, "epochs": 1000, "batch_size": 128, "init_lr": 0.001},
            "net_params": {"L": layers, "readout": "mean", "batch_norm": True, "residual": True, **net},
        }
    )


FASTER_RCNN = """model = dict(
    type='FasterRCNN',
    backbone=dict(type='ResNet', depth=50, num_stages=4, out_indices=(0, 1, 2, 3), frozen_stages=1,
                  norm_cfg=dict(type='BN', requires_grad=True), norm_eval=True, style='pytorch',
                  init_cfg=dict(type='Pretrained', checkpoint='torchvision://resnet50')),
    neck=dict(type='FPN', in_channels=[256, 512, 1024, 2048], out_channels=256, num_outs=5),
    roi_head=dict(type='StandardRoIHead', bbox_head=dict(type='Shared2FCBBoxHead', in_channels=256, num_classes=80)))
dataset_type = 'CocoDataset'
train_dataloader = dict(batch_size=2, num_workers=2, dataset=dict(type='CocoDataset', data_root='data/coco/',
    ann_file='annotations/instances_train2017.json'))
train_cfg = dict(type='EpochBasedTrainLoop', max_epochs=12, val_interval=1)
optim_wrapper = dict(type='OptimWrapper', optimizer=dict(type='SGD', lr=0.02, momentum=0.9, weight_decay=0.0001))
"""
PSPNET = """norm_cfg = dict(type='SyncBN', requires_grad=True)
model = dict(
    type='EncoderDecoder', pretrained='open-mmlab://resnet50_v1c',
    backbone=dict(type='ResNetV1c', depth=50, norm_cfg=norm_cfg, norm_eval=False, dilations=(1, 1, 2, 4),
                  strides=(1, 2, 1, 1)),
    decode_head=dict(type='PSPHead', in_channels=2048, channels=512, pool_scales=(1, 2, 3, 6), num_classes=19,
                     norm_cfg=norm_cfg))
data = dict(samples_per_gpu=2, train=dict(type='CityscapesDataset', data_root='data/cityscapes/'))
runner = dict(type='IterBasedRunner', max_iters=40000)
optimizer = dict(type='SGD', lr=0.01, momentum=0.9)
"""
UNET_3D = """model: {name: UNet3D, in_channels: 1, out_channels: 1, layer_order: gcr, f_maps: 32, num_groups: 8}
trainer: {max_num_epochs: 1000, resume: null, pre_trained: null}
optimizer: {learning_rate: 0.0002}
loaders: {batch_size: 1, num_workers: 8, train: {file_paths: [data/train.h5]}}
"""
NNUNET = {
    "dataset_name": "Dataset003_Liver", "plans_name": "nnUNetPlans",
    "configurations": {"3d_fullres": {"batch_size": 2, "patch_size": [128, 128, 128], "architecture": {
        "network_class_name": "dynamic_network_architectures.architectures.unet.PlainConvUNet",
        "arch_kwargs": {"n_stages": 6, "features_per_stage": [32, 64, 128, 256, 320, 320],
        "strides": [[1, 1, 1], [2, 2, 2], [2, 2, 2], [2, 2, 2], [2, 2, 2], [2, 2, 2]],
        "kernel_sizes": [[3, 3, 3]] * 6, "n_conv_per_stage": [2] * 6, "n_conv_per_stage_decoder": [2] * 5,
        "norm_op": "torch.nn.modules.instancenorm.InstanceNorm3d"}}}},
}  # fmt: skip
EDSR = """name: EDSR_Lx4
model_type: SRModel
scale: 4
num_gpu: 1
datasets:
  train: {name: DIV2K, type: PairedImageDataset, gt_size: 192, batch_size_per_gpu: 16}
network_g: {type: EDSR, num_in_ch: 3, num_out_ch: 3, num_feat: 256, num_block: 32, upscale: 4, res_scale: 0.1}
path: {pretrain_network_g: ~}
train: {optim_g: {type: Adam, lr: 1e-4}, total_iter: 300000}
"""
RCAN = EDSR.replace("name: EDSR_Lx4", "name: RCAN").replace(
    "type: EDSR, num_in_ch: 3, num_out_ch: 3, num_feat: 256, num_block: 32",
    "type: RCAN, num_in_ch: 3, num_out_ch: 3, num_feat: 64, num_group: 10, num_block: 20",
)
LDM = """model:
  base_learning_rate: 4.5e-06
  target: ldm.models.autoencoder.AutoencoderKL
  params:
    embed_dim: 4
    lossconfig:
      target: ldm.modules.losses.LPIPSWithDiscriminator
      params: {disc_start: 50001, kl_weight: 1.0e-06, disc_weight: 0.5}
    ddconfig: {double_z: true, z_channels: 4, resolution: 256, in_channels: 3, out_ch: 3, ch: 128,
      ch_mult: [1, 2, 4, 4], num_res_blocks: 2, attn_resolutions: [], dropout: 0.0}
data: {target: main.DataModuleFromConfig, params: {batch_size: 12, wrap: true}}
"""
INPAINTING = json.dumps(
    {
        "_class_name": "UNet2DConditionModel", "sample_size": 64, "in_channels": 9, "out_channels": 4,
        "block_out_channels": [320, 640, 1280, 1280], "cross_attention_dim": 768, "attention_head_dim": 8,
        "layers_per_block": 2, "norm_num_groups": 32,
        "down_block_types": ["CrossAttnDownBlock2D"] * 3 + ["DownBlock2D"],
        "up_block_types": ["UpBlock2D"] + ["CrossAttnUpBlock2D"] * 3,
    }
)  # fmt: skip
FLUX = json.dumps(
    {
        "_class_name": "FluxTransformer2DModel", "in_channels": 64, "num_layers": 19, "num_single_layers": 38,
        "attention_head_dim": 128, "num_attention_heads": 24, "joint_attention_dim": 4096, "pooled_projection_dim": 768,
        "patch_size": 1, "guidance_embeds": True,
    }
)  # fmt: skip
CHARACTERS = """out_dir = 'out-shakespeare-char'
eval_interval = 250
dataset = 'shakespeare_char'
gradient_accumulation_steps = 1
batch_size = 64
block_size = 256
n_layer = 6
n_head = 6
n_embd = 384
dropout = 0.2
learning_rate = 1e-3
max_iters = 5000
"""
FINETUNED = """out_dir = 'out-shakespeare'
dataset = 'shakespeare'
init_from = 'gpt2-xl'
batch_size = 1
gradient_accumulation_steps = 32
max_iters = 20
learning_rate = 3e-5
decay_lr = False
"""
GLUE = """{"model_name_or_path": "bert-base-cased", "task_name": "rte", "max_seq_length": 128, "num_train_epochs": 3,
 "per_device_train_batch_size": 32, "learning_rate": 2e-5, "output_dir": "out", "do_train": true}
"""
ALPACA = """base_model: huggyllama/llama-7b
datasets: [{path: tatsu-lab/alpaca, type: alpaca}]
adapter: lora
lora_r: 8
lora_alpha: 16
sequence_len: 2048
micro_batch_size: 2
num_epochs: 3
optimizer: adamw_torch
learning_rate: 0.0002
output_dir: ./out
"""
LONG_LLM = """base_model: meta-llama/Llama-3.1-8B
datasets: [{path: my/long, type: completion}]
sequence_len: 131072
flash_attention: true
micro_batch_size: 1
num_epochs: 1
optimizer: adamw_torch
learning_rate: 0.00001
output_dir: ./out
"""
CCT = """model: cct_7_3x1_32
dataset: torch/cifar10
input_size: [3, 32, 32]
num_classes: 10
pretrained: false
batch_size: 128
epochs: 300
opt: adamw
lr: 5.5e-4
weight_decay: 0.06
sched: cosine
"""
DEIT = """model: deit_small_patch16_224
data_dir: imagenet
num_classes: 1000
pretrained: false
batch_size: 128
epochs: 300
opt: adamw
sched: cosine
mixup: 0.8
cutmix: 1.0
"""
YOLO = """nc: 80
scales:
  x: [1.00, 1.50, 512]
backbone:
  - [-1, 1, Conv, [64, 3, 2]]
  - [-1, 1, Conv, [128, 3, 2]]
  - [-1, 2, C3k2, [256, False, 0.25]]
  - [-1, 1, Conv, [256, 3, 2]]
  - [-1, 2, C3k2, [512, False, 0.25]]
  - [-1, 1, Conv, [512, 3, 2]]
  - [-1, 2, C3k2, [512, True]]
  - [-1, 1, Conv, [1024, 3, 2]]
  - [-1, 2, C3k2, [1024, True]]
  - [-1, 1, SPPF, [1024, 5]]
  - [-1, 2, C2PSA, [1024]]
head:
  - [-1, 1, nn.Upsample, [None, 2, "nearest"]]
  - [[-1, 6], 1, Concat, [1]]
  - [-1, 2, C3k2, [512, False]]
  - [-1, 1, nn.Upsample, [None, 2, "nearest"]]
  - [[-1, 4], 1, Concat, [1]]
  - [-1, 2, C3k2, [256, False]]
  - [-1, 1, Conv, [256, 3, 2]]
  - [[-1, 13], 1, Concat, [1]]
  - [-1, 2, C3k2, [512, False]]
  - [-1, 1, Conv, [512, 3, 2]]
  - [[-1, 10], 1, Concat, [1]]
  - [-1, 2, C3k2, [1024, True]]
  - [[16, 19, 22], 1, Detect, [nc]]
"""
HIFIGAN = json.dumps(
    {
        "resblock": "1", "num_gpus": 0, "batch_size": 16, "learning_rate": 0.0002, "upsample_rates": [8, 8, 2, 2],
        "upsample_kernel_sizes": [16, 16, 4, 4], "upsample_initial_channel": 512, "resblock_kernel_sizes": [3, 7, 11],
        "resblock_dilation_sizes": [[1, 3, 5], [1, 3, 5], [1, 3, 5]], "segment_size": 8192, "num_mels": 80,
        "n_fft": 1024, "hop_size": 256, "win_size": 1024, "sampling_rate": 22050,
    }
)  # fmt: skip
REAL_TIME = "latency: real-time"
IMAGES = "modality: image, unit: images"
CNN_STACK = "family: cnn, num_layers: {0}, normalization: none, skip_connections: {1}"

# What it is: (file name, config, a fact that is read and its value).
PUBLISHED = {
    "mT5-small": ("config.json", MT5, "model.num_heads", 6),
    "Flan-T5-small": ("config.json", FLAN, "model.num_heads", 6),
    "T5-11B": ("config.json", T5_11B, "model.head_dim", 128),
    "SigLIP so400m at 384": ("config.json", SIGLIP, None, None),
    "Falcon-7B": ("config.json", FALCON, "model.num_heads", 71),
    "SmolLM-135M": ("config.json", SMOLLM, "model.num_kv_heads", 3),
    "Qwen2.5-7B": ("config.json", QWEN, "model.num_kv_heads", 4),
    "Gemma-7B": ("config.json", GEMMA, "model.head_dim", 256),
    "Gemma-2B": ("config.json", GEMMA_2B, "model.num_kv_heads", 1),
    "Gemma-2-9B": ("config.json", GEMMA2, "model.head_dim", 256),
    "a padding token of -1": ("config.json", NO_PAD, "model.vocab_size", 32000),
    "RoBERTa-large": ("config.json", ROBERTA, "model.max_positions", 514),
    "BERT-large": ("config.json", BERT_LARGE, "model.num_layers", 24),
    "DeBERTa-v2-xxlarge": ("config.json", DEBERTA, "model.num_layers", 48),
    "OPT-350M": ("config.json", OPT, "model.num_layers", 24),
    "OLMo-2": ("config.json", OLMO2, "model.num_heads", 32),
    "BLOOM": ("config.json", BLOOM, "model.num_heads", 32),
    "MPT": ("config.json", MPT, "model.num_heads", 32),
    "Mamba-2.8B": ("config.json", MAMBA, "model.num_layers", 64),
    "DETR": ("config.json", DETR, None, None),
    "Swin-V2": ("config.json", SWINV2, None, None),
    "SegFormer-B0": ("config.json", SEGFORMER, None, None),
    "wav2vec 2.0": ("config.json", WAV2VEC2, "model.num_heads", 12),
    "AST": ("config.json", AST, "model.patch_size", 16),
    "EfficientFormer": ("config.json", EFFICIENTFORMER, None, None),
    "GraphGPS on ZINC": ("zinc.yaml", gps("PyG-ZINC", "subset"), "data.nodes_per_graph", 23.2),
    "GraphGPS on ogbg-molhiv": (
        "molhiv.yaml",
        gps("OGB", "ogbg-molhiv", kind="classification", encoder="Atom+RWSE", edges="Bond", pooling="mean",
            layer="CustomGatedGCN+Transformer"),
        "data.nodes_per_graph", 25.5,
    ),
    "GraphGPS on PCQM4Mv2": (
        "pcqm4m.yaml",
        gps("OGB", "PCQM4Mv2-full", encoder="Atom+RWSE", edges="Bond", layer="CustomGatedGCN+Transformer", layers=16,
            width=256, batch=256),
        "data.nodes_per_graph", 14.1,
    ),
    "GraphGPS on MNIST superpixels": (
        "mnist.yaml",
        gps("PyG-GNNBenchmarkDataset", "MNIST", kind="classification_multi", encoder="LinearNode+RWSE",
            edges="LinearEdge", layer="CustomGatedGCN+Transformer", layers=3, width=52, batch=16),
        "data.modality", "graph",
    ),
    "GraphGPS on WebKB": (
        "webkb.yaml",
        gps("PyG-WebKB", "texas", task="node", kind="classification", encoder="LinearNode+RWSE", edges="DummyEdge",
            layer="None+Transformer", layers=2, head="node"),
        "data.num_graphs", 1,
    ),
    "GraphGPS on MalNet-Tiny without encodings": (
        "malnet.yaml",
        gps("PyG-MalNetTiny", "LocalDegreeProfile", kind="classification", encoder="LocalDegreeProfile",
            edges="DummyEdge", encodings="", layer="CustomGatedGCN+Performer", layers=5, batch=16),
        "model.attention", "linear",
    ),
    "Graphormer on ZINC": ("graphormer.yaml", GRAPHORMER, "model.num_heads", 8),
    "GCN of 16 layers on ZINC": (
        "gcn.json", benchmark("GCN", "ZINC", 16, hidden_dim=172, out_dim=172), "model.num_layers", 16,
    ),
    "GAT of 16 layers on AQSOL": (
        "gat.json", benchmark("GAT", "AQSOL", 16, hidden_dim=18, out_dim=144, n_heads=8), "model.num_layers", 16,
    ),
    "GatedGCN of 16 layers on CLUSTER": (
        "gatedgcn.json", benchmark("GatedGCN", "SBM_CLUSTER", 16, hidden_dim=70, out_dim=70), "model.num_layers", 16,
    ),
    "MLP baseline of the graph benchmark": (
        "mlp.json", benchmark("MLP", "SBM_PATTERN", 4, hidden_dim=150, out_dim=150, gated=False),
        "model.uses_edges", False,
    ),
    "Faster R-CNN, 2 images per GPU": ("faster_rcnn.py", FASTER_RCNN, "training.batch_size_per_device", 2),
    "PSPNet, 2 images per GPU": ("pspnet.py", PSPNET, "model.norm_synchronized", True),
    "pix2pix with a batch of one": (
        "archlint.yaml",
        native("image-generation", model="family: gan, architecture: pix2pix, normalization: batch, pretrained: false",
               data="modality: image", training="batch_size_per_device: 1"),
        "training.batch_size_per_device", 1,
    ),
    "nnU-Net with a batch of two": ("nnUNetPlans.json", json.dumps(NNUNET), "training.batch_size_per_device", 2),
    "3-D U-Net with a batch of one": ("train.yaml", UNET_3D, None, None),
    "EDSR": ("edsr.yml", EDSR, "model.normalization", "none"),
    "RCAN": ("rcan.yml", RCAN, "model.num_layers", 200),
    "VGG-16": (
        "archlint.yaml", native("image-classification", model=CNN_STACK.format(16, "false"), data="modality: image"),
        "model.num_layers", 16,
    ),
    "VGG-19": (
        "archlint.yaml", native("image-classification", model="architecture: vgg19", data="modality: image"),
        "model.num_layers", 19,
    ),
    "NFNet": (
        "archlint.yaml", native("image-classification", model="architecture: nfnet_f0", data="modality: image"),
        "model.norm_free_by_design", None,
    ),
    "GoogLeNet": (
        "archlint.yaml", native("image-classification", model="architecture: googlenet", data="modality: image"),
        "model.family", "cnn",
    ),
    "HiFi-GAN": ("config_v1.json", HIFIGAN, None, None),
    "latent diffusion's KL weight": ("autoencoder.yaml", LDM, "model.family", "vae"),
    "inpainting with nine channels": ("config.json", INPAINTING, None, None),
    "FLUX": ("config.json", FLUX, None, None),
    "SDXL-Turbo in real time": (
        "archlint.yaml",
        native("image-generation", model="architecture: sdxl-turbo, sampling_steps: 1", data="modality: image",
               deployment=REAL_TIME),
        "model.sampling_steps", 1,
    ),
    "LCM in real time": (
        "archlint.yaml",
        native("image-generation", model="family: diffusion, sampling_steps: 4, distilled: true",
               data="modality: image", deployment=REAL_TIME),
        "model.sampling_steps", 4,
    ),
    "nanoGPT over characters": ("train_shakespeare_char.py", CHARACTERS, "model.num_heads", 6),
    "nanoGPT fine-tuned on Shakespeare": ("finetune_shakespeare.py", FINETUNED, "model.pretrained", True),
    "CCT on CIFAR-10": ("cct.yaml", CCT, "model.pretrained", False),
    "CCT on Flowers-102": (
        "archlint.yaml",
        native("image-classification", model="architecture: cct, pretrained: false", data="name: flowers102"),
        "data.train_size", 1020,
    ),
    "DeiT on ImageNet": ("deit.yaml", DEIT, "model.pretrained", False),
    "MAE on a small set": (
        "archlint.yaml",
        native("self-supervised-pretraining", model="architecture: vit_base_patch16_224, pretrained: false",
               data=IMAGES + ", train_size: 5000", training="regime: self-supervised"),
        "data.train_size", 5000,
    ),
    "RTE fine-tuning": ("rte.json", GLUE, "model.pretrained", True),
    "LoRA on Alpaca": ("lora.yml", ALPACA, "model.pretrained", True),
    "a context of 131,072 tokens": ("long.yml", LONG_LLM, "data.sequence_length", 131072),
    "EfficientFormer on a phone": (
        "archlint.yaml",
        native("image-classification", model="architecture: efficientformer_l1", data="modality: image",
               deployment="target: mobile"),
        "deployment.target", "mobile",
    ),
    "MobileViT on a phone": (
        "archlint.yaml",
        native("image-classification", model="architecture: mobilevit_s", data="modality: image",
               deployment="target: mobile"),
        "deployment.target", "mobile",
    ),
    "GraphGPS on CIFAR-10 superpixels": (
        "cifar10.yaml",
        gps("PyG-GNNBenchmarkDataset", "CIFAR10", kind="classification_multi", encoder="LinearNode+RWSE",
            edges="LinearEdge", layer="CustomGatedGCN+Transformer", layers=3, width=52, batch=16),
        "data.modality", "graph",
    ),
    "MobileNet v1": (
        "archlint.yaml", native("image-classification", model="architecture: mobilenet_v1, skip_connections: false",
                                data="modality: image", deployment="target: mobile"),
        "deployment.target", "mobile",
    ),
    "RepVGG as deployed": (
        "archlint.yaml", native("image-classification", model="architecture: repvgg_a0, normalization: none, "
                                "skip_connections: false", data="modality: image", training="regime: inference"),
        "model.skip_connections", False,
    ),
    "MLP-Mixer": (
        "archlint.yaml", native("image-classification", model="architecture: mixer_b16_224, pretrained: true",
                                data="modality: image, image_size: 224"),
        "data.image_size", 224,
    ),
    "WaveNet": (
        "archlint.yaml", native("text-to-speech", model="family: tcn, architecture: wavenet, num_layers: 30, "
                                "normalization: none", data="modality: audio"),
        "model.num_layers", 30,
    ),
    "N-BEATS": (
        "archlint.yaml", native("forecasting", model="family: forecaster, architecture: n-beats, num_layers: 30, "
                                "normalization: none, skip_connections: true", data="modality: time-series"),
        "model.num_layers", 30,
    ),
    "U-Net": (
        "archlint.yaml", native("semantic-segmentation", model="architecture: unet, num_layers: 23, "
                                "skip_connections: true", data="modality: image"),
        "model.num_layers", 23,
    ),
    "CycleGAN with a batch of one": (
        "archlint.yaml", native("image-generation", model="family: gan, architecture: cyclegan, pretrained: false, "
                                "normalization: instance", data="modality: image, image_size: 256",
                                training="batch_size_per_device: 1"),
        "training.batch_size_per_device", 1,
    ),
    "FLUX schnell in real time": (
        "archlint.yaml", native("image-generation", model="architecture: flux.1-schnell, sampling_steps: 4, "
                                "distilled: true", data="modality: image", deployment=REAL_TIME),
        "model.sampling_steps", 4,
    ),
    "FastViT on a phone": (
        "archlint.yaml", native("image-classification", model="architecture: fastvit_t8", data="modality: image",
                                deployment="target: mobile"),
        "deployment.target", "mobile",
    ),
    "a decoder without positions": (
        "archlint.yaml", native("language-modeling", model="family: transformer-decoder, causal: true, "
                                "position_encoding: none, pretrained: false",
                                data="modality: text, unit: tokens, train_size: 1000000000"),
        "model.position_encoding", "none",
    ),
    "DINO on a small set": (
        "archlint.yaml", native("self-supervised-pretraining", model="architecture: vit_small_patch16_224, "
                                "pretrained: false", data=IMAGES + ", train_size: 9000",
                                training="regime: self-supervised"),
        "data.train_size", 9000,
    ),
    "LIMA": ("lima.yml", ALPACA.replace("tatsu-lab/alpaca", "GAIR/lima"), "model.pretrained", True),
    "SQuAD fine-tuning": (
        "squad.json", GLUE.replace('"task_name": "rte"', '"dataset_name": "squad"').replace("128", "384"),
        "model.pretrained", True,
    ),
    "a GNN over 2.4 million nodes, sampled": (
        "archlint.yaml", native("node-classification", model="family: gnn, architecture: graphsage, num_layers: 3",
                                data="name: ogbn-products", training="samples_neighbours: true"),
        "data.nodes_per_graph", 2449029,
    ),
    "YOLO11x": ("yolo11.yaml", YOLO, None, None),
    "iTransformer": (
        "archlint.yaml",
        native("forecasting", model="family: forecaster, architecture: itransformer, position_encoding: none",
               data="modality: time-series, unit: time-steps, train_size: 34000, sequence_length: 96"),
        "model.position_encoding", "none",
    ),
    "a ViT over spectrograms": (
        "archlint.yaml", native(model="family: vision-transformer, pretrained: true", data="modality: audio"),
        "data.modality", "audio",
    ),
    "a GNN over superpixels": (
        "archlint.yaml", native("graph-classification", model="family: gnn, num_layers: 4",
                                data="modality: image, features: superpixels"),
        "data.modality", "image",
    ),
    "LRA's pixel sequences": (
        "archlint.yaml", native("image-classification", model="family: transformer-encoder, pretrained: false",
                                data="modality: image, sequence_length: 1024, unit: images, train_size: 50000"),
        "data.sequence_length", 1024,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_config_gets_no_error_and_no_warning(name):
    file, text, fact, value = PUBLISHED[name]
    result = read(text, file)
    assert result.facts, "the config is not read"
    if value is not None:
        found = {known.value for part in result.facts.parts() for known in [part.get(fact)] if known is not None}
        assert value in found
    assert not [finding for finding in lint(text, file) if finding.severity in ("error", "warning")]
