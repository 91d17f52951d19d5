"""What the directory decides and calculates, on plain values."""
