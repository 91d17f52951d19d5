"""What comes in about offers, checked for shape."""
