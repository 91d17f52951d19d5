"""The directory in the shapes of Integreat's interface, version 3: its app can show the town's offers, and a region's
places, events and pages can come in from there.
"""

SYSTEM = "integreat"
