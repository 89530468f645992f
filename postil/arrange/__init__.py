"""Between anchoring and rendering: what all editions share, computed once. Pure.

Numbers, the order of notes, and the article's words with marks and controls woven in.
"""
