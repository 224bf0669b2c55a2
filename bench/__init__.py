"""What things cost, beside the least that a bot can do."""
