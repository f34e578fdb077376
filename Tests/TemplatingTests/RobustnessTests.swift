internal import Diagnostics
internal import FoundationEssentials
internal import TestSupport
internal import Testing

@testable internal import Templating

/// Whatever a template or a value holds, there is a page or a fault, and never a trap.
struct RobustnessTests {
  /// A small generator of chance, the same in every run.
  struct Chance: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  static func render(
    _ template: String, _ values: Value = .map([]), language: Language = .html,
    limits: Limits = .init()
  ) -> (page: String?, fault: String) {
    var host = testHost
    host.limits = limits
    let sources = [(name: "t", source: SourceText(path: "t", bytes: Array(template.utf8)))]
    let checked = TemplateSet.compile(sources, host: host, language: language)
    guard let set = checked.value else { return (nil, checked.diagnostics[0].message) }
    var bytes: [UInt8] = []
    do throws(Diagnostic) {
      try set.render("t", values, into: &bytes)
      return (bytes.string, "")
    } catch {
      return (nil, error.message)
    }
  }

  @Test func `pieces of templates in any order do not trap`() throws {
    let text = try Data(
      contentsOf: testsFolder.deletingLastPathComponent().appending(path: "docs/templates.md"))
    let bytes = Array(text)
    var chance = Chance(state: 42)
    let joints = [
      "{{", "}}", "{%", "%}", "|", "(", ")", "'", "\"", "{#", "[", "-", "\\", "\u{301}", "<", "=",
      "\0",
    ]
    for round in 0..<1500 {
      var template: [UInt8] = []
      for _ in 0..<Int.random(in: 1...6, using: &chance) {
        let start = Int.random(in: 0..<bytes.count - 40, using: &chance)
        template += bytes[start..<start + Int.random(in: 1...40, using: &chance)]
        template += joints.randomElement(using: &chance)?.utf8 ?? "".utf8
      }
      let language: Language = [.html, .xml, .text][round % 3]
      let sources = [(name: "t", source: SourceText(path: "t", bytes: template))]
      let set = TemplateSet.compile(sources, language: language).value
      var page: [UInt8] = []
      try? set?.render(
        "t", .map([("title", .string("x")), ("words", .list([.int(1)]))]), into: &page)
    }
  }

  @Test(arguments: [
    (
      "{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}",
      "the page takes too long"
    ),
    (
      "{% set ns = namespace(a=[1]) %}{% for i in range(60) %}{% set ns.a = [ns.a, ns.a] %}{% endfor %}",
      "lists of more than 1000000 values in all"
    ),
    (
      "{% set l = range(100000)|list %}{% for i in range(90) %}{% if -1 in l %}{% endif %}{% endfor %}",
      "the page takes too long"
    ),
    (
      "{% set l = 'a' * 1000000 %}{{ ('a' * 500000 ~ 'b') in l }}", "the page takes too long"
    ),
    (
      "{% set ns = namespace(a='') %}{% for i in range(90000) %}{% set ns.a = ns.a ~ '0123456789' %}{% endfor %}",
      "the page takes too long"
    ),
    ("{{ 'abc'|truncate(-9223372036854775807 - 1) }}", "`length` is shorter than `end`"),
    ("{% macro f(n) %}{{ f(n + 1) }}{% endmacro %}{{ f(0) }}", "calls nested more than 500 deep"),
    ("{{ range(100001) }}", "a range of more than 100000 numbers"),
    (
      "{{ range(-9223372036854775807, 9223372036854775807) }}",
      "a range of more than 100000 numbers"
    ),
    ("{{ 'x' * 1000000000000 }}", "a text of more than 16 MiB"),
    ("{{ [1] * 9223372036854775807 }}", "a list of more than 100000 elements"),
    (
      "{% set ns = namespace(s='xxxxxxxx') %}{% for i in range(60) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
      "a text of more than 16 MiB"
    ),
    (
      "{% set ns = namespace(l=1) %}{% for i in range(1000) %}{% set ns.l = [ns.l] %}{% endfor %}",
      "lists nested more than 200 deep"
    ),
    ("{% set x = 'y' * 9000000 %}{{ x }}{{ x }}", "the page is larger than 16 MiB"),
    ("{{ 'a'|center(99999999999) }}", "a text of more than 16 MiB"),
    ("{{ 'a'|indent(99999999999) }}", "a text of more than 16 MiB"),
    ("{{ [1]|batch(999999999, 0) }}", "a list of more than 100000 elements"),
    ("{{ [1]|slice(999999999) }}", "a list of more than 100000 elements"),
    ("{{ ('a ' * 100001)|split|length }}", "a list of more than 100000 elements"),
    (
      "{{ 'a\n'|replace('a', 'a\n' * 100001)|lines|length }}", "a list of more than 100000 elements"
    ),
    ("{% set ns = namespace(many) %}", "a namespace of more than 1000 fields"),
    ("{{ 9223372036854775807 + 1 }}", "the number does not fit into 64 bits"),
    ("{{ -9223372036854775807 - 2 }}", "the number does not fit into 64 bits"),
    ("{{ 10 ** 400 }}", "the number does not fit into 64 bits"),
    ("{{ 10.0 ** 400 }}", "the number does not fit into 64 bits"),
    ("{{ (0 - 9223372036854775807 - 1) // -1 }}", "the number does not fit into 64 bits"),
    ("{% if 1 %}{% include 't' %}{% endif %}", "includes nested more than 32 deep"),
    (
      "{% set ns = namespace() %}{% for i in [1] %}{% set ns.l = loop %}{% endfor %}{{ ns.l.index }}",
      "this loop has ended"
    ),
  ])
  func `limits hold`(template: String, fault: String) {
    var limits = Limits()
    limits.fuel = 1_000_000
    let many = Value.map((0...1000).map { ("f\($0)", .int($0)) })
    let values = Value.map([("many", many)])
    #expect(Self.render(template, values, limits: limits).fault == fault)
  }

