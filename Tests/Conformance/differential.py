#!/usr/bin/env python3
"""Renders random templates with Jinja2, minijinja and digest, and compares.

A case counts where the two others agree, on the same output or on failing. Usage:

    differential.py PATH-OF-template-cases [COUNT] [SEED]

The seed is printed; with it the same cases come again. Exits 1 on a difference that no rule
below explains.
"""
import copy
import json
import random
import re
import subprocess
import sys

import jinja2
import minijinja

SETTINGS = dict(trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)

CONTEXT = {
    "n": 7, "m": -3, "zero": 0, "x": 2.5, "yes": True, "no": False, "nothing": None,
    "s": "hello world", "v": "Công ước Hà Nội", "t": "<b>\"it's\" & more</b>", "empty": "",
    "word": "Alpha", "num": "42", "list": [3, 1, 2], "words": ["pear", "Apple", "fig", "apple"],
    "nested": [[1, 2], [3, 4], [5, 6]], "none_list": [], "mixed": [1, "two", None, True, 2.5],
    "map": {"a": 1, "b": "two", "c": [1, 2]}, "one": {"k": "v"},
    "people": [
        {"name": "Lan", "age": 31, "city": "Hà Nội", "tags": ["x", "y"]},
        {"name": "binh", "age": 25, "city": "Huế", "tags": []},
        {"name": "An", "age": 31, "city": "Hà Nội", "tags": ["z"]},
    ],
    "tree": [{"v": 1, "kids": [{"v": 2, "kids": []}, {"v": 3, "kids": [{"v": 4, "kids": []}]}]},
             {"v": 5, "kids": []}],
}


