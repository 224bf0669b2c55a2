"""What members see of their day, and of what comes once a day."""
