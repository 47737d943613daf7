"""Facts to triples: one module for each kind of fact. Pure functions, no files."""