class Generator:
    """Writes templates; `self.r` is the only source of chance."""

    def __init__(self, seed):
        self.r = random.Random(seed)
        self.depth = 0
        self.locals = []
        self.macros = []

    def pick(self, *options):
        return self.r.choice(options)

    def chance(self, p):
        return self.r.random() < p

    # Expressions, by the type that they most likely have.

    def nest(self, leaf, *branches):
        if self.depth > 4 or self.chance(0.35):
            return leaf()
        self.depth += 1
        try:
            return self.r.choice(branches)()
        finally:
            self.depth -= 1

    def number(self):
        return self.nest(
            lambda: self.pick("n", "m", "zero", "x", "1", "2", "0", "10", "3.5", "1_000", "0x1f",
                              "list[0]", "people[1].age", "map.a", "yes"),
            lambda: f"{self.number()} {self.pick('+', '-', '*')} {self.number()}",
            lambda: f"({self.number()} {self.pick('/', '//', '%')} {self.number()})",
            lambda: f"({self.number()}) ** {self.pick('0', '1', '2', '-1')}",
            lambda: f"-{self.number()}",
            lambda: f"({self.number()})|abs",
            lambda: f"({self.number()})|round",
            lambda: f"({self.number()})|round({self.pick('1', '2', '0')}, "
                    f"'{self.pick('common', 'floor', 'ceil')}')",
            lambda: f"({self.any()})|int",
            lambda: f"({self.any()})|float",
            lambda: f"({self.any()})|int({self.pick('1', '-5')})",
            lambda: f"({self.pick(self.text, self.items)()})|length",
            lambda: f"({self.numbers()})|{self.pick('sum', 'min', 'max', 'first', 'last')}",
            lambda: f"({self.number()} if {self.truth()} else {self.number()})",
            lambda: "people|sum('age')",
            lambda: "people|map(attribute='age')|sum",
        )

    def text(self):
        return self.nest(
            lambda: self.pick("s", "v", "t", "empty", "word", "num", "words[1]", "map.b", "one.k",
                              "people[0].name", "'a\\'b'", '"q"', "'x' 'y'", "'\\n\\t\\x41'",
                              "people[2]['city']", "s[0]", "v[-1]"),
            lambda: f"{self.text()} ~ {self.any()}",
            lambda: f"{self.text()} + {self.text()}",
            lambda: f"({self.text()})|{self.pick('upper', 'lower', 'title', 'capitalize', 'trim')}",
            lambda: f"({self.text()})|replace({self.text()}, {self.text()})",
            lambda: f"({self.text()})|replace('l', 'L', {self.pick('1', '2')})",
            lambda: f"({self.text()})[{self.slice()}]",
            lambda: f"({self.text()})|{self.pick('reverse', 'string', 'urlencode', 'striptags')}",
            lambda: f"({self.items()})|join({self.pick('', chr(39) + ', ' + chr(39), chr(39) + '|' + chr(39))})",
            lambda: f"people|join('/', 'name')" if self.chance(0.5) else "people|join('/', attribute='city')",
            lambda: f"({self.text()} if {self.truth()} else {self.text()})",
            lambda: f"({self.text()})|default({self.text()})",
            lambda: f"({self.any()})|string",
            lambda: f"({self.text()})|indent({self.pick('2', '4', 'width=3', 'first=true', 'blank=true')})",
            lambda: f"({self.text()})|trim({self.pick(chr(39) + 'h' + chr(39), chr(39) + 'ld' + chr(39))})",
            lambda: f"({self.text()}) * {self.pick('2', '0', '3')}",
            lambda: f"({self.text()})|first",
        )

    def slice(self):
        part = lambda: self.pick("", "", "0", "1", "2", "-1", "-2", "5", "100")
        return f"{part()}:{part()}" if self.chance(0.7) else f"{part()}:{part()}:{self.pick('1', '2', '-1', '')}"

    def numbers(self):
        return self.nest(
            lambda: self.pick("list", "[1, 2, 3]", "range(4)", "range(1, 6, 2)", "nested[0]", "(4, 5)", "none_list"),
            lambda: f"({self.numbers()})|{self.pick('sort', 'list', 'unique|list', 'reverse|list')}",
            lambda: f"({self.numbers()})|sort(reverse={self.pick('true', 'false')})",
            lambda: f"({self.numbers()})|select('{self.pick('odd', 'even')}')|list",
            lambda: f"({self.numbers()})|reject('{self.pick('odd', 'even')}')|list",
            lambda: f"({self.numbers()})|select('{self.pick('gt', 'ge', 'lt', 'le', 'eq', 'ne', 'divisibleby')}', {self.pick('1', '2', '3')})|list",
            lambda: f"({self.numbers()})|list + ({self.numbers()})|list",
            lambda: f"({self.numbers()})|map('{self.pick('abs', 'string', 'int', 'float')}')|list",
            lambda: f"({self.numbers()})|list[{self.slice()}]" if self.chance(0.2) else f"({self.numbers()}|list)[{self.slice()}]",
            lambda: "people|map(attribute='age')|list",
        )

    def items(self):
        return self.nest(
            lambda: self.pick("words", "mixed", "list", "nested", "people", "none_list", "['a', 1, none]", "map.c"),
            lambda: self.numbers(),
            lambda: f"({self.items()})|{self.pick('list', 'reverse|list')}",
            lambda: f"words|{self.pick('sort', 'sort(case_sensitive=true)', 'unique|list', 'map(' + repr('upper') + ')|list', 'sort(reverse=true)')}",
            lambda: f"({self.items()})|batch({self.pick('1', '2', '3')})|list",
            lambda: f"({self.items()})|batch(2, {self.any()})|list",
            lambda: f"({self.items()})|slice({self.pick('1', '2', '3')})|list",
            lambda: f"({self.items()}|list)[{self.slice()}]",
            lambda: f"people|sort(attribute='{self.pick('name', 'age', 'city', 'age,name')}')|map(attribute='name')|list",
            lambda: f"people|selectattr('{self.pick('age', 'tags', 'name')}')|map(attribute='name')|list",
            lambda: f"people|{self.pick('selectattr', 'rejectattr')}('age', '{self.pick('gt', 'lt', 'eq')}', {self.pick('30', '31', '25')})|map(attribute='name')|list",
            lambda: f"map|{self.pick('dictsort', 'items|list', 'list')}",
            lambda: f"[{self.any()}, {self.any()}]",
            lambda: f"({self.any()}, {self.any()})",
            lambda: f"({self.text()})|list",
            lambda: "people|groupby('city')|map('first')|list",
        )

    def truth(self):
        return self.nest(
            lambda: self.pick("yes", "no", "true", "False", "nothing is none", "undefd is defined", "n", "empty", "list"),
            lambda: f"{self.number()} {self.pick('==', '!=', '<', '>', '<=', '>=')} {self.number()}",
            lambda: f"{self.number()} < {self.number()} {self.pick('<', '<=', '==')} {self.number()}",
            lambda: f"{self.text()} {self.pick('==', '!=', '<', '>')} {self.text()}",
            lambda: f"({self.truth()}) {self.pick('and', 'or')} ({self.truth()})",
            lambda: f"not {self.truth()}" if self.chance(0.5) else f"not ({self.truth()})",
            lambda: f"({self.any()}) is {self.pick('', 'not ')}{self.pick('string', 'number', 'none', 'defined', 'mapping', 'sequence', 'boolean', 'integer', 'float', 'true', 'false', 'iterable', 'undefined')}",
            lambda: f"({self.number()}) is {self.pick('odd', 'even', 'divisibleby 3', 'eq 2', 'gt(1)', 'lessthan 5')}",
            lambda: f"({self.any()}) {self.pick('in', 'not in')} ({self.items()})",
            lambda: f"{self.text()} {self.pick('in', 'not in')} {self.text()}",
            lambda: f"{self.text()} in map",
            lambda: f"({self.text()}) is {self.pick('upper', 'lower')}",
            lambda: f"({self.any()}) is in {self.pick('list', 'words', 'mixed')}",
        )

    def any(self):
        choices = [self.number, self.number, self.text, self.text, self.items, self.truth,
                   lambda: self.pick("nothing", "map", "one", "undefd|default('d')", "nothing|default('d', true)",
                                     "{'k': 1, 'j': [2]}", "people[0].missing|default(1)", "undefd")]
        if self.locals and self.chance(0.35):
            return self.r.choice(self.locals)
        return self.r.choice(choices)()

    # Statements.

    def mark(self):
        return self.r.choices(["", "-", "+"], [8, 1, 1])[0]

    def tag(self, inside):
        return "{%" + self.mark() + " " + inside + " " + self.mark() + "%}"

    def out(self, value):
        return "{{" + self.pick("", "", "", "-") + " " + value + " " + self.pick("", "", "", "-") + "}}"

    def filler(self):
        return self.pick("", " ", "\n", "\n  ", "text", " a\n", "\t", "\n\n", "é ", "}", "# ", "{ ", "  \n")

    def body(self, size=3):
        return "".join(self.filler() + self.statement() for _ in range(self.r.randint(1, size))) + self.filler()

    def scoped(self, names, size=2):
        saved = list(self.locals)
        self.locals += names
        text = self.body(size)
        self.locals = saved
        return text

    def statement(self):
        if self.depth > 3 or self.chance(0.4):
            return self.out(self.any())
        self.depth += 1
        try:
            return self.r.choice([
                self.condition, self.condition, self.loop, self.loop, self.set, self.set_block, self.with_,
                self.filter_block, self.comment, self.raw, self.macro_use, self.recursion, self.namespace,
                self.include,
            ])()
        finally:
            self.depth -= 1

    def condition(self):
        text = self.tag("if " + self.truth()) + self.body(2)
        if self.chance(0.4):
            text += self.tag("elif " + self.truth()) + self.body(2)
        if self.chance(0.5):
            text += self.tag("else") + self.body(2)
        return text + self.tag("endif")

    def loop(self):
        head = self.pick("for i in ({})", "for i in ({}) if i", "for i in ({}) if i is defined")
        fields = ["i", "loop.index", "loop.first", "loop.last", "loop.length", "loop.revindex0", "loop.index0",
                  "loop.cycle('a', 'b')", "loop.changed(i)", "loop.previtem|default('-')",
                  "loop.nextitem|default('-')"]
        text = self.tag(head.format(self.items())) + self.scoped(self.r.sample(fields, 3) + ["i"])
        if self.chance(0.2):
            text += self.tag("if loop.index > 2") + self.tag(self.pick("break", "continue")) + self.tag("endif")
            text += self.filler()
        if self.chance(0.2):
            text = self.tag("for a, b in map|dictsort") + self.scoped(["a", "b"])
        if self.chance(0.3):
            text += self.tag("else") + self.body(1)
        return text + self.tag("endfor")

    def set(self):
        name = self.pick("u", "w", "n", "list")
        text = self.tag(f"set {name} = {self.any()}")
        if self.chance(0.2):
            text = self.tag(f"set u, w = {self.any()}, {self.any()}")
        return text + self.filler() + self.out(name if self.chance(0.7) else "u|default('none')")

    def set_block(self):
        chain = self.pick("", "", " | upper", " | trim | replace('a', 'b')")
        return self.tag("set cap" + chain) + self.body(2) + self.tag("endset") + "[" + self.out("cap") + "]"

    def with_(self):
        return self.tag(f"with p = {self.any()}, q = {self.any()}") + self.scoped(["p", "q"]) + self.tag("endwith")

    def filter_block(self):
        name = self.pick("upper", "trim", "replace('e', 'E')", "title", "lower|reverse", "indent(2)")
        return self.tag("filter " + name) + self.body(2) + self.tag("endfilter")

    def comment(self):
        return "{#" + self.mark() + self.pick(" c ", "x\n", " {{ no }} ") + self.mark() + "#}"

    def raw(self):
        return "{% raw %}" + self.pick("{{ no }}", " {% if %} ", "{# x #}") + "{% endraw %}"

    def macro_use(self):
        name = f"f{self.r.randint(0, 99)}"
        saved = self.locals
        self.locals = ["a", "b"]
        text = self.tag(f"macro {name}(a, b={self.pick('1', repr('d'), 'none')})") + self.body(2)
        uses_caller = self.chance(0.3)
        if uses_caller:
            text += self.out(self.pick("caller()", "caller()|upper"))
        self.locals = saved
        text += self.tag("endmacro") + self.filler()
        if uses_caller:
            return text + self.tag(f"call {name}({self.any()})") + self.body(1) + self.tag("endcall")
        return text + self.out(self.pick(f"{name}({self.any()})", f"{name}({self.any()}, b={self.any()})",
                                         f"{name}(a={self.any()})|upper", f"{name}()", f"{name}.name"))

    def recursion(self):
        return (self.tag("for k in tree recursive") + self.out("k.v") + self.filler() + self.out("loop.depth")
                + "{% if k.kids %}<" + self.out("loop(k.kids)") + ">{% endif %}" + self.tag("endfor"))

    def namespace(self):
        return (self.tag(f"set ns = namespace(c={self.number()})") + self.tag("for i in range(3)")
                + self.tag("set ns.c = ns.c + i") + self.tag("endfor") + self.out("ns.c"))

    def include(self):
        return self.tag(self.pick("include 'part'", "include 'part' without context", "include ['gone', 'part']",
                                  "include 'gone' ignore missing", "from 'lib' import twice, greet as g",
                                  "import 'lib' as lib")) + self.pick(
            "", self.out("twice(n)"), self.out("lib.twice(2)"), self.out("lib.greet('a')"), self.out("g('b')"))

    def case(self):
        self.depth = 0
        self.locals = []
        templates = {
            "part": "<p>{{ n|default('?') }}</p>" if self.chance(0.7) else self.body(1),
            "lib": "{% macro twice(x) %}{{ x * 2 }}{% endmacro %}{% macro greet(w, p='!') %}hi {{ w }}{{ p }}{% endmacro %}",
            "layout": "[{% block head %}H{{ n }}{% endblock %}|" + self.filler()
                      + "{% block body %}" + self.body(1) + "{% endblock %}]\n",
        }
        if self.chance(0.2):
            child = "{% extends 'layout' %}" + self.filler()
            for block in self.r.sample(["head", "body"], self.r.randint(1, 2)):
                child += self.tag(f"block {block}") + self.body(2)
                child += (self.out("super()") if self.chance(0.5) else "") + self.tag("endblock") + self.filler()
            text = child
        else:
            text = self.body(4)
        form = "html" if self.chance(0.25) else "text"
        return {"format": form, "template": text, "templates": templates, "context": CONTEXT}


