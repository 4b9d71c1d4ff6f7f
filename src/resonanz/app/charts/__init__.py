"""Charts drawn on the server as HTML and SVG from plain values; each ``draw_*`` gives a whole ``<figure>``."""
