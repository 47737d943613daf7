"""How well extraction reads: facts read from texts, held against the facts that people found in them (the gold)."""
