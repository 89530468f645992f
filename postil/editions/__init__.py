"""Editions: each a module that turns an arranged library into files, and knows no other."""
