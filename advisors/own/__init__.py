"""The advisor's own page: sections, each of which says what is known and leads to where it is changed."""
