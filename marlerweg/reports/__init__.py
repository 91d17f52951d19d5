"""Documents that combine rooms: what can be read on a page can be printed, filed and sent as an accessible PDF.

Five words: paper, packet, summary, letterhead, file.
"""
