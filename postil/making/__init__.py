"""Making: each article by itself, from its folder to its files, then what joins them.

The pages of an article depend on little beside it: the frame, which is the same for all, and a few
facts of the site (its surroundings). So articles can be made one by one, in any order, and again
when one of those facts turns out to be another. What joins them is made from their cards.
"""
