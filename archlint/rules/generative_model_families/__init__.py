"""Rules that point to the skill ``generative-model-families``."""
