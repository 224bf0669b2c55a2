"""A person's record as a whole: written to a file, brought in from one, and forgotten.

What belongs to it is found in the schema, so that a new feature's tables need nothing here.
"""
