import pytest

from archlint.dialects.reading.paths import folder_name


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("./dataset/flowers102/", "flowers102"),
        ("gs://bucket/imagenet/imagenet-2012-tfrecord/train*", "imagenet-2012"),
        ("/data/coco/train2017", "coco"),
        ("data/VOC2012/JPEGImages", "VOC2012"),
        ("data\\cityscapes\\leftImg8bit\\train", "cityscapes"),
        ("./dataset/", None),
        ("/workspace/data/medical", None),
        ("/path/to/train", None),
        ("train", None),
        ("", None),
        ("/data/2020 07", None),
        ("dataset/custom/images", None),
    ],
)
def test_the_folder_that_holds_a_data_set(path, name):
    assert folder_name(path) == name
