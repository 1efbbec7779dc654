"""Images, video and music that are generated: diffusion models and autoencoders."""