def jinja(case):
    loader = jinja2.DictLoader({**case["templates"], "<case>": case["template"]})
    environment = jinja2.Environment(
        loader=loader, undefined=jinja2.StrictUndefined, autoescape=case["format"] == "html",
        extensions=["jinja2.ext.loopcontrols"], **SETTINGS)
    return environment.get_template("<case>").render(case["context"])


def mini(case):
    environment = minijinja.Environment(
        templates={**case["templates"], "<case>": case["template"]}, undefined_behavior="strict",
        auto_escape_callback=lambda name: case["format"] == "html", **SETTINGS)
    return environment.render_template("<case>", **case["context"])


class Failed:
    """A failure; two are equal if they are of one kind: syntax, a missing value, or another."""

    def __init__(self, error):
        text = f"{type(error).__name__} {error}".splitlines()[0].lower()
        self.kind = "other"
        if "syntax" in text:
            self.kind = "syntax"
        elif "undefined" in text:
            self.kind = "undefined"
        elif "expected str instance, generator" in text:
            self.kind = "a defect of Jinja2"

    def __eq__(self, other):
        return isinstance(other, Failed) and other.kind == self.kind


def attempt(render, case):
    # A copy: a template can change the lists that Jinja2 gives it.
    case = {**case, "context": copy.deepcopy(CONTEXT)}
    try:
        return render(case)
    except BaseException as error:  # minijinja panics are BaseExceptions
        if isinstance(error, KeyboardInterrupt):
            raise
        return Failed(error)


