"""What benchmarks/quotations.py is made of: scoring, leaving rules out, timing."""
