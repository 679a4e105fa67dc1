"""Parquet dumps: a release as four flat tables, for pandas, Polars, DuckDB and whatever else reads them (README.md)."""

from kg.parquet.schema import TABLES, Column, Table
from kg.parquet.writing import has_tables, write

FORMAT = "parquet"
MEDIA_TYPE = "application/vnd.apache.parquet"

__all__ = ["FORMAT", "MEDIA_TYPE", "TABLES", "Column", "Table", "has_tables", "write"]
