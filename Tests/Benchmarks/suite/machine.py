"""What the benchmark needs of the machine: tools, fresh file systems, the cost of a run, the size of a tree."""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
REPOSITORY = HERE.parent.parent
CACHE = REPOSITORY / ".build/bench"


class Refusal(Exception):
    """Why a figure cannot be given."""


def quietly(*command):
    """Runs a command whose cost does not count."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    if done.returncode:
        raise Refusal(f"{' '.join(map(str, command))}: exit {done.returncode}\n{(done.stderr or done.stdout)[-2000:]}")
    return done.stdout


def note(text):
    print(f"  {text}", file=sys.stderr, flush=True)


# Tools


def compiled(name, *libraries):
    """One of the C programs of this folder."""
    source, program = HERE / f"{name}.c", CACHE / "bin" / name
    if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
        program.parent.mkdir(parents=True, exist_ok=True)
        quietly("cc", "-O2", "-o", program, source, *libraries)
    return program


def from_pypi(package, *others):
    """The newest release of a package, in a virtual environment of our own: its `bin`."""
    home = CACHE / package
    if not (home / "done").exists():
        note(f"installing {package} from PyPI")
        quietly(sys.executable, "-m", "venv", home)
        quietly(home / "bin/pip", "install", "--quiet", "--upgrade", package, *others)
        (home / "done").touch()
    return home / "bin"


# File systems


@contextmanager
def fresh_volume(kind):
    """An empty file system, made for one run and gone after it.

    `tmpfs` and `ext4` (a loop-mounted image) need root; `folder` is a new folder wherever the cache is, and
    inherits the state of that file system.
    """
    CACHE.mkdir(parents=True, exist_ok=True)
    point = Path(tempfile.mkdtemp(prefix="volume-", dir=CACHE))
    image = point.with_suffix(".img")
    try:
        if kind == "tmpfs":
            quietly("mount", "-t", "tmpfs", "-o", "size=90%,nr_inodes=0", "digest-bench", point)
        elif kind == "ext4":
            with open(image, "wb") as file:
                file.truncate(64 << 30)  # sparse
            quietly("mkfs.ext4", "-q", "-F", "-i", "8192", "-E", "lazy_itable_init=1,nodiscard", image)
            quietly("mount", "-o", "loop,noatime,noinit_itable", image, point)
        yield point
    finally:
        if kind != "folder":
            subprocess.run(["umount", point], check=False)
        shutil.rmtree(point, ignore_errors=True)
        image.unlink(missing_ok=True)


def usable_volumes(wanted):
    """Those of the wanted kinds of file system that this machine lets us make."""
    usable = []
    for kind in wanted:
        try:
            with fresh_volume(kind):
                usable.append(kind)
        except Refusal as reason:
            note(f"no {kind}: {str(reason).splitlines()[-1]}")
    return usable or ["folder"]


# Costs


@dataclass
class Cost:
    wall: float  # seconds
    user: float
    system: float
    memory: int  # bytes: the largest resident set

    @property
    def cpu(self):
        return self.user + self.system


def cost(command, folder=None):
    """Runs a program and says what it cost."""
    measure = compiled("measure")
    with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
        result, log = Path(scratch, "result"), Path(scratch, "log")
        os.sync()
        with open(log, "wb") as stream:
            done = subprocess.run(
                [measure, result, *map(str, command)], stdin=subprocess.DEVNULL, stdout=stream, stderr=stream, cwd=folder)
        if done.returncode:
            said = log.read_text(errors="replace")[-2000:]
            raise Refusal(f"{' '.join(map(str, command))}: exit {done.returncode}\n{said}")
        wall, user, system, memory = result.read_text().split()
    return Cost(float(wall), float(user), float(system), int(memory) * 1024)


# Trees


@dataclass
class Tree:
    files: int
    pages: int  # HTML files
    bytes: int

    @classmethod
    def of(cls, root):
        tree = cls(0, 0, 0)
        for path, status in walk(root):
            tree.files += 1
            tree.pages += path.endswith(".html")
            tree.bytes += status.st_size
        return tree


def walk(root):
    """Each file below a folder: its path from there, and its status."""
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.join(folder, name)
            yield os.path.relpath(path, root), os.lstat(path)


def snapshot(root):
    """What tells whether a file was touched."""
    return {path: (s.st_ino, s.st_size, s.st_mtime_ns, s.st_ctime_ns) for path, s in walk(root)}


def touched(before, after):
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
