"""What the readers of vocoders have in common: rates, kernels, hop and the excerpts of training."""

from ...facts import Facts, count, is_count
from .. import Node
from .values import MOST_STAGES, positive

# Keys that give the samples of a frame in another way than by the rates alone.
_ELSEWHERE = (
    "subbands",
    "num_subbands",
    "n_bands",
    "num_bands",
    "pqmf",
    "code_hop_size",
    "mini_nsf",
    "downsample_rates",
)


def plain_counts(node: Node):
    """Return the numbers of a list of positive whole numbers, else None."""
    values = node.value if node.is_list else None
    if not values or not all(is_count(value) for value in values):
        return None
    return values


def state_frames(facts: Facts, hop, window=None, fft=None, padding=None):
    """State what the spectrogram says: its hop, and its window beside the Fourier transform."""
    facts.state("data.hop_length", hop, positive)
    facts.assume("data.frame_padding", padding, hop)
    if window is not None and fft is not None:
        facts.state("data.window_length", window, positive)
        facts.state("data.fft_size", fft, positive)


def state_rates(facts: Facts, rates, factor=1):
    """State the strides and the samples of a frame: their product, times what the last step adds."""
    values = plain_counts(rates)
    if values is None or len(values) > 64 or max(values) > 10_000:
        return
    product = factor
    for value in values:
        product *= value
    facts.state("model.upsample_rates", rates)
    facts.say("model.upsample_product", product, rates)


def state_kernels(facts: Facts, rates, kernels, padding):
    """State each transposed convolution as a site: its stride, its kernel and how that is padded."""
    strides, sizes = plain_counts(rates), plain_counts(kernels)
    if strides is None or sizes is None:
        return
    for index, _ in enumerate(zip(strides[:MOST_STAGES], sizes, strict=False)):
        stage = facts.site(f"upsampling {index + 1}")
        stage.state("model.upsample_rate", rates.child(index), count)
        stage.state("model.upsample_kernel", kernels.child(index), count)
        stage.say("model.upsample_padding", padding, kernels.child(index))


def state_shorter(facts: Facts, role, items, stages):
    """State that a list has fewer entries than there are stages; one that is longer is cut."""
    if items.is_list and stages.is_list and len(items.value) < len(stages.value):
        part = facts.site(role)
        part.say("model.list_length", len(items.value), items)
        part.say("model.expected_length", len(stages.value), stages)


def made_length(rates, kernels, segment, hop, factor=1):
    """Return how many samples HiFi-GAN's generator makes of an excerpt, or None where that is unknown."""
    strides, sizes = plain_counts(rates), plain_counts(kernels)
    if strides is None or sizes is None or not len(strides) <= min(len(sizes), MOST_STAGES):
        return None
    if positive(segment.value) is None or positive(hop.value) is None:
        return None
    length = segment.value // hop.value
    for stride, size in zip(strides, sizes, strict=False):
        padding = (size - stride) // 2
        if padding < 0:
            return None
        length = (length - 1) * stride + size - 2 * padding
    return length * factor


def state_generator(facts: Facts, model, hop, segment, rates, kernels):
    """State the arithmetic of HiFi-GAN's generator and of its descendants.

    Nothing, where what a config's own keys add is not known, or where deviations happen to make up for each other.
    """
    state_shorter(facts, kernels.keys[-1], kernels, rates)
    if any(model.get(key).present for key in _ELSEWHERE if key != "subbands"):
        return
    factor = 1
    for key in ("gen_istft_hop_size", "subbands"):
        node = model.get(key)
        if node.present and node.value is not False:
            if not is_count(node.value):
                return
            factor *= node.value
    made = made_length(rates, kernels, segment, hop, factor)
    if made is not None and made == segment.value:
        return
    state_rates(facts, rates, factor)
    if positive(segment.value) and positive(hop.value):  # else it may be a decoder whose output is cut to length
        state_kernels(facts, rates, kernels, "half-difference")
    facts.state("data.segment_length", segment, positive)
    facts.assume("data.segment_remainder", "refuse", segment)
