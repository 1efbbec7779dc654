"""The commands, one module each, which ``archlint.cli`` imports when its command is called."""
