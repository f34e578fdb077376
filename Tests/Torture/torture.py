#!/usr/bin/env python3
"""Builds a site again and again, kills builds, and reads it through nginx all the while.

    torture.py --digest .build/release/digest [--builds 300] [--reads 300000] [--seed N]

Every read must find the page of a version that was or is being published, whole; what a
page names must be there. After every build that ends by itself the output must be what a
clean build gives, byte for byte. Exits 1 if anything was broken.
"""
import argparse, collections, hashlib, http.client, multiprocessing, os, pickle, random, re, shutil
import signal, statistics, subprocess, sys, tempfile, time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
NOW = "2026-11-20"
MANIFEST = ".digest-manifest"


def digest_of(data):
    return hashlib.blake2b(data, digest_size=16).digest()


class Source:
    """A copy of this repository's digest, with random edits."""

    def __init__(self, folder, rng):
        self.folder, self.rng, self.count, self.made = folder, rng, 0, []
        for name in ("content", "Templates"):
            shutil.copytree(os.path.join(ROOT, name), os.path.join(folder, name))
        self.articles = []
        for place, _, names in os.walk(os.path.join(folder, "content", "articles")):
            self.articles += [os.path.join(place, n) for n in names if n.endswith(".md")]
        self.articles.sort()

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def change(self, path, edit):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        with open(path, "w", encoding="utf-8") as file:
            file.write(edit(text))

    def edit(self):
        """Makes one random edit and says which."""
        self.count += 1
        kinds = [self.body] * 6 + [self.new] * 4 + [self.title] * 2 + [self.retag] * 2
        kinds += [self.style, self.layout, self.words, self.image]
        if self.made:
            kinds += [self.delete] * 2 + [self.rename] * 2
        kind = self.rng.choice(kinds)
        kind()
        return kind.__name__

    def body(self):
        article = self.rng.choice(self.articles + self.made)
        self.change(article, lambda text: f"{text}\nBổ sung lần {self.count}.\n")

    def new(self):
        day = f"2026-0{self.rng.randint(1, 5)}-{self.rng.randint(10, 28)}"
        article = self.path("content", "articles", f"thu-{self.count}.md")
        topic = self.rng.choice(["ransomware", "lừa đảo trực tuyến", "Công ước Hà Nội"])
        with open(article, "w", encoding="utf-8") as file:
            file.write(
                f'---\ntitle: "Bài thử {self.count} về {topic}"\ndate: {day}\n'
                f'summary: "Tóm tắt {self.count}."\ntags: [thử, lần {self.count % 5}]\n---\n'
                f"Bài này nói về {topic}, về an ninh mạng và về ASEAN.\n"
            )
        self.made.append(article)

    def title(self):
        article = self.rng.choice(self.made or self.articles)
        self.change(
            article,
            lambda text: re.sub(r'^title: "([^"]*?)( \d+)?"', rf'title: "\1 {self.count}"', text, flags=re.M),
        )

    def retag(self):
        article = self.rng.choice(self.made or self.articles)
        self.change(article, lambda text: re.sub(r"^tags: .*$", f"tags: [nhãn {self.count % 7}]", text, flags=re.M))

    def style(self):
        self.change(self.path("Templates", "assets", "style.css"), lambda text: f"{text}\n.v{self.count} {{ color: red }}\n")

    def layout(self):
        self.change(
            self.path("Templates", "base.html"),
            lambda text: re.sub(r"(<p>Bản \d+</p>\s*)?</body>", f"<p>Bản {self.count}</p></body>", text),
        )

    def words(self):
        self.change(
            self.path("content", "site.yml"),
            lambda text: re.sub(r'(  vi: "Bản tin[^"]*?)( \d+)?"', rf'\1 {self.count}"', text, count=1),
        )

    def image(self):
        name = f"anh-{self.count}.svg"
        with open(self.path("content", "static", "images", name), "w") as file:
            file.write(f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="{self.count + 9}"/>')
        article = self.rng.choice(self.made or self.articles)
        self.change(article, lambda text: f"{text}\n![Ảnh {self.count}](/images/{name})\n")

    def mistake(self):
        """Makes an article that no site can be built from."""
        article = self.rng.choice(self.articles + self.made)
        wrong = self.rng.choice(["date: gestern", "datum: 2026-01-01", "tags: {a: b}", "draft: perhaps"])
        self.change(article, lambda text: text.replace("---\n", f"---\n{wrong}\n", 1))
        return f"mistake `{wrong}`"

    def delete(self):
        os.remove(self.made.pop(self.rng.randrange(len(self.made))))

    def rename(self):
        old = self.made.pop(self.rng.randrange(len(self.made)))
        new = self.path("content", "articles", f"doi-{self.count}.md")
        os.rename(old, new)
        self.made.append(new)


def tree(folder, skip=()):
    """What a folder holds: path -> hash, without dot-files."""
    found = {}
    for place, folders, names in os.walk(folder):
        folders[:] = [f for f in folders if not f.startswith(".")]
        for name in names:
            path = os.path.relpath(os.path.join(place, name), folder)
            if not name.startswith(".") and path not in skip:
                with open(os.path.join(place, name), "rb") as file:
                    found[path] = digest_of(file.read())
    return found


def identities(folder):
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            status = os.lstat(os.path.join(place, name))
            found[os.path.join(place, name)] = (status.st_ino, status.st_size, status.st_mtime_ns)
    return found


def retired(output):
    """Assets that stay for one publication more, which a clean build does not have."""
    with open(os.path.join(output, MANIFEST), encoding="ascii") as file:
        return {line[19:-1] for line in file if line[17:18] == "r"}


class Versions:
    """Which versions a reader may meet: from the last one that was published whole
    to the last one that was begun. Shared between processes; contents lie in files."""

    def __init__(self, folder):
        self.folder = folder
        self.low = multiprocessing.Value("i", 0)
        self.high = multiprocessing.Value("i", 0)
        self.cache = {}

    def add(self, number, files):
        with open(os.path.join(self.folder, f"{number}.new"), "wb") as file:
            pickle.dump(files, file)
        os.rename(os.path.join(self.folder, f"{number}.new"), os.path.join(self.folder, str(number)))
        self.high.value = number

    def __getitem__(self, number):
        if number not in self.cache:
            with open(os.path.join(self.folder, str(number)), "rb") as file:
                self.cache[number] = pickle.load(file)
            for old in [n for n in self.cache if n < number - 40]:
                del self.cache[old]
        return self.cache[number]


class Reader(multiprocessing.Process):
    """Reads pages at full speed and checks each against the versions it may be of."""

    REFERENCE = re.compile(rb'(?:href|src)="(/[^"#?]*)"')

    def __init__(self, port, versions, stop, reads, wanted, broken, seed):
        super().__init__(daemon=True)
        self.wanted, self.delay = wanted, 0
        self.port, self.versions, self.stop = port, versions, stop
        self.reads, self.broken, self.rng = reads, broken, random.Random(seed)
        self.listed, self.paths = None, []

    def get(self, path):
        url = "/" + (path[: -len("index.html")] if path.endswith("index.html") else path)
        for _ in range(3):
            try:
                self.connection.request("GET", url)
                response = self.connection.getresponse()
                return response.status, response.read()
            except (http.client.HTTPException, ConnectionError):
                self.connection.close()
        return 0, b""

    def report(self, message):
        self.broken.put(message)

    def run(self):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port)
        count = 0
        while not self.stop.is_set():
            self.read()
            count += 1
            if count % 50 == 0:
                with self.reads.get_lock():
                    self.reads.value += 50
                # Enough has been read: leave the processors to the builds that are to come.
                self.delay = 0.01 if self.reads.value >= self.wanted else 0
            time.sleep(self.delay)

    def read(self):
        low = self.versions.low.value
        if self.listed != low:
            self.listed, self.paths = low, list(self.versions[low])
        path = self.rng.choice(self.paths)
        status, body = self.get(path)
        window = range(low, self.versions.high.value + 1)
        if status == 404:
            if all(path in self.versions[n] for n in window):
                self.report(f"404 of {path}, which versions {low}-{window[-1]} have")
            return
        found = digest_of(body)
        own = next((n for n in window if self.versions[n].get(path) == found), None)
        if status != 200 or own is None:
            self.report(f"{status}, {len(body)} bytes of {path}: neither old nor new")
        elif path.endswith(".html"):
            self.follow(path, body, low, own)

    def follow(self, path, body, low, own):
        names = sorted(set(self.REFERENCE.findall(body)))
        for name in self.rng.sample(names, min(2, len(names))):
            target = name.decode()[1:]
            target += "index.html" if target == "" or target.endswith("/") else ""
            if target not in self.versions[own]:
                self.report(f"{path} of version {own} names {target}, which that version does not have")
                continue
            status, _ = self.get(target)
            # An asset outlives its page by one publication, so that readers can finish.
            first = own + 2 if not target.endswith(".html") else own
            later = range(first, self.versions.high.value + 1)
            if own > low and path not in self.versions[own - 1] and target not in self.versions[own - 1]:
                continue  # both are new, and nothing leads to either yet: this address was guessed
            if status != 200 and all(target in self.versions[n] for n in later):
                self.report(f"{path} of version {own} names {target}: {status}")


