"""Free-text questions answered by voice: recorded by her, heard and written down by her advisor."""
