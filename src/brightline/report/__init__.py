"""Answers in the forms that people read and file: terminal, JSON lines, CSV, XLSX, Parquet, HTML."""
