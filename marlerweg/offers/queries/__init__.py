"""What can be read of the directory, and by whom."""
