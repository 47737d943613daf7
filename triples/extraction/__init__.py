"""Article text to facts: pure functions, no files, no network."""
