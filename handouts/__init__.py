"""Editorial: what is said. Goes in: YAML files. Comes out: editions. Knows no ReportLab and no click."""
