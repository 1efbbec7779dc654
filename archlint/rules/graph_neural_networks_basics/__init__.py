"""Rules that point to the skill ``graph-neural-networks-basics``."""
