"""Tables and recommendation."""
