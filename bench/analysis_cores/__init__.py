"""Measures of the analytical cores against outside references: one module a core, each with `measure(bench)`."""
