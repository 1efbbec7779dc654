"""Vision programs that are known by their own arguments."""

import pytest
from reading import engine, facts, lint, read, rules

GUIDED = (
    "python scripts/image_train.py --data_dir d --image_size %d --num_channels %d --num_res_blocks 3 "
    "--learn_sigma True --diffusion_steps 4000 --noise_schedule cosine %s"
)
QUIET = ("unknown-fact",)


@pytest.mark.parametrize(
    ("command", "rule"),
    [
        # T2T-ViT: up to two pixels are left out, three are one token more than the positions have
        ("python main.py data --model t2t_vit_14 --img-size 256 -b 64 --amp", None),
        ("python main.py data --model t2t_vit_14 --img-size 258 -b 64 --amp", None),
        ("python main.py data --model t2t_vit_14 --img-size 259 -b 64 --amp", "image-not-divisible-by-patch"),
        ("python main.py data --model T2t_vit_t_14 --img-size 260 -b 64 --amp", "image-not-divisible-by-patch"),
        ("python main.py data --model resnet50 --img-size 260 -b 64 --amp", None),
        # CSRA
        ("python main.py --model vit_B16_224 --num_heads 8 --lam 0.3 --img_size 448", "image-size-mismatch"),
        ("python main.py --model vit_B16_224 --num_heads 8 --lam 0.3 --img_size 224", None),
        ("python main.py --model vit_L16_224 --num_heads 8 --lam 0.3", "image-size-mismatch"),  # the default is 448
        ("python main.py --model vit_L16_224 --num_heads 8 --lam 0.3 $MORE", None),
        ("python main.py --model resnet101 --num_heads 8 --lam 0.3 --img_size 448", None),
        # TransUNet: the stem rounds its maps up
        ("python train.py --vit_name R50-ViT-B_16 --vit_patches_size 16 --n_skip 3 --img_size 250",
         "image-not-divisible-by-patch"),
        ("python train.py --vit_name R50-ViT-B_16 --vit_patches_size 16 --n_skip 3 --img_size 256", None),
        ("python train.py --vit_name R50-ViT-B_16 --vit_patches_size 16 --n_skip 0 --img_size 250", None),
        # Swin-Unet
        ("python train.py --cfg configs/swin_tiny_patch4_window7_224_lite.yaml --img_size 512",
         "image-not-divisible-by-window"),
        ("python train.py --cfg configs/swin_tiny_patch4_window7_224_lite.yaml --img_size 250",
         "image-not-divisible-by-stride"),
        ("python train.py --cfg configs/swin_tiny_patch4_window7_224_lite.yaml --img_size 448", None),
        ("python train.py --cfg configs/swin_tiny_patch4_window7_224_lite.yaml --img_size 512 --opts A 1", None),
        ("python train.py --cfg configs/other.yaml --img_size 512", None),
        # GANs that are installed as programs, and the tool for StyleGAN's data
        ("lightweight_gan --data ./images --image-size 300 --batch-size 16", "image-not-power-of-two"),
        ("lightweight_gan --data ./images --image-size 256 --batch-size 16", None),
        ("stylegan2_pytorch --data ./images --image-size 200", "image-not-power-of-two"),
        ("python other_gan.py --data ./images --image-size 200", None),
        ("python dataset_tool.py --source=/tmp/a --dest=/tmp/b.zip --resolution=300x300", "image-not-power-of-two"),
        ("python dataset_tool.py --source=/tmp/a --dest=/tmp/b.zip --width=300 --height=256", "image-not-power-of-two"),
        ("python dataset_tool.py --source=/tmp/a --dest=/tmp/b.zip --resolution=256x256", None),
        ("python dataset_tool.py convert --source=/tmp/a --dest=/tmp/b.zip --resolution=300x300", None),
        # guided-diffusion without factors knows a few sizes, and the factors for them
        (GUIDED % (96, 128, ""), "image-not-power-of-two"),
        (GUIDED % (128, 128, ""), None),
        (GUIDED % (96, 128, "--channel_mult 1,2,2"), None),
        (GUIDED % (96, 128, "--own_option 3"), None),
        (GUIDED % (96, 128, "$MORE"), None),
        (GUIDED % (512, 32, ""), "groupnorm-groups-not-dividing-channels"),
        (GUIDED % (512, 64, ""), None),
        # DeepLab
        ("python train.py --backbone resnet --dataset cityscapes --batch-size 2 --checkname x --eval-interval 1 "
         "--crop-size 513", "last-batch-of-one"),
        ("python train.py --backbone resnet --dataset cityscapes --batch-size 4 --checkname x --eval-interval 1 "
         "--crop-size 513", None),
        ("python train.py --backbone resnet --dataset cityscapes --batch-size 2 --checkname x --eval-interval 1 "
         "--crop-size 513 --freeze-bn True", None),
        ("python train.py --backbone resnet --dataset cityscapes --batch-size 2 --checkname x --eval-interval 1 "
         "--crop-size 513 --gpu-ids 0,1", None),
        ("python train.py --backbone resnet --dataset pascal --batch-size 2 --checkname x --eval-interval 1 "
         "--crop-size 513", None),
        ("python main.py --model deeplabv3plus_mobilenet --dataset voc --year 2007 --crop_val --batch_size 16",
         "last-batch-of-one"),
        ("python main.py --model deeplabv3plus_mobilenet --dataset voc --year 2012_aug --crop_val --batch_size 16",
         None),
        ("python main.py --model deeplabv3plus_mobilenet --dataset voc --year 2007 --crop_val --batch_size 16 "
         "--test_only", None),
        ("python train.py --model encnet --backbone resnet50 --dataset cityscapes --batch-size 2 --checkname x "
         "--base-size 520 --crop-size 480", None),
        # U-GAT-IT, photo2cartoon
        ("python train.py --dataset x --img_size 386 --n_res 4 --ch 32 --light True", "image-not-divisible-by-stride"),
        ("python train.py --dataset x --img_size 260 --n_res 4 --ch 32 --light True", None),
        ("python train.py --dataset x --img_size 260 --faceid_weight 1 --ch 32 --light True",
         "image-not-divisible-by-stride"),
        # pix2pix, CycleGAN
        ("python train.py --dataroot d --name x --model pix2pix --crop_size 300", "image-not-divisible-by-stride"),
        ("python train.py --dataroot d --name x --model pix2pix --crop_size 512", None),
        ("python train.py --dataroot d --name x --model pix2pix --crop_size 300 --netG resnet_9blocks", None),
        ("python train.py --dataroot d --name x --model cycle_gan --crop_size 300", None),
        ("python train.py --dataroot d --name x --model pix2pix --crop_size 300 --preprocess none", None),
        ("python train.py --dataroot d --name x --model pix2pix --crop_size 300 $MORE", None),
        # DiT
        ("torchrun train.py --model DiT-XL/2 --data-path d --image-size 256", None),
        ("torchrun train.py --model DiT-XL/2 --data-path d --image-size 264", "image-not-divisible-by-stride"),
        ("torchrun train.py --model SiT-B/8 --data-path d --image-size 224", "image-not-divisible-by-stride"),
        # DCGAN, and WGAN with most of its arguments
        ("python main.py --dataset folder --dataroot d --imageSize 128 --outf x", "image-size-mismatch"),
        ("python main.py --dataset folder --dataroot d --imageSize 64 --outf x", None),
        ("python main.py --dataset folder --dataroot d --imageSize 128 --outf x --n_extra_layers 1", None),
        ("python main.py --dataset folder --dataroot d --imageSize 128", None),
        # UNet++
        ("python train.py --dataset d --arch NestedUNet --input_w 96 --input_h 96", None),
        ("python train.py --dataset d --arch NestedUNet --input_w 100 --input_h 96", "image-not-divisible-by-stride"),
        # YOLO rounds the size up
        ("python train.py --img 640 --batch 16 --data coco.yaml --weights yolov5s.pt", None),
        ("python train.py --img 720 --batch 16 --data coco.yaml --weights yolov5s.pt", "image-not-divisible-by-stride"),
        ("python train.py --img 672 --batch 16 --data coco.yaml --weights yolov5s.pt", None),
        ("python train.py --img 672 --batch 16 --data coco.yaml --weights yolov5s6.pt",
         "image-not-divisible-by-stride"),
        ("python train.py --img-size 640 640 --batch 16 --data coco.yaml --cfg yolov7.yaml", None),
    ],
)  # fmt: skip
def test_sizes(command, rule):
    assert rules(command + "\n", "x.sh", ignore=QUIET) == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (
            "python train.py --dataset Synapse --vit_name R50-ViT-B_16 --img_size 224 --vit_patches_size 8 --n_skip 3",
            {"model.patch_size": 8, "model.stem_stride": 16, "data.image_size": 224},
        ),
        (
            "python train.py --dataset Synapse --vit_name ViT-B_16 --img_size 224 --vit_patches_size 16 --n_skip 3",
            {"model.stem_stride": None, "data.image_size": 224},
        ),
        (
            "python3 train.py --batch 16 --size 150 --iter 800000 --channel_multiplier 2 ./images",
            {"model.needs_power_of_two": True, "data.image_size": 150, "training.batch_size_per_device": 16},
        ),
        (
            "python train.py --backbone resnet --dataset cityscapes --batch-size 2 --checkname x --eval-interval 1 "
            "--crop-size 513",
            {"data.train_size": 2975, "training.drop_last": False, "model.normalizes_single_values": True},
        ),
        (
            "torchrun --nproc_per_node 4 main.py --model deeplabv3_resnet50 --dataset voc --year 2007 --crop_val",
            {"data.train_size": 209, "training.num_devices": 4},
        ),
    ],
)
def test_facts(command, expected):
    found = facts(command + "\n", "x.sh")
    assert {name: found.get(name) for name in expected} == expected


