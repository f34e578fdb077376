import Diagnostics
import Synchronization
import Testing

@testable import Templating

/// What a renderer keeps from page to page must not show.
@Suite struct SharingTests {
  private final class Context: Sendable {
    let name: String
    init(_ name: String) { self.name = name }
  }

  private static let shape = Shape(["title", "menu"])

  private static func site(_ title: String) -> Value {
    .record(shape, [.string(title), .list([.string("a"), .string("b<")])])
  }

  /// - Parameter asked: Counts what the host is asked.
  private static func host(_ asked: @escaping @Sendable () -> Void = {}) -> Host {
    Host(
      filters: [
        "in_context": { value, arguments, page throws(HostError) in
          asked()
          guard case .string(let text) = value else { throw HostError("no text") }
          guard text != Array("bad".utf8) else { throw HostError("bad text") }
          let style = arguments.value("style", at: 0).flatMap(\.text) ?? []
          return .string(text + Array("@\((page as? Context)?.name ?? "")".utf8) + style)
        }
      ],
      functions: [
        "asset": { arguments, page throws(HostError) in
          asked()
          return .string("/\((page as? Context)?.name ?? "")/a&b")
        }
      ])
  }

  private static func set(_ files: [(String, String)], _ host: Host = host()) throws -> TemplateSet
  {
    let sources = files.map { name, text in
      (name: name, source: SourceText(path: name, bytes: Array(text.utf8)))
    }
    return try #require(TemplateSet.compile(sources, host: host).value)
  }

  /// Renders pages one after the other with one renderer, and each with one of its own.
  private static func expectAlike(
    _ files: [(String, String)], _ pages: [(name: String, values: Value, context: Context?)],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let set = try set(files)
    var renderer = Renderer(set)
    for (name, values, context) in pages + pages {
      var (kept, fresh): ([UInt8], [UInt8]) = ([], [])
      try renderer.render(name, values, page: context, into: &kept)
      try set.render(name, values, page: context, into: &fresh)
      #expect(kept.string == fresh.string, sourceLocation: sourceLocation)
    }
  }

  private static let pieces = [
    "<p>{{ site.title }}</p><b title=\"{{ site.title }}\">{{ asset('x') }}</b>{{ own }}",
    "{% for x in site.menu %}{{ loop.index }}{{ x }}{{ site.title }}{% endfor %}{{ own }}",
    "{% if site.menu %}{{ 'k'|in_context }}{% else %}-{% endif %}<i>{{ own }}</i>{{ 1 + 2 }}",
    "{% set site = other %}<p>{{ site.title }}{{ own }}{{ site.title }}</p>",
    "{% for site in [other, site] %}{{ site.title }}{{ 'x'|in_context('y') }}{% endfor %}",
    "{% macro m(site) %}<q>{{ site.title }}</q>{% endmacro %}{{ m(site) }}{{ m(other) }}{{ own }}",
    "{% set asset = own %}{{ asset }}{{ site.title|upper }}{{ [own, 'v']|map('in_context')|join }}",
    "{% for x in [1, 2, 3] %}<a href=\"{{ asset('q') }}\">{{ site.title }}{{ x }}</a>{% endfor %}",
    "{% set text %}{{ site.title }}{{ own }}{{ site.title }}{% endset %}{{ text }}",
    "{% for x in site.menu %}{% for y in site.menu if y != x %}{{ y }}{% endfor %}{% endfor %}",
  ]

  @Test(arguments: pieces)
  func `a page is the same whatever was written before it`(piece: String) throws {
    let contexts = [Context("vi"), Context("en"), nil]
    let sites = [
      Self.site("A & B"), Self.site("C"), Self.site("D"), Self.site("E"), Self.site("F"),
    ]
    var pages: [(name: String, values: Value, context: Context?)] = []
    for index in 0..<40 {
      let values = Value.map([
        ("site", sites[index * 3 % 5]), ("other", sites[index % 5]), ("own", .string("<\(index)>")),
      ])
      pages.append(("p.html", values, contexts[index / 2 % 3]))
    }
    try Self.expectAlike([("p.html", piece)], pages)
  }

