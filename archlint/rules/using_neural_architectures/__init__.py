"""Rules that point to the skill ``using-neural-architectures``."""
