"""The sales process: stages, two-sided gates, rates, pipeline shape, diagnosis, plans.

Pure rules over the plain data of `process.model`: no database, no web framework, no clock of its
own. Whoever asks says what day it is.
"""
