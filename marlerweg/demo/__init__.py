"""The invented year of the demo town."""
