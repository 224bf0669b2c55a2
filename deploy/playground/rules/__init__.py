"""Discord's documented limits, one file for each kind of body."""
