"""Stage 2, validate: YAML nodes to records that keep the format. Pure; it tells all it finds."""

from postil.validate.library import validate_library as validate_library
