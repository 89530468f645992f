"""Sources that a bundle carries, so that whoever has it can build the same bytes again.

The teacher's are all that was read, as it was. The pupils' are what their pages are made of,
written anew without answers. Pure: nothing is read here.
"""