  /// What a round of a loop does to a big text, list or argument, for each kind of step that
  /// could do its work unpaid.
  @Test(arguments: [
    "{% set q = s[59999] %}", "{% set q = s[::-1] %}", "{% set q = l[::-1] %}",
    "{% set q = {}[s] is defined %}", "{% set q = {s: 1} %}", "{% set q = s < s ~ 'b' < s %}",
    "{% set q = 'a' * 1000000 %}", "{% set q = [1] * 100000 %}", "{% set q = l ~ '' %}",
    "{% set q = s|e %}", "{% set q = s|safe %}", "{% set q = 'a'|center(1000000) %}",
    "{% set q = 'a\nb'|indent(1000000) %}", "{% set q = 'a'|trim(chars=s) %}",
    "{% set q = [s]|map('upper')|list %}", "{% set q = ['a']|map('trim', s)|list %}",
    "{% set q = [1]|reject('in', l)|list %}", "{% set q = [{'a': 1}]|selectattr('a', 'in', l) %}",
    "{% set q = [1]|batch(100000, 0) %}", "{% set q = []|slice(100000) %}",
    "{% set q = ['a']|map(attribute=p)|list %}", "{% set q = [{'a': 1}]|sort(attribute=c) %}",
    "{% set q %}{{ s }}{% endset %}", "{% set q %}{{ l }}{% endset %}",
    "{% filter upper %}{{ s }}{% endfilter %}", "{% set q = f() %}",
    "{% for c in s %}{% break %}{% endfor %}", "{% set q = loop.changed(s) %}",
    "{% set q = dict(m) %}", "{% set q = namespace(m) %}", "{% set q = s|first %}",
    "{% set q = s is lower %}", "{% set q = s|wordwrap(1) %}", "{% set q = l|sum %}",
    "{% set q = s|length %}", "{% set q = s|json %}", "{% set q = s|replace('x', 'y') %}",
    "{% set q = l|unique %}", "{% set q = l|sort %}", "{% set q = s == s ~ '' %}",
  ])
  func `no step is free of fuel`(step: String) {
    let template =
      "{% set s = 'ă' * 60000 %}{% set l = range(20000)|list %}{% set p = '0.' * 5000 ~ '0' %}"
      + "{% set c = 'a,' * 5000 ~ 'a' %}{% set m = {'a': s} %}"
      + "{% macro f() %}{{ s }}{% endmacro %}"
      + "{% for i in range(100000) %}\(step){% endfor %}"
    var limits = Limits()
    limits.fuel = 200_000
    #expect(
      Self.render(template, language: .text, limits: limits).fault == "the page takes too long")
  }

  @Test func `long bodies of loops cost more than short ones`() {
    let body = String(repeating: "{% set a = 1 %}", count: 10_000)
    var limits = Limits()
    limits.fuel = 200_000
    let page = Self.render("{% for i in range(1000) %}\(body){% endfor %}", limits: limits)
    #expect(page.fault == "the page takes too long")
  }

  @Test func `lists are told apart by what is in them`() {
    let page = Self.render(
      "{{ (range(50000)|batch(1)|list * 2)|unique|list|length }} {{ [[1], [1.0], (1, 2), [true], {'a': 1, 'b': 2}, {'b': 2, 'a': 1}]|unique|list|length }} {{ ('ă' * 200000)|wordwrap(1)|length }}",
      language: .text)
    #expect(page.page == "50000 3 399999", "\(page.fault)")
  }

  @Test func `a big page is far from the limit`() {
    let card = Value.map([
      ("title", .string(String(repeating: "title ", count: 10))), ("address", .string("/a/")),
      ("topics", .list([.string("a"), .string("b")])), ("date", .string("2024-01-01")),
    ])
    var limits = Limits()
    limits.fuel = 100_000
    let page = Self.render(
      "{% for c in cards|sort(attribute='date')|reverse %}<li><a href=\"{{ c.address }}\">{{ c.title|upper|truncate(30) }}</a> {{ c.date[:4] }} {{ c.topics|join(', ') }}{% if loop.changed(c.date) %}{{ c.date }}{% endif %}</li>{% endfor %}",
      .map([("cards", .list(Array(repeating: card, count: 2000)))]), limits: limits)
    #expect(page.page != nil, "\(page.fault)")
  }

  @Test func `deep nesting is refused, not overrun`() {
    let depths = [
      String(repeating: "(", count: 100_000), String(repeating: "[", count: 100_000),
      String(repeating: "-", count: 100_000) + "1", "1" + String(repeating: "+1", count: 100_000),
      String(repeating: "not ", count: 100_000) + "1",
      "x" + String(repeating: ".a", count: 100_000),
      "x" + String(repeating: "|abs", count: 100_000),
      "1" + String(repeating: " if 1", count: 100_000),
    ]
    for depth in depths { #expect(Self.render("{{ \(depth) }}").page == nil) }
    let blocks = String(repeating: "{% if 1 %}", count: 50_000)
    #expect(Self.render(blocks).page == nil)
  }

  @Test func `contexts do not grow without end`() {
    let page = Self.render("{% macro f() %}a{{ f() }}{% endmacro %}<a href=\"{{ f() }}\">")
    #expect(page.fault == "calls nested more than 500 deep")
    let type = Self.render("<script type=\"{% if 1 %}a{% include 't' %}{% endif %}\"></script>")
    #expect(type.page == nil)
  }

  @Test func `numbers at their limits`() {
    let page = Self.render(
      "{{ (0 - 9223372036854775807 - 1) % -1 }} {{ 'abc'[-9223372036854775807:9223372036854775807:9223372036854775807] }} {{ 1e308 * 10 }} {{ (1e308 * 10)|int(5) }} {{ 2.5|round(-400) }} {{ 1.5|round(400) }} {{ 5|round(-30) }}",
      language: .text)
    #expect(page.page == "0 a inf 5 0.0 1.5 0", "\(page)")
  }

  @Test func `a set serves many tasks at once`() async throws {
    let template = "{% for i in items %}{{ i }}{% include 'p' %}{% endfor %}"
    let sources = [
      (name: "t", source: SourceText(path: "t", bytes: Array(template.utf8))),
      (
        name: "p",
        source: SourceText(path: "p", bytes: Array("<b>{{ i }}</b>{% include name %}".utf8))
      ),
      (name: "q", source: SourceText(path: "q", bytes: Array("!".utf8))),
    ]
    let set = try #require(TemplateSet.compile(sources, language: .html).value)
    let values = Value.map([("items", .list((0..<50).map { .int($0) })), ("name", .string("q"))])
    let pages = await withTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<16 {
        group.addTask {
          var renderer = Renderer(set)
          var page: [UInt8] = []
          for _ in 0..<20 {
            page.removeAll(keepingCapacity: true)
            try? renderer.render("t", values, into: &page)
          }
          return page
        }
      }
      return await group.reduce(into: [[UInt8]]()) { $0.append($1) }
    }
    #expect(Set(pages).count == 1)
    #expect(pages[0].starts(with: "0<b>0</b>!1<b>1</b>!".utf8))
  }

  @Test func `says what a template needs and who uses it`() throws {
    let sources = [
      (
        name: "a",
        source: SourceText(
          path: "a",
          bytes: Array(
            "{% extends 'b' %}{% for x in articles %}{{ x.title }}{% for t in x.topics %}{{ t.label }}{% endfor %}{% endfor %}{% set y = page.lang %}{{ y.z }}{{ range(n) }}"
              .utf8))
      ),
      (name: "b", source: SourceText(path: "b", bytes: Array("{{ site['title'] }}".utf8))),
    ]
    let summaries = try #require(TemplateSet.compile(sources, language: .text).value).summaries
    #expect(summaries[0].uses == ["b"])
    #expect(summaries[1].users == ["a"])
    #expect(
      summaries[0].needs == [
        "articles", "articles[].title", "articles[].topics", "articles[].topics[].label", "n",
        "page.lang",
        "page.lang.z",
      ])
    #expect(summaries[1].needs == ["site.title"])
  }

  @Test func `an assignment that a loop forgets is warned of`() {
    let text = "{% set n = 0 %}{% for i in [1] %}{% set n = n + i %}{% set m = 1 %}{% endfor %}"
    let sources = [(name: "t", source: SourceText(path: "t", bytes: Array(text.utf8)))]
    let checked = TemplateSet.compile(sources)
    #expect(checked.value != nil)
    #expect(checked.diagnostics.map(\.severity) == [.warning])
    #expect(checked.diagnostics.first?.range == 40..<41)
  }
}
