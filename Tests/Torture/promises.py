#!/usr/bin/env python3
"""Shows at length what publishing promises of builds that nobody kills.

The same bytes, whatever is around a build: time zone, language, jobs, umask, clock, the order in
which folders are read, the path, and whether there is a cache. Of two builds at once one waits or
says 75. And a build that is asked to stop is gone within a second. Exits 1 if one of these is broken.

The clock needs `faketime` and a program with shared libraries; the order of folders needs
`disorderfs`, and leave to mount. What cannot be tried is named, and counts as broken.
"""
import argparse, hashlib, os, random, shutil, signal, subprocess, sys, tempfile, time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "Benchmarks"))
from suite import corpus, sites

NOW = "2026-11-20"


def copy_site(folder):
    for part in ("content", "Templates"):
        shutil.copytree(ROOT / part, folder / part)
    return folder


def command(program, source, output, *options):
    return [
        program, "build", "--quiet", "--now", NOW, "--base-url", "https://promises.example",
        "--source", source, "--output", output, *options,
    ]


def digest_of(folder):
    """Names, modes and bytes of all files as one number."""
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        total.update(f"{path.relative_to(folder)} {path.stat().st_mode:o}\n".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]


class OneHash:
    def __init__(self, options, folder):
        self.options, self.folder, self.hashes, self.faults = options, folder, {}, []
        self.site = copy_site(folder / "site")

    def build(self, kind, *options, program=None, source=None, warm=False, before=(), umask=0o022, **around):
        source = source or self.site
        if not warm:
            shutil.rmtree(source / ".digest", ignore_errors=True)
        output = self.folder / "outputs" / f"{len(self.hashes)}"
        output.parent.mkdir(exist_ok=True)
        run = [*before, *command(program or self.options.digest, source, output, *options)]
        if subprocess.run(run, env=os.environ | around, umask=umask).returncode != 0:
            self.faults.append(f"{kind}: the build failed")
            return
        self.hashes[kind] = digest_of(output)

    def run(self):
        self.build("cold")
        self.build("warm", warm=True)
        for zone in ("UTC", "Asia/Ho_Chi_Minh", "America/St_Johns"):
            self.build(zone, TZ=zone)
        for language in ("C", "vi_VN.UTF-8", "tr_TR.UTF-8"):
            self.build(language, LANG=language, LC_ALL=language)
        for jobs in ("1", "2", "8"):
            self.build(f"--jobs {jobs}", "--jobs", jobs)
        self.build("umask 077", umask=0o077)
        self.build("another path", source=copy_site(self.folder / "another path, with spaces & ă"))
        self.build_in_2031()
        self.build_in_reverse()
        if len(set(self.hashes.values())) != 1:
            self.faults.append(f"more than one hash: {self.hashes}")
        print(f"one hash: {len(self.hashes)} builds ({', '.join(self.hashes)}): {set(self.hashes.values())}")
        return self.faults

    def build_in_2031(self):
        if not shutil.which("faketime"):
            return self.faults.append("faketime is not installed")
        # The wrapper preloads a library, which does nothing to a static program.
        self.build("the year 2031", program=self.options.dynamic, before=["faketime", "2031-03-04 05:06:07"])

    def build_in_reverse(self):
        if not shutil.which("disorderfs"):
            return self.faults.append("disorderfs is not installed")
        mount = self.folder / "reversed"
        mount.mkdir()
        subprocess.run(["disorderfs", "--quiet", "--sort-dirents=yes", "--reverse-dirents=yes", self.site, mount], check=True)
        try:
            self.build("folders in reverse", source=mount)
        finally:
            subprocess.run(["fusermount", "-u", mount], check=True)


def two_at_once(options, folder):
    """Half of the pairs wait for each other, half do not."""
    site, output, faults, waited, refused = copy_site(folder / "site"), folder / "public", [], 0, 0
    article = sorted((site / "content" / "articles").rglob("*.md"))[0]
    for number in range(options.pairs):
        with open(article, "a") as file:
            file.write(f"\nLần {number}.\n")
        wait = ["--wait"] if number % 2 else []
        pair = [
            subprocess.Popen(command(options.digest, site, output, *wait), stderr=subprocess.DEVNULL)
            for _ in range(2)
        ]
        codes = sorted(process.wait(timeout=120) for process in pair)
        waited, refused = waited + (codes == [0, 0]), refused + (codes == [0, 75])
        if codes not in ([0, 0], [0, 75]) or (wait and codes != [0, 0]):
            faults.append(f"two builds at once ended with {codes}")
        clean = folder / "clean"
        for left in (clean, folder / "clean-site"):
            shutil.rmtree(left, ignore_errors=True)
        shutil.copytree(site, folder / "clean-site", ignore=shutil.ignore_patterns(".digest"))
        subprocess.run(command(options.digest, folder / "clean-site", clean), check=True)
        if digest_of(output) != digest_of(clean):
            faults.append(f"pair {number} left another site than one build")
    print(f"two at once: {options.pairs} pairs, {waited} waited, {refused} ended with 75, {len(faults)} mixed")
    return faults


def asked_to_stop(options, folder):
    """SIGTERM at moments all over a first build of 10,000 articles."""
    rng, site = random.Random(options.seed), sites.DigestSite(folder / "site")
    sites.write_sites(corpus.Corpus(10_000), [site])
    themes = ROOT / "Tests" / "Benchmarks" / "themes" / "digest" / "Templates"
    shutil.copytree(themes, folder / "site" / "Templates", dirs_exist_ok=True)
    build = command(options.digest, folder / "site", folder / "public")
    start = time.time()
    subprocess.run(build, check=True)
    duration, worst, stopped, faults = time.time() - start, 0, 0, []
    for _ in range(options.stops):
        for left in (folder / "public", folder / "site" / ".digest"):
            shutil.rmtree(left, ignore_errors=True)
        process = subprocess.Popen(build, stderr=subprocess.DEVNULL)
        time.sleep(rng.uniform(0, duration))
        process.send_signal(signal.SIGTERM)
        asked = time.time()
        code = process.wait(timeout=120)
        worst, stopped = max(worst, time.time() - asked), stopped + (code != 0)
        # Before the program has begun to note it, the signal ends it.
        if code not in (0, 130, -signal.SIGTERM):
            faults.append(f"exit {code} after SIGTERM")
        if code != 0 and (folder / "public").exists():
            faults.append("a build that was stopped has left an output")
    if worst > 1:
        faults.append(f"SIGTERM took {worst:.2f} s")
    print(f"asked to stop: {options.stops} times, {stopped} before the end, {worst:.2f} s at worst")
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--digest", type=Path, default=ROOT / ".build" / "release" / "digest")
    parser.add_argument("--dynamic", type=Path, default=ROOT / ".build" / "debug" / "digest")
    parser.add_argument("--pairs", type=int, default=100)
    parser.add_argument("--stops", type=int, default=30)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    options = parser.parse_args()
    options.digest, options.dynamic = options.digest.resolve(), options.dynamic.resolve()
    print(f"seed {options.seed}", flush=True)
    faults = []
    promises = [lambda options, folder: OneHash(options, folder).run(), two_at_once, asked_to_stop]
    for promise in promises:
        with tempfile.TemporaryDirectory(prefix="digest-promises-") as folder:
            faults += promise(options, Path(folder))
    for fault in faults:
        print(f"BROKEN: {fault}")
    sys.exit(1 if faults else 0)


main()
