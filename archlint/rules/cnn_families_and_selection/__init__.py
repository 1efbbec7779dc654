"""Rules that point to the skill ``cnn-families-and-selection``."""
