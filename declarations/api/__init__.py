"""The lists and what they list as a read-only REST API: the rows of the pages, by the same filters.

Nobody signs in here: the API gives what everybody may see, whoever asks.
"""
