"""Graphs and molecules."""
