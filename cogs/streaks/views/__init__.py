"""What members see of their streak and their plans."""
