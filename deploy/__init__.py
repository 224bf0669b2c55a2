"""Where the bot can live."""
