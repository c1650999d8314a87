"""Small models of torch, and how they are ported: naively, then by the command's fixes alone."""
