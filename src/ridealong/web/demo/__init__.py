"""A desk to try: the people of an invented firm, three months of their talks, really analysed."""
