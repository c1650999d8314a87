"""A model of the code under analysis: what a name means, which classes are Cells, what an expression is.

It is built from source text by the standard library's `ast` alone. Nothing under analysis is imported or executed,
and whether MindSpore is installed never matters.
"""
