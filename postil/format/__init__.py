"""The format: the fields of every record that an author writes, declared once.

`records` declares them, `kinds` says how a value is written and checked, `reader` makes records
of YAML nodes, and `json_schema` tells editors.
"""
