"""Mutants of model/: places, objects, tests that kill them. README.md tells how it works."""
