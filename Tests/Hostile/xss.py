#!/usr/bin/env python3
"""Renders hostile values in every context of a template and lets a browser judge.

Each payload is put into each kind of place where a template may print; headless Chromium loads
the pages, runs their scripts and events, and compares their elements and attributes with those
of the same page of harmless values. A first page that does run something proves that the
harness would notice. Usage: xss.py PATH-OF-template-cases [EVERY-NTH] [PATH-OF-chromium]
"""
import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile

BREAKOUTS = [
    "", '"', "'", ">", '">', "'>", "`", '" ', "' ", "</title>", "</textarea>", "</script>", "</style>", "-->",
    "--!>", "]]>", "</svg>", "</noscript>", "</p></div>", "\\\"", "\\'", "&quot;>", "&#34;>", "%22>", "\n", "\x00",
]
VECTORS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
    "<svg/onload=alert(1)//", "<body onload=alert(1)>", "<details open ontoggle=alert(1)>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'>", "<iframe src=javascript:parent.alert(1)>",
    "<video><source onerror=alert(1)></video>", "<input autofocus onfocus=alert(1)>",
    "<math><mi xlink:href=javascript:alert(1)>x</mi></math>", "<a href=javascript:alert(1)>x</a>",
    "<form><button formaction=javascript:alert(1)>x", "<object data=javascript:alert(1)>",
    "<base href=//evil.example/>", "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=//evil.example/x.css>", "<style>@import '//evil.example'</style>",
    "<template><script>alert(1)</script></template>", "<!--<script>", "<!--", "<![CDATA[", "<?xml ?>",
    "<plaintext>", "<xmp>", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "onmouseover=alert(1) x=", " autofocus onfocus=alert(1) tabindex=1 x=", "style=animation-name:x onanimationstart=alert(1) ",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)",
    "\x01javascript:alert(1)", " javascript:alert(1)", "javascript&colon;alert(1)", "&#106;avascript:alert(1)",
    "javascript:/*--></title></style></textarea></script>*/alert(1)", "javascript://%0aalert(1)",
    "data:text/html,<script>alert(1)</script>", "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "vbscript:msgbox(1)", "blob:null/x", "//evil.example/x.js", "\\\\evil.example\\x.js", "/\\evil.example/x.js",
    "';alert(1);//", '";alert(1);//', "${alert(1)}", "{{constructor.constructor('alert(1)')()}}",
    "\u2028alert(1)", "\ufeff<script>alert(1)</script>", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "<scr<script>ipt>alert(1)</scr</script>ipt>", "<img src=`x`onerror=alert(1)>", "<a\x0chref=javascript:alert(1)>",
]

# What a page of the template does with each payload; every line has one or more contexts.
PAGE = """<!DOCTYPE html>
<html><head>
<script>window.alert=window.confirm=window.prompt=function(){parent.hits.push(document.title)}</script>
<title>{% for p in payloads %}{{ p }}{% endfor %}</title>
{% macro url(x) %}/u/{{ x }}{% endmacro %}
{% macro label(x) %}<b title='{{ x }}'>{{ x }}</b>{% endmacro %}
{% macro plain(x) %}{{ x }}{% endmacro %}
</head><body>
{% for p in payloads %}
{% set captured %}{{ p }}{% endset %}
<div>
<p>{{ p }}</p><p title="{{ p }}" data-x='{{ p }}' class="a {{ p }}" id="{{ p }}">{{ p|upper }}{{ p ~ "" }}</p>
<textarea>{{ p }}</textarea><select><option value="{{ p }}">{{ p }}</option></select>
<a href="{{ p }}">a</a><a href='{{ p }}'>a</a><a href=" {{ p }}">a</a><a href="{{ "" }}{{ p }}">a</a>
<a href="/x/{{ p }}?q={{ p }}#{{ p }}">b</a><a href="java{{ p }}">c</a><a href="{{ url(p) }}">d</a><a href="{{ plain(p) }}">e</a>
<img src="{{ p }}" alt="{{ p }}"><form action="{{ p }}"><button formaction="{{ p }}">x</button></form>
<script src="{{ p }}"></script><iframe src="{{ p }}"></iframe>
<svg><title>{{ p }}</title><text x="{{ p }}">{{ p }}</text><a xlink:href="{{ p }}"><text>y</text></a></svg>
<noscript>{{ p }}</noscript><template>{{ p }}</template><math><mtext>{{ p }}</mtext></math>
{{ label(p) }}<i title="{{ label(p) }}">{{ captured }}</i><i title="{{ captured }}" lang="{{ plain(p) }}"></i>
<script type="application/ld+json">{"v": {{ p|json }}}</script>
{% filter trim %}{{ p }}{% endfilter %}<p>{{ p|e }}{{ p|striptags }}{{ p|replace("a", "<") }}{{ [p] }}{{ {"k": p} }}</p>
</div>
{% endfor %}
</body></html>
"""
FEED = """<?xml version="1.0"?>
<feed>{% for p in payloads %}<entry title="{{ p }}"><t a='{{ p }}'>{{ p }}</t><link href="{{ p }}"/></entry>{% endfor %}</feed>
"""

