"""Rules that point to the skill ``attention-mechanisms-catalog``."""
