"""Who is there: the town, its districts and themes, organisations and people, what they offer and seek, and the map of ties.

Five words: organisation, person, engagement, theme, district.
"""
