"""Pages of a conference, split by who uses them."""
