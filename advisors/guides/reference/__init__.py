"""The guides an institution begins with: drafts, one file each, for it to check and publish."""
