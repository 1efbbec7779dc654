"""Rules that point to the skill ``architecture-design-principles``."""
