"""What happens when moderators look, answer and decide."""
