"""What the code under analysis means: classes, values, and how surely they are known."""
