"""The server: the SPARQL endpoint, linked data and pages over one snapshot."""
