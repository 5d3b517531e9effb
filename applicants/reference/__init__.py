"""Lists that every institution begins with and may edit: languages, residence documents, papers, can-do sentences."""
