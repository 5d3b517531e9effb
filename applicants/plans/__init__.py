"""The financial plan of a file: written by the client and her advisor, each in their own language."""
