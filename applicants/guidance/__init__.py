"""Guides with a client: which one was chosen for her, what is done of it, and the sheet she takes home."""
