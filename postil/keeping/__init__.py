"""Keeping: what a build remembers, so that the next one does only what is due.

What is kept lies in `.postil/kept` beside the content folder. It is safe to delete, and nothing in
it is believed that could be out of date or damaged: an article is taken as made if the bytes of its
folder, of everything that its files depend on, and of the engine itself are those that it was made
of, and if its files stand in the output as they were written.
"""
