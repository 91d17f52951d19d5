"""What every room stands on and no word of the domain: decisions, clock, languages, texts, documents, sheets, jobs."""
