"""An invented year of the town, staged through the real deeds, so that everything in it is true.

Words: year, stage, cast, copy.
"""
