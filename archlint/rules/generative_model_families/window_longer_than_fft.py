"""The window of a spectrogram is longer than its Fourier transform.

## What it looks for
The length of the analysis window beside the size of the Fourier transform.

## Why it matters
A window is padded to the size of the transform, never cut: PyTorch and librosa refuse a longer one at the first
spectrogram.

## What to do instead
A transform at least as long as the window, the next power of two; or a shorter window.

## When it is fine
Never.

## Evidence
PyTorch's and librosa's own checks of a short-time Fourier transform.
"""

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import AtMost, Remedy, must_hold

WINDOW, SIZE = "data.window_length", "data.fft_size"
FITS = AtMost(WINDOW, SIZE)

RULE = must_hold(
    "window-longer-than-fft",
    "a window longer than the Fourier transform",
    FITS,
    say="a window of {value:sample} is longer than a Fourier transform of {most}",
    instead="a transform that holds the window: {fixes}",
    remedies=(Remedy(SIZE, lambda view: [1 << (view.value(WINDOW) - 1).bit_length()]), *FITS.remedies),
    at=(SIZE, WINDOW),
    sites=False,
)


_HIFI = """{"resblock": "1", "upsample_rates": [8, 8, 2, 2], "upsample_kernel_sizes": [16, 16, 4, 4],
 "resblock_kernel_sizes": [3], "resblock_dilation_sizes": [[1, 3, 5]], "n_fft": %d, "win_size": 1024}
"""
EXAMPLES = (
    Bad(_HIFI % 512, value="512", severity=ERROR, path="config.json"),
    Good(_HIFI % 1024, path="config.json"),
    Silent(_HIFI % 2048, why="a shorter window is padded", path="config.json"),
)