def test_levels_of_guided_diffusion_are_sites():
    flags = "--num_channels 48 --num_res_blocks 2 --learn_sigma True --noise_schedule cosine --channel_mult 1,2"
    found = read(f"python scripts/image_train.py {flags}\n", "x.sh").facts
    channels = [(site.role, site.value("model.norm_channels"), site.value("model.norm_groups")) for site in found.sites]
    assert channels == [("level 1", 48, 32), ("level 2", 96, 32)]


def test_the_program_itself_says_that_it_drops_the_last_batch(project):
    command = "python main.py --model deeplabv3plus_mobilenet --dataset voc --year 2007 --crop_val --batch_size 16\n"
    folder = project({"x.sh": command, "main.py": "loader = DataLoader(data, drop_last=True)\n"})
    assert engine().lint([str(folder / "x.sh")]).findings == []
    (folder / "main.py").write_text("loader = DataLoader(data)\n")
    assert [finding.rule for finding in engine().lint([str(folder / "x.sh")]).findings] == ["last-batch-of-one"]


def test_a_sweep_over_sizes_is_reported_where_each_fails():
    text = "for size in {}; do\n  python main.py data --model t2t_vit_14 --img-size $size --amp\ndone\n"
    assert lint(text.format("224 250"), "x.sh", ignore=QUIET) == []


@pytest.mark.parametrize(
    "command",
    [
        "python train.py --model resnet50 --img-size 250",
        "python train.py --size 150 --batch 16",
        "python train.py --img_size 386 --ch 32",
        "python train.py --backbone resnet --dataset cityscapes --batch-size 2",
        "python train.py --model pix2pix --crop_size 300",
        "python train.py --data data.csv --img 100 --weights x --epochs 3",
        "python train.py --model deeplabv3_resnet50 --batch_size 2",
    ],
)
def test_programs_of_such_words_are_not_claimed(command):
    assert read(command + "\n", "x.sh").dialect in (None, "known-args", "generic")


def test_a_data_set_tool_for_networks_of_any_size_is_no_alarm(project):
    command = "python dataset_tool.py --source=a --dest=b.zip --resolution=300x300\n"
    folder = project({"prepare.sh": command, "dataset_tool.py": "import click  # resizes to any size\n"})
    assert engine().lint([str(folder / "prepare.sh")]).findings == []
