"""The path or URL of a folder goes in; out comes the Folder, in which a file is there as a whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from fsspec.core import url_to_fs

from dateline.errors import BadInput, NoRoom

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SCRATCH = ".scratch"
"""Where files stand that are still being written, in a folder for each process."""


class Folder:
    """A folder on disk or, by a URL, wherever fsspec can write (`s3://bucket/month`).

    On disk a file is written elsewhere, forced to the disk and then moved to its place; what an object store is handed
    appears as a whole by itself.
    """

    def __init__(self, where: str) -> None:
        try:
            self._fs, self.path = url_to_fs(where)
        except (ImportError, ValueError) as error:
            raise BadInput(f"{where}: cannot be reached ({error})") from None
        self._local = "file" in self._fs.protocol
        self.name = self.path if self._local else where.rstrip("/")

    def __truediv__(self, name: str) -> str:
        """The path or URL of a file in the folder."""
        return f"{self.name}/{name}"

    def has(self, name: str) -> bool:
        """Whether there is a file `name`."""
        return bool(self._fs.exists(f"{self.path}/{name}"))

    def read(self, name: str) -> bytes | None:
        """What stands in a file; None where there is none."""
        try:
            data: bytes = self._fs.cat_file(f"{self.path}/{name}")
        except FileNotFoundError:
            return None
        return data

    def names(self, below: str) -> list[str]:
        """The names of the files right below a folder of this one, in order; none where there is no such folder."""
        try:
            found = self._fs.ls(f"{self.path}/{below}", detail=False)
        except FileNotFoundError:
            return []
        return sorted(str(each).rstrip("/").rsplit("/", 1)[-1] for each in found)

    def write(self, name: str, data: bytes) -> None:
        """Put a file there, in place of what is there; NoRoom where it does not fit."""
        with self.scratch() as scratch:
            try:
                (scratch / "file").write_bytes(data)
            except OSError as error:
                raise unwritable(error, self / name) from error
            self.place(scratch / "file", name)

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """A folder of this process on its own disk, from which files are put in their place; it goes with what is left.

        Of a folder on disk it stands inside, so that a file need only be moved.
        """
        try:
            if self._local:
                (Path(self.path) / _SCRATCH).mkdir(parents=True, exist_ok=True)
            prefix = f"{socket.gethostname()}.{os.getpid()}."
            made = mkdtemp(prefix=prefix, dir=Path(self.path) / _SCRATCH if self._local else None)
        except OSError as error:
            raise unwritable(error, self.name) from error
        try:
            yield Path(made)
        finally:
            shutil.rmtree(made, ignore_errors=True)

    def place(self, file: Path, name: str) -> None:
        """Put a file of the scratch folder in its place, where it then stands as a whole, whatever happens."""
        try:
            if not self._local:
                self._fs.put_file(str(file), f"{self.path}/{name}")
                return
            to = Path(self.path) / name
            to.parent.mkdir(parents=True, exist_ok=True)
            _keep(file)
            file.replace(to)
            _keep(to.parent)
        except OSError as error:
            raise unwritable(error, self / name) from error

    def attach(self, database: DuckDBPyConnection) -> None:
        """Let DuckDB read the files of this folder by their URLs."""
        if not self._local:
            database.register_filesystem(self._fs)

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""
        with suppress(FileNotFoundError):
            self._fs.rm_file(f"{self.path}/{name}")

    def sweep(self) -> None:
        """Take away what processes of this machine that are no more left behind."""
        if not self._local:
            return
        for scratch in Path(self.path).glob(f"{_SCRATCH}/{socket.gethostname()}.*"):
            process = scratch.name.removeprefix(f"{socket.gethostname()}.").partition(".")[0]
            if process.isdecimal() and not _alive(int(process)):
                shutil.rmtree(scratch, ignore_errors=True)


def unwritable(error: OSError, where: str) -> BadInput:
    """What to tell the user of a file that could not be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return NoRoom(f"{where}: there is no room left; make room and run the same command to go on")
    return BadInput(f"{where}: cannot be written ({(error.strerror or str(error)).lower()})")


def _keep(path: Path) -> None:
    """Force a file, or a folder's list of names, to the disk, so that it is there when the power fails."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
