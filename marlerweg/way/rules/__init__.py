"""What the Way allows and counts, on plain values."""