HARNESS = """<!DOCTYPE html><meta charset=utf-8><title>running</title><pre id=report></pre><script>
window.hits = [];
const problems = [];
function skeleton(node, names) {
  for (const element of node.children || []) {
    names.push(element.localName + "[" + [...element.attributes].map(a => a.name).sort() + "]");
    skeleton(element, names);
    if (element.content) skeleton(element.content, names);
  }
  return names;
}
function addresses(document, at) {
  const good = ["http:", "https:", "mailto:", "tel:", "file:", "about:"];
  for (const element of document.querySelectorAll("[href],[src],[action],[formaction]")) {
    for (const name of ["href", "src", "action", "formaction"]) {
      const value = element.getAttribute(name);
      if (value === null) continue;
      let scheme = "file:";
      try { scheme = new URL(value, "https://site.example/").protocol } catch { continue }
      if (!good.includes(scheme)) problems.push(at + ": " + name + "=" + JSON.stringify(value));
      if ((element.localName == "script" || element.localName == "iframe") && value != "about:invalid#blocked"
          && new URL(value, "https://site.example/").host != "site.example")
        problems.push(at + ": loads " + JSON.stringify(value));
    }
  }
}
function load(page) {
  return new Promise(done => {
    const frame = document.createElement("iframe");
    frame.onload = () => setTimeout(() => done(frame), 60);
    frame.srcdoc = page;
    document.body.append(frame);
  });
}
async function run() {
  // A page that does run something and has what it should not: the harness must notice.
  const canary = await load("<script>window.alert=()=>parent.hits.push(1)<\/script><p><img src=x onerror=alert(1)></p>");
  if (!hits.length || skeleton(canary.contentDocument, []).length != 6) problems.push("the harness is blind");
  canary.remove();
  for (const { page, plain, feed, plainFeed, payloads, first } of pages) {
    hits.length = 0;
    const expected = await load(plain);
    const names = skeleton(expected.contentDocument, []);
    expected.remove();
    if (hits.length) problems.push("the harmless page ran something");
    const frame = await load(page);
    const at = "payloads from " + first;
    if (hits.length) problems.push(at + ": " + hits.length + " dialogs");
    const found = skeleton(frame.contentDocument, []);
    const wrong = found.findIndex((name, index) => name != names[index]);
    if (wrong >= 0 || found.length != names.length)
      problems.push(at + ": element " + wrong + " is " + found[wrong] + ", not " + names[wrong]);
    addresses(frame.contentDocument, at);
    frame.contentDocument.querySelectorAll("script[type]").forEach((script, index) => {
      const value = JSON.parse(script.textContent).v;
      if (value !== payloads[index]) problems.push(at + ": JSON of " + JSON.stringify(payloads[index]));
    });
    const shown = frame.contentDocument.querySelectorAll("div > p:first-child");
    const seen = text => text.replace(/\\r\\n?/g, "\\n").replace(/\\0/g, "");
    payloads.forEach((payload, index) => {
      if (seen(shown[index].textContent) !== seen(payload))
        problems.push(at + ": text of " + JSON.stringify(payload) + " is " + JSON.stringify(shown[index].textContent));
    });
    frame.remove();
    const xml = new DOMParser().parseFromString(feed, "application/xml");
    const xmlNames = skeleton(xml, []);
    const plainXML = skeleton(new DOMParser().parseFromString(plainFeed, "application/xml"), []);
    if (JSON.stringify(xmlNames) != JSON.stringify(plainXML)) problems.push(at + ": the feed is " + xml.documentElement.textContent.slice(0, 200));
  }
  report.textContent = ["pages " + pages.length, ...problems.slice(0, 40)].join("\\n");
  document.title = "done";
}
run().catch(error => { report.textContent = "harness: " + error.stack; document.title = "done" });
</script>
"""


def payloads():
    plain = [breakout + vector for breakout in BREAKOUTS for vector in VECTORS]
    marked = [re.sub("([<>\"'&/])", "\\1\u0301", payload) for payload in plain]
    return list(dict.fromkeys(plain + marked))


def render(tool, cases):
    lines = "\n".join(json.dumps(case) for case in cases)
    answers = subprocess.run([tool], input=lines.encode(), capture_output=True, check=True).stdout
    outputs = []
    for line in answers.decode().splitlines():
        answer = json.loads(line)
        if "output" not in answer:
            sys.exit(answer["error"])
        outputs.append(answer["output"])
    return outputs


def batches(pages, size):
    return [pages[start : start + size] for start in range(0, len(pages), size)]


def judge(browser, pages):
    """What a browser finds wrong with some pages; it is a new one each time, as it slows down."""
    data = json.dumps(pages).replace("<", "\\u003c")
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "harness.html")
        file.write_text(HARNESS.replace("<script>\n", f"<script>\nconst pages = {data};\n", 1))
        result = subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
             "--virtual-time-budget=600000", "--dump-dom", file.as_uri()],
            capture_output=True, text=True, timeout=1200)
    report = re.search(r'<pre id="report">(.*?)</pre>', result.stdout, re.S)
    if not report:
        return ["no report: " + result.stderr[-2000:]]
    counted, *problems = html.unescape(report.group(1)).splitlines()
    return problems if counted == f"pages {len(pages)}" else [counted, *problems]


def main():
    tool = sys.argv[1]
    step = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    browser = sys.argv[3] if len(sys.argv) > 3 else "chromium"
    every = payloads()[::step]
    groups = [every[start : start + 40] for start in range(0, len(every), 40)]
    cases = []
    for group in groups:
        harmless = {"payloads": ["x"] * len(group)}
        for form, template in (("html", PAGE), ("xml", FEED)):
            cases.append({"format": form, "template": template, "templates": {}, "context": {"payloads": group}})
            cases.append({"format": form, "template": template, "templates": {}, "context": harmless})
    outputs = render(tool, cases)
    pages = [
        {"page": outputs[4 * index], "plain": outputs[4 * index + 1], "feed": outputs[4 * index + 2],
         "plainFeed": outputs[4 * index + 3], "payloads": group, "first": group[0]}
        for index, group in enumerate(groups)
    ]
    problems = [problem for batch in batches(pages, 6) for problem in judge(browser, batch)]
    print(f"{len(every)} payloads on {len(pages)} pages, {len(problems)} problems", *problems[:40], sep="\n")
    sys.exit(1 if problems else 0)


main()
