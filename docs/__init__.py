"""Reference pages and pictures, made by `make docs` and `make pictures`."""
