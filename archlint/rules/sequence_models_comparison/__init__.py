"""Rules that point to the skill ``sequence-models-comparison``."""
