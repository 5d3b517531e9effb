"""Lists that every institution begins with and may edit: spoken languages, residence documents, kinds of documents."""
