"""Time series and other long sequences."""
