"""Subgraphs and rows to files, one module a format."""
