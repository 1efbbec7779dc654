import time

from archlint.dialects.reading.layer_lists import CONCATENATION, SUM, Layer, has_shortcut, longest_path


def test_a_name_written_again_stands_for_the_later_layer():
    layers = [Layer(["a"], [], 1), Layer(["a"], ["a"], 1), Layer(["b"], ["a"], 1)]
    assert longest_path(layers) == 3


def test_no_weights_are_no_depth():
    assert longest_path([Layer(["a"], [])]) is None


def test_sums_of_two_inputs_are_no_shortcuts():
    layers = [Layer(["a"], []), Layer(["b"], []), Layer(["c"], ["a", "b"], join=SUM)]
    assert has_shortcut(layers) is False


def test_large_graphs_are_bounded():
    start = time.perf_counter()
    layers = [Layer([str(number)], [str(number - 1)], 1, CONCATENATION) for number in range(100_000)]
    assert has_shortcut(layers) is None
    assert longest_path(layers) == 100_000
    assert has_shortcut(layers[:5_000]) is False
    assert time.perf_counter() - start < 10
