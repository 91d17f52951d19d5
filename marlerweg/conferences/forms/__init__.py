"""What comes in over HTTP about a conference, checked for shape."""
