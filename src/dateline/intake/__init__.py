"""Bytes in, Reports out: one file per format."""
