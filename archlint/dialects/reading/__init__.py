"""What the readers of several wings share; no dialect stands here, and nothing here imports a wing."""
