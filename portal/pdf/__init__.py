"""Documents on paper: what they hold (`document`), how they are set (`typeset`)."""
