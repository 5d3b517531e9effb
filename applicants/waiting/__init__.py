"""Who waits for an earlier time than the one she has, and what becomes free."""
