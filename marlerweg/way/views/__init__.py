"""Pages of the Way: the public ones, the board, one page per kind of item."""
