"""Which languages are asked for and not spoken, office by office, and what one more speaker would change."""
