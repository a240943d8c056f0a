"""The command line: Typer verbs that choose readers and engines and map errors to exit codes."""
