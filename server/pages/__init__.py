"""Pages of things: for each kind of thing what its page shows, read with a few bounded queries into typed data."""
