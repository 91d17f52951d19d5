"""What a town brings along: its names, districts, themes, organisations, bodies and figures, each with a source.

Words: pack, fact, source, finding, open question.
"""
