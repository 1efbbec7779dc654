import pytest
from reading import read


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("resolutions = [512]\n[[directory]]\npath = '/data'\nnum_repeats = 1\n", True),
        ("[[datasets]]\nresolution = 512\n[[datasets.subsets]]\nimage_dir = 'x'\n", True),
        ("[[directory]]\npath = '/var'\n", False),
        ("[[datasets]]\nname = 'x'\n", False),
    ],
)
def test_folders_of_images_describe_no_network(text, claimed):
    result = read(text, "data.toml")
    assert (result.dialect == "image-folders") is claimed
    assert result.facts is None
