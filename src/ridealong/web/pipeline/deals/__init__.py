"""Deals: their page, their list, and the customer's page."""
