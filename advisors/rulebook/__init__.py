"""The rules of the match as the institution sets them: versions of the weights, and which languages are kindred."""
