"""Guides: what to do, step by step, to start in a country and a legal form."""
