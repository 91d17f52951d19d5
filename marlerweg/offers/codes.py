"""QR codes as drawings: black on white whatever the page's colours, because cameras want it so."""

import segno

MARGIN, SCALE = 3, 4


def drawn(address: str) -> str:
    """A whole SVG with a viewBox, about two kilobytes."""
    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(scale=SCALE, border=MARGIN, dark="#000", light="#fff", omitsize=True)
    width, height = code.symbol_size(SCALE, MARGIN)
    size = f'xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
    return svg.replace("<svg ", f"<svg {size} ", 1)
