"""The network: regions and their referents, and practices that one office tries and all can use."""
