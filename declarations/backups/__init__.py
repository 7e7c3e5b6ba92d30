"""The whole tracker in one file, and back: every row of every table and every document, as they stood at one moment.

The file is a zip archive that either database writes and either reads, so that it also moves a tracker from one to
the other. `manifest.json` in it names the version of the program, the migrations, and the number of rows and the
checksum of each table and file.

tables      the rows of each table -> lines of JSON, and back
archive     the zip archive: writing it, and checking it before anything is believed
making      the running tracker -> archive
restoring   archive -> tracker
"""

from .archive import BackupRefused
from .making import make_backup
from .restoring import restore_backup

__all__ = ["BackupRefused", "make_backup", "restore_backup"]