  @Test func `a page's language decides how a filter escapes`() throws {
    let part = "{{ ['<&\"']|map('escape')|join }}"
    let files = [
      ("part.txt", "{% macro m() %}\(part){% endmacro %}"),
      ("p.txt", "{% from 'part.txt' import m %}{{ m() }}"),
      ("p.html", "{% from 'part.txt' import m %}{{ m()|upper }}"),
      ("p.xml", "{% from 'part.txt' import m %}<a>{{ m()|upper }}</a>"),
    ]
    let pages = ["p.txt", "p.xml", "p.html", "p.xml"].map { ($0, Value.map([]), Context?.none) }
    try Self.expectAlike(files, pages)
  }

  @Test func `a file of macros stays, and every other is run anew`() throws {
    let files = [
      (
        "macros.html",
        "{% macro m(x) %}<b>{{ x }}{{ n(x) }}</b>{% endmacro %}\n{% macro n(x) %}{{ x|upper }}{% endmacro %}"
      ),
      ("more.html", "{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}"),
      ("state.html", "{% set s = asset('q') %}{% macro m(x) %}{{ s }}{{ x }}{% endmacro %}"),
      (
        "deep.html",
        "{% from 'more.html' import m %}{{ m(own) }}{% from 'macros.html' import n %}{{ n(own) }}"
      ),
      (
        "a.html",
        "{% from 'macros.html' import m %}{% import 'more.html' as more %}{{ m(own) }}{{ more.m(own) }}"
      ),
      (
        "b.html",
        "{% include 'deep.html' %}{% from 'more.html' import m %}{{ m(own) }}{% include 'deep.html' %}"
      ),
      (
        "c.html",
        "{% from 'state.html' import m %}{{ m(own) }}{% from 'more.html' import m as k %}{{ k(own) }}"
      ),
      (
        "d.html",
        "{% set m = own %}{% from 'macros.html' import m with context %}{{ m(own) }}{% include 'a.html' %}"
      ),
      ("e.html", "{% import 'mac' ~ 'ros.html' as l %}{{ l.m(own) }}{{ l.x is defined }}"),
    ]
    let contexts = [Context("vi"), Context("en")]
    var pages: [(name: String, values: Value, context: Context?)] = []
    for (index, name) in "cbadeebcadabecdaacbe".enumerated() {
      pages.append(
        ("\(name).html", .map([("own", .string("o\(index)"))]), contexts[index % 2]))
    }
    try Self.expectAlike(files, pages)
  }

  @Test func `what is known is not asked again`() throws {
    let count = Atomic(0)
    let text =
      "{{ site.title }}{{ 'k'|in_context }}{{ asset('x') }}{{ own }}{{ own|in_context('s') }}"
    let set = try Self.set([("p.html", text)], Self.host { count.add(1, ordering: .relaxed) })
    let values = Value.map([("site", Self.site("S")), ("own", .string("o"))])
    var renderer = Renderer(set)
    let context = Context("vi")
    for _ in 0..<10 {
      var page: [UInt8] = []
      try renderer.render("p.html", values, page: context, into: &page)
      #expect(page.string == "Sk@vi/vi/a&amp;boo@vis")
    }
    // Each filter once, the function for each page.
    #expect(count.load(ordering: .relaxed) == 12)
  }

  @Test func `a fault shows on every page that has it`() throws {
    let set = try Self.set([("p.html", "{{ site.title }}\n{{ own|in_context }}{{ site.name }}")])
    var renderer = Renderer(set)
    for (own, place) in [("x", 40), ("bad", 24), ("x", 40), ("x", 40), ("bad", 24)] {
      let values = Value.map([("site", Self.site("S")), ("own", .string(own))])
      var page: [UInt8] = []
      let fault = #expect(throws: Diagnostic.self) {
        try renderer.render("p.html", values, into: &page)
      }
      #expect(fault?.range.lowerBound == place)
    }
  }

  @Test func `a page costs the same however often it was rendered`() throws {
    var host = Self.host()
    host.limits.fuel = 25
    let loop = "{% for x in site.menu %}{% for y in site.menu %}{{ y }}{% endfor %}{% endfor %}"
    let once = try Self.set([("p.html", "{{ own }}" + loop)], host)
    let thrice = try Self.set([("p.html", loop + "{{ own }}" + loop + "{{ own }}" + loop)], host)
    let values = Value.map([("site", Self.site("S")), ("own", .string("o"))])
    var one = Renderer(once)
    var three = Renderer(thrice)
    for _ in 0..<5 {
      var page: [UInt8] = []
      try one.render("p.html", values, into: &page)
      #expect(throws: Diagnostic.self) { try three.render("p.html", values, into: &page) }
    }
  }
}
