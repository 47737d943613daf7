"""The data and how it comes to be: reference tables, articles, extraction, description, build, export."""
