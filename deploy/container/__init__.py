"""What runs inside the image beside the bot, with nothing but the standard library."""
