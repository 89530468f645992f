"""Stage 1, read: files to text and YAML nodes, each with its place. Touches the world."""
