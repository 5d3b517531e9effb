"""Many files at once: an advisor's go to colleagues, the queue finds its advisors; preview, change, accept."""
