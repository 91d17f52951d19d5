"""British English: Django's English is American, and 3/4 would be another day."""
