"""The app: a module a page."""
