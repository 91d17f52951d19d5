"""The front door: start page, my desk, legal pages, help, search over everything public."""
