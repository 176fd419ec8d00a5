"""The room of the pipeline: process, deals, what speaks for their gates, and plans."""
