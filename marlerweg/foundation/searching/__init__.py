"""Search in many languages: folding, stems, compounds, spelling, concepts, and an index that explains its answers."""
