"""Voice files, the house pack, and the recipe that makes it."""
