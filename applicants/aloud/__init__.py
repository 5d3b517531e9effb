"""The questions of the journey, read aloud: recordings per question and language."""
