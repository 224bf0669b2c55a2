"""What members see of their settings and of their own data."""
