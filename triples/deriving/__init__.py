"""What follows from the graph: one module a rule. Each result says what it was derived from."""
