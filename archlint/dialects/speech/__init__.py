"""Speech and sound: recognition, synthesis and vocoders."""
