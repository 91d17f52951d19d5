"""Pages of the network: the public directory of actors, themes and districts, and the partner area."""
