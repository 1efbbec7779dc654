"""Frameworks of every field: Hydra, Lightning, Keras, Ludwig, and networks that Python files build."""
