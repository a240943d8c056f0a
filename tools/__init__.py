"""What maintainers run: the lock files, the audit of dependencies."""
