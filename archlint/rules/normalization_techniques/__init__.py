"""Rules that point to the skill ``normalization-techniques``."""
