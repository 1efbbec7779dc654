"""Images with text, and other pairs of modalities."""
