"""Rules that point to the skill ``transformer-architecture-deepdive``."""
