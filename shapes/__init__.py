"""SHACL shapes, one file a concern, and the one function that checks a graph against them."""
