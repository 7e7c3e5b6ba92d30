"""A world to measure on: as many declarations, signatures, cases and follow-ups as are asked for, the same each time.

plan        what is in a world, before it is in any database
layers      a plan saved as curators and imports would, through the program's own functions
bulk        a plan saved quickly: the same rows, but for the history and the files of the documents
copying     the rows of a SQLite file copied into a PostgreSQL database

    python -m benchmarks.world --size S --check            # both ways give the same rows
    python -m benchmarks.world --size L /tmp/large.sqlite3  # makes a file to measure on
"""
