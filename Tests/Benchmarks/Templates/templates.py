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
        print(f"page of 50 articles: {size} bytes, {rows[2][2] / 1000:.0f} µs here")
        for column, name in enumerate(("minijinja (Python package)", "Jinja2")):
            print(f"{name}: {sorted(row[column] for row in rows)[2]:.1f} times as long")


main()