def start_nginx(folder, output, port):
    config = os.path.join(folder, "nginx.conf")
    with open(config, "w") as file:
        file.write(
            f"daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/nginx.log crit;\n"
            "events { worker_connections 256; }\n"
            f"http {{ access_log off; sendfile on; keepalive_requests 100000000;\n"
            f"client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;\n"
            f"uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;\n"
            f"server {{ listen 127.0.0.1:{port}; root {output}; }} }}\n"
        )
    if os.getuid() == 0:
        with open(config, "a") as file:
            file.write("user root;\n")
    nginx = shutil.which("nginx") or "/usr/sbin/nginx"
    return subprocess.Popen([nginx, "-c", config, "-p", folder])


class Torture:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.rng = random.Random(options.seed)
        self.source = Source(self.make("site"), self.rng)
        self.output = os.path.join(folder, "site", "public")
        self.versions = Versions(self.make("versions"))
        self.number, self.faults = 0, []
        # Of the last builds that nobody disturbed: a few of them had lost their cache.
        self.durations = collections.deque([0.3], maxlen=9)
        names = ["builds", "killed", "terminated", "failed", "failed after a kill", "together"]
        self.counts = dict.fromkeys([*names, "damaged", "repaired"], 0)

    def make(self, name):
        path = os.path.join(self.folder, name)
        os.mkdir(path)
        return path

    def command(self, source, output, *more):
        return [
            self.options.digest, "build", "--quiet", "--now", NOW, "--source", source, "--output", output,
            "--base-url", "https://torture.example", *more,
        ]

    def start(self, *more):
        log = open(os.path.join(self.folder, "log"), "wb")
        command = self.command(self.source.folder, self.output, *more)
        return subprocess.Popen(command, stdout=log, stderr=log)

    def clean_build(self):
        """What a build without a past gives, or None if the site has faults."""
        place = os.path.join(self.folder, "clean")
        shutil.rmtree(place, ignore_errors=True)
        os.mkdir(place)
        for name in ("content", "Templates"):
            shutil.copytree(self.source.path(name), os.path.join(place, name))
        output = os.path.join(place, "public")
        code = subprocess.call(self.command(place, output), stderr=subprocess.DEVNULL)
        return tree(output) if code == 0 else None

    def fault(self, message):
        self.faults.append(message)
        print(f"\nBROKEN (build {self.number}): {message}", flush=True)

    def check(self, files):
        skip = retired(self.output)
        found = tree(self.output, skip)
        for path in sorted(set(found) | set(files)):
            if found.get(path) != files.get(path):
                self.fault(f"{path} is not as in a clean build")
        left = set(os.listdir(self.source.path(".digest"))) & {"journal", "stage"}
        if left:
            self.fault(f"left in .digest: {left}")

    def finish(self, process, files):
        """Waits for a build that nobody disturbs."""
        start = time.time()
        code = process.wait(timeout=120)
        self.durations.append(time.time() - start)
        if code != 0:
            with open(os.path.join(self.folder, "log"), errors="replace") as log:
                self.fault(f"exit {code}: {log.read()[-500:]}")
        else:
            self.versions.low.value = self.number
            self.check(files)

    def round(self):
        backup = os.path.join(self.folder, "backup")
        shutil.rmtree(backup, ignore_errors=True)
        shutil.copytree(self.source.folder, backup, ignore=shutil.ignore_patterns("public", ".digest"))
        made = list(self.source.made)
        edits = [self.source.edit() for _ in range(self.rng.randint(1, 3))]
        if self.rng.random() < 0.08:
            edits.append(self.source.mistake())
        files = self.clean_build()
        if files is None:
            return self.failing_build(backup, made, edits)
        self.number += 1
        self.counts["builds"] += 1
        self.versions.add(self.number, files)
        fate = self.rng.random()
        if fate < 0.9:
            self.disturbed_build(files, signal.SIGKILL if fate < 0.85 else signal.SIGTERM)
        elif fate < 0.94:
            self.two_builds(files)
        else:
            if fate < 0.97:
                self.damage_state()
            self.finish(self.start(), files)

    def failing_build(self, backup, made, edits):
        # A build first finishes what one that was killed has left half done; that is a
        # change, but not of the site that has faults.
        is_half_done = os.path.exists(self.source.path(".digest", "journal"))
        before = identities(self.output)
        code = self.start().wait(timeout=120)
        if code != 1:
            self.fault(f"a site with faults gave exit {code} after {edits}")
        if identities(self.output) != before and not is_half_done:
            self.fault(f"a build that failed has changed the output after {edits}")
        self.counts["failed"] += 1
        self.counts["failed after a kill"] += is_half_done
        for name in ("content", "Templates"):
            shutil.rmtree(self.source.path(name))
            shutil.copytree(os.path.join(backup, name), self.source.path(name))
        self.source.made = made

    def disturbed_build(self, files, sign):
        process = self.start()
        # Early moments more often: a build of a small edit is over before most are half done.
        time.sleep(statistics.median(self.durations) * self.rng.random() ** 1.5)
        process.send_signal(sign)
        asked = time.time()
        code = process.wait(timeout=120)
        if sign == signal.SIGTERM and time.time() - asked > 1:
            self.fault(f"SIGTERM took {time.time() - asked:.1f} s")
        if code == 0:
            self.versions.low.value = self.number
            self.check(files)
        elif code in (-sign, 130):
            self.counts["killed" if sign == signal.SIGKILL else "terminated"] += 1
        else:
            self.fault(f"exit {code} after signal {sign}")
        # Half of the time the next build meets the ruins together with new edits.
        if code != 0 and self.rng.random() < 0.5:
            self.counts["repaired"] += 1
            self.finish(self.start(), files)

    def two_builds(self, files):
        wait = ["--wait"] if self.rng.random() < 0.5 else []
        first, second = self.start(*wait), self.start(*wait)
        codes = sorted([first.wait(timeout=120), second.wait(timeout=120)])
        if codes not in ([0, 0], [0, 75]) or (wait and codes != [0, 0]):
            self.fault(f"two builds at once ended with {codes}")
        self.counts["together"] += 1
        self.versions.low.value = self.number
        self.check(files)

    def damage_state(self):
        """Flips a bit, cuts, or removes something of what builds remember."""
        state = self.source.path(".digest")
        names = [n for n in sorted(os.listdir(state)) if os.path.isfile(os.path.join(state, n)) and n != "lock"]
        if not names:
            return
        self.counts["damaged"] += 1
        path = os.path.join(state, self.rng.choice(names))
        with open(path, "rb") as file:
            data = bytearray(file.read())
        what = self.rng.choice(["flip", "cut", "remove", "all"])
        if what == "flip" and data:
            data[self.rng.randrange(len(data))] ^= 1 << self.rng.randrange(8)
        elif what == "cut" and data:
            del data[self.rng.randrange(len(data)) :]
        elif what == "remove":
            return os.remove(path)
        elif what == "all":
            return shutil.rmtree(state)
        with open(path, "wb") as file:
            file.write(data)

    def first_build(self):
        files = self.clean_build()
        if files is None:
            sys.exit("the site of this checkout has faults")
        self.versions.add(0, files)
        self.finish(self.start(), files)

    def run(self):
        self.first_build()
        port = self.options.port
        nginx = start_nginx(self.folder, self.output, port)
        time.sleep(0.5)
        stop, reads, broken = multiprocessing.Event(), multiprocessing.Value("q", 0), multiprocessing.Queue()
        readers = [
            Reader(port, self.versions, stop, reads, self.options.reads, broken, self.options.seed + n)
            for n in range(3)
        ]
        try:
            for reader in readers:
                reader.start()
            while self.counts["builds"] < self.options.builds or reads.value < self.options.reads:
                self.round()
                while not broken.empty():
                    self.fault(broken.get())
                if self.counts["builds"] % 10 == 0:
                    print(f"{self.counts['builds']} builds, {reads.value} reads", flush=True)
        finally:
            stop.set()
            time.sleep(0.3)
            nginx.terminate()
            nginx.wait()
        while not broken.empty():
            self.fault(broken.get())
        done = ", ".join(f"{value} {name}" for name, value in self.counts.items())
        print(f"seed {self.options.seed}: {done}; {reads.value} reads, {len(self.faults)} broken")
        return 1 if self.faults or reads.value == 0 else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--digest", default=os.path.join(ROOT, ".build", "release", "digest"))
    parser.add_argument("--builds", type=int, default=300)
    parser.add_argument("--reads", type=int, default=300_000)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--port", type=int, default=8765)
    options = parser.parse_args()
    options.digest = os.path.abspath(options.digest)
    print(f"seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="digest-torture-") as folder:
        sys.exit(Torture(options, folder).run())


if __name__ == "__main__":
    main()
