"""Postil makes annotated readers from an article and YAML."""

__version__ = "0.1.0"
