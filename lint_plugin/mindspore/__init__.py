"""Facts on MindSpore, by version: data read from its wheels and documents, and the questions they answer.

Nothing here looks at the code under analysis, and nothing imports MindSpore.
"""
