"""A person's own words: the native dialect, and configs of no known framework."""
