"""What is measured."""

import random
from dataclasses import dataclass, field
from statistics import median

from . import sites
from .corpus import Corpus
from .generators import DigestDefaultTheme, Hugo, Limit
from .machine import Cost, Refusal, Tree, compiled, cost, fresh_volume, note, snapshot, touched

# How far the number of pages of two trees may differ before a comparison means nothing.
TOLERANCE = 0.02


@dataclass
class Measured:
    """The runs of one program; the first of a scenario is what the others are compared with."""

    name: str
    costs: list[Cost] = field(default_factory=list)
    tree: Tree | None = None
    written: list[int] = field(default_factory=list)  # files, where a tree was there before
    refusal: str | None = None


@dataclass
class Result:
    title: str
    measured: list[Measured]
    remark: str = ""

    @property
    def comparable(self):
        return not any(one.refusal for one in self.measured)


# A whole site


def build(programs, volume, options):
    for count in options.sizes:
        entrants = [program for program in programs if not program.largest or count <= program.largest]
        yield Comparison(entrants, count, volume).result(f"{count:,} articles", options.runs)


def default_theme(programs, volume, options):
    """The theme of the repository beside the benchmark's own."""
    entrants = [programs[0], DigestDefaultTheme(programs[0].program)]
    for count in options.sizes:
        yield Comparison(entrants, count, volume).result(f"{count:,} articles, default theme", options.runs)


class Comparison:
    """The first program beside the others, the C limit, and a copy of its output."""

    def __init__(self, entrants, count, volume):
        self.first, self.limit = entrants[0], Limit()
        self.entrants = [*entrants, self.limit]
        self.count, self.volume = count, volume
        self.measured = {one.name: Measured(one.name) for one in self.entrants}
        self.copy = Measured("cp -r of its output")

    def result(self, title, runs):
        title = f"{title}, {self.volume}, runs: {runs}"
        note(f"{title}: warming up")
        for program in self.entrants:
            self.run(program, counts=False)
            refuse_other_sites(self.measured[self.first.name], self.measured[program.name])
        order = [program for program in self.entrants if not self.measured[program.name].refusal]
        for number in range(runs):
            note(f"{title}: run {number + 1}")
            for program in order:
                self.run(program)
            order.reverse()
        return Result(title, [*self.measured.values(), self.copy])

    def run(self, program, counts=True):
        with fresh_volume(self.volume) as point:
            source, output = point / "site", point / "public"
            (self.first if program is self.limit else program).prepare(self.count, source)
            self.add(self.measured[program.name], program.command(source, output), output, counts)
            if program is self.first:
                if not counts:
                    self.limit.learn(source, output)
                copy = point / "copy"
                self.add(self.copy, ["cp", "-r", output, copy], copy, counts)

    def add(self, one, command, output, counts):
        spent, tree = cost(command), Tree.of(output)
        if one.tree and one.tree != tree:
            raise Refusal(f"{one.name} wrote {tree}, and before that {one.tree}")
        if one.name == self.limit.name and tree != self.measured[self.first.name].tree:
            raise Refusal(f"the C limit wrote {tree}, not {self.measured[self.first.name].tree}")
        one.tree = tree
        if counts:
            one.costs.append(spent)


def refuse_other_sites(ours, theirs):
    pages, others = ours.tree.pages, theirs.tree.pages
    if abs(pages - others) > TOLERANCE * max(pages, others):
        theirs.refusal = f"{others:,} pages are not {pages:,}: no comparison"


# One article


def edit(programs, volume, options):
    """One article of a built site changes: the cost of the next build, and of one after it with no change."""
    digest = programs[0]
    walk = compiled("walk")
    for count in options.sizes:
        changed, still, articles, everything = map(
            Measured, ("one article edited", "nothing changed", "stat of the articles", "stat of articles and output"))
        note(f"{count:,} articles on {volume}: edits")
        with fresh_volume(volume) as point:
            source, output = point / "site", point / "public"
            digest.prepare(count, source)
            command = digest.command(source, output)
            cost(command)
            content = source / "content/articles"
            files = sorted(content.rglob("*.md"))
            chance = random.Random(count)
            before = snapshot(output)
            for _ in range(options.runs):
                with open(chance.choice(files), "a", encoding="utf-8") as article:
                    article.write(f"\nBài được bổ sung {chance.randrange(10**6)} chữ.\n")
                articles.costs.append(cost([walk, content]))
                everything.costs.append(cost([walk, content, output]))
                for one in (changed, still):
                    one.costs.append(cost(command))
                    after = snapshot(output)
                    one.written.append(len(touched(before, after)))
                    before = after
        rows = [changed, still, articles, everything]
        if hugo := next((program for program in programs if isinstance(program, Hugo)), None):
            rows.append(rebuild(hugo, count, volume, options))
        over = median(a.wall - b.wall for a, b in zip(changed.costs, articles.costs))
        yield Result(
            f"{count:,} articles, one edited, {volume}, runs: {options.runs}", rows,
            f"{over * 1000:.0f} ms over the stat of the articles")


def rebuild(program, count, volume, options):
    """A peer that builds everything again, into the tree of its last build."""
    one = Measured(f"{program.name}, all again")
    with fresh_volume(volume) as point:
        source, output = point / "site", point / "public"
        program.prepare(count, source)
        cost(program.command(source, output))
        for _ in range(options.runs):
            before = snapshot(output)
            one.costs.append(cost(program.command(source, output)))
            one.written.append(len(touched(before, snapshot(output))))
    return one


# Many articles


def million(programs, volume, options):
    """A million short articles, once."""
    digest = programs[0]
    one = Measured(digest.name)
    with fresh_volume(volume) as point:
        source, output = point / "site", point / "public"
        note("writing a million short articles")
        sites.write_sites(Corpus(1_000_000, short=True), [digest.site(source)])
        digest.add_theme(source)
        one.costs.append(cost(digest.command(source, output)))
        one.tree = Tree.of(output)
    yield Result(f"1,000,000 short articles, {volume}, runs: 1", [one])


# No article


def start(programs, _volume, options):
    """`digest --version`, and a C program that prints one line; each so often that the clock can tell."""
    starts = compiled("starts")
    ours, least = Measured("digest --version"), Measured("a C program")
    for _ in range(options.runs):
        ours.costs.append(cost([starts, 2000, programs[0].program, "--version"]))
        least.costs.append(cost([starts, 2000, starts]))
    yield Result(f"2,000 starts, runs: {options.runs}", [ours, least])


ALL = {"build": build, "edit": edit, "default-theme": default_theme, "million": million, "start": start}
