"""The address of a sheet's page, as a drawing that a phone can read."""


def qr_code(address: str) -> str:
    """A QR code as SVG; with level M a sheet may be dirty, and is still read."""
    import segno

    drawing: str = segno.make(address, error="m", micro=False).svg_inline(border=2, dark="#000")
    return drawing
