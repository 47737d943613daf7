"""The vocabulary: un.ttl (OWL 2 DL), its alignments, code lists and JSON-LD context; imports nothing above it."""
