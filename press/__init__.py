"""Production: what becomes of composed pages (copies, files, runs, mail)."""
