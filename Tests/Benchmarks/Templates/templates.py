#!/usr/bin/env python3
"""Compares the template engine with minijinja's and Jinja2's Python packages.

Renders one page that lists 50 articles (about 20 KB) with each engine in turn, several rounds,
and prints ratios of the best times. Usage: templates.py PATH-OF-template-cases
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import jinja2
import minijinja

HERE = pathlib.Path(__file__).parent
TEXT = (HERE / "list-page.html").read_text()


def page(padding=0):
    topics = [{"id": f"t{n}", "label": f"Chủ đề số {n}", "url": f"/topics/t{n}/"} for n in range(9)]
    articles = [
        {
            "title": f"Công ước Hà Nội & an ninh mạng {n}",
            "url": f"/2025/10/cong-uoc-{n}/",
            "day": f"2025-10-{n % 28 + 1:02}",
            "updated": None if n % 3 else "2025-11-02",
            "summary": "Các nước ASEAN thảo luận về hợp tác chống tội phạm mạng.",
            "topics": topics[n % 5 : n % 5 + 1 + n % 2],
        }
        for n in range(50)
    ]
    return {
        "page": {"lang": "vi", "title": "Trang nhất"},
        "site": {"title": "digest"},
        "articles": articles,
    }


COUNTER = """
#include <stdio.h>
#include <stdatomic.h>
#include <stddef.h>
extern void *__libc_malloc(size_t), *__libc_realloc(void *, size_t), *__libc_calloc(size_t, size_t);
static atomic_long count;
void *malloc(size_t size) { count++; return __libc_malloc(size); }
void *realloc(void *old, size_t size) { count++; return __libc_realloc(old, size); }
void *calloc(size_t number, size_t size) { count++; return __libc_calloc(number, size); }
__attribute__((destructor)) static void end(void) { fprintf(stderr, "%ld", (long)count); }
"""


def allocations(tool, folder, literal):
    """How often memory is asked for, for each page more, by a template with so much literal text."""
    library, template, data = (pathlib.Path(folder, name) for name in ("count.so", "literal.html", "literal.json"))
    if not library.exists():
        subprocess.run(["cc", "-shared", "-fPIC", "-x", "c", "-", "-o", library], input=COUNTER, text=True, check=True)
    template.write_text("<p>{{ a }}</p>" + "<p>text</p>\n" * (literal // 12) + "{% for x in xs %}<b>{{ x }}</b>{% endfor %}")
    data.write_text('{"a": "x", "xs": [1, 2, 3]}')
    counts = [
        int(subprocess.run([tool, "bench", template, data, str(pages)], capture_output=True, text=True, check=True,
                           env={"LD_PRELOAD": str(library)}).stderr)
        for pages in (1000, 3000)
    ]
    return (counts[1] - counts[0]) / 2000


def best(render, rounds=400):
    times = []
    for _ in range(rounds):
        start = time.perf_counter_ns()
        render()
        times.append(time.perf_counter_ns() - start)
    return min(times)


def main():
    tool = sys.argv[1]
    values = page()
    settings = dict(trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    jinja = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, **settings)
    jinja_page = jinja.from_string(TEXT)
    mini = minijinja.Environment(templates={"page.html": TEXT}, **settings)
    with tempfile.TemporaryDirectory() as folder:
        template, data = pathlib.Path(folder, "page.html"), pathlib.Path(folder, "page.json")
        template.write_text(TEXT)
        data.write_text(json.dumps(values))
        rows = []
        for _ in range(5):
            ours, size = subprocess.run(
                [tool, "bench", template, data, "2000"], capture_output=True, text=True, check=True
            ).stdout.split()
            minijinja_time = best(lambda: mini.render_template("page.html", **values))
            jinja_time = best(lambda: jinja_page.render(values))
            rows.append((minijinja_time / int(ours), jinja_time / int(ours), int(ours)))
        rows.sort()
        for literal in (1_000, 10_000, 100_000):
            print(f"{literal} bytes of literal text: {allocations(tool, folder, literal)} allocations a page")
        print(f"page of 50 articles: {size} bytes, {rows[2][2] / 1000:.0f} µs here")
        for column, name in enumerate(("minijinja (Python package)", "Jinja2")):
            print(f"{name}: {sorted(row[column] for row in rows)[2]:.1f} times as long")


main()
