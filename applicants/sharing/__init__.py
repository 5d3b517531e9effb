"""Materials given to a client: which, in which language, and whether they were opened."""
