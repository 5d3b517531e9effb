"""The demo institution: invented names, real combinations of languages, cases in every state; the same each time."""
