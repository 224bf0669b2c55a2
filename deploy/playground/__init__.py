"""A Discord of one's own on this machine: it imports nothing of the bot it serves."""
