"""The rules of coaching over data: trends, whom to talk to next, what a leader may count.

Nothing here reads a file, a database or a clock: what is known goes in, what follows comes out.
"""