def is_broken(source):
    try:
        jinja2.Environment(extensions=["jinja2.ext.loopcontrols"], **SETTINGS).parse(source)
        return False
    except jinja2.TemplateSyntaxError:
        return True


def explanation(case, wanted, got):
    """Why digest differs on purpose; None if it should not."""
    error = got.get("error", "")
    if "64 bits" in error:
        return "integers have 64 bits"
    if case["format"] == "html" and wanted is not None and "output" in got:
        # HTML that passes a filter or is joined to text is text again, and is escaped.
        # A filter such as `upper` may have changed the entities by then.
        unescape = lambda text: text.lower().replace("&lt;", "<").replace("&gt;", ">").replace("&#39;", "'").replace(
            "&#34;", '"').replace("&amp;", "&")
        if unescape(unescape(unescape(got["output"]))) == unescape(unescape(unescape(wanted))):
            return "a filter or `~` makes HTML plain text"
    sources = [case["template"], *case["templates"].values()]
    if wanted is None and any(re.search(r" is (not )?\w+ (if|in|not in) ", source) for source in sources):
        return "the others take the `if` or `in` of `a is none if b` for an argument"
    if wanted is not None and any(is_broken(source) for source in sources):
        return "a broken template is refused even where it is not reached"
    if case["format"] == "html" and any(word in error for word in ("begins no tag", "cut off", "glued", "ends in")):
        return "this HTML has no certain context"
    if "found `not`" in error:
        return "the others take `not (x)` after an operator for a call of `not`"
    return None


