"""The ground under every feature. It never imports `cogs`."""
