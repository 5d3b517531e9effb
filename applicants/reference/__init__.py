"""Lists that every institution begins with and may edit: spoken languages, residence documents, can-do sentences."""