def main():
    tool = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 32)
    print(f"seed {seed}")
    generator = Generator(seed)
    cases = []
    disagreements = 0
    while len(cases) < count:
        case = generator.case()
        wanted, other = attempt(jinja, case), attempt(mini, case)
        if wanted == other:
            cases.append((case, None if isinstance(wanted, Failed) else wanted))
        else:
            disagreements += 1
    lines = "\n".join(json.dumps(case, ensure_ascii=False) for case, _ in cases)
    answers = subprocess.run([tool], input=lines.encode(), capture_output=True, check=True).stdout
    answers = [json.loads(line) for line in answers.decode().splitlines()]
    assert len(answers) == len(cases), f"{len(answers)} answers to {len(cases)} cases"
    explained, unexplained = {}, []
    for (case, wanted), got in zip(cases, answers):
        if got.get("output") == wanted:
            continue
        reason = explanation(case, wanted, got)
        if reason:
            explained[reason] = explained.get(reason, 0) + 1
        else:
            unexplained.append((case, wanted, got))
    errors = sum(wanted is None for _, wanted in cases)
    print(f"{count} cases ({errors} of them errors); the others disagreed on {disagreements} more")
    for reason, number in sorted(explained.items()):
        print(f"explained: {number} ({reason})")
    print(f"unexplained: {len(unexplained)}")
    for case, wanted, got in unexplained[:10]:
        print(json.dumps({"format": case["format"], "template": case["template"], "templates": case["templates"]}, ensure_ascii=False))
        print("  wanted", repr(wanted))
        print("  got   ", repr(got.get("output")) if "output" in got else got.get("error"))
    sys.exit(1 if unexplained else 0)


main()
