"""What share of deals goes well: win rates, conversions, ages, discounts, with their intervals.

Every rate of a person is shrunk toward their team and says how much (`shrinkage`).
"""
