"""A conference day, from the invitation to what became of it. Its words: edition, registration, table, round, card."""
