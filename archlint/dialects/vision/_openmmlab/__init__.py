"""What the OpenMMLab dialect reads of numbers that must fit: between parts, in stages, between heads and data."""
