// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]
/// Modules that call C: every unsafe expression must be spelled `unsafe`.
let bridging = settings + [.strictMemorySafety()]

let package = Package(
  name: "digest",
  products: [.executable(name: "digest", targets: ["digest"])],
  targets: [
    .systemLibrary(
      name: "CCmark", pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .systemLibrary(
      name: "CYaml", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .target(name: "CSystem"),
    .target(name: "CArena", dependencies: ["CCmark"]),

    .target(name: "Diagnostics", swiftSettings: settings),
    .target(name: "Addresses", dependencies: ["Language"], swiftSettings: settings),
    .target(name: "Language", swiftSettings: settings),
    .target(name: "YAML", dependencies: ["CYaml", "Diagnostics"], swiftSettings: bridging),
    .target(
      name: "Markdown", dependencies: ["CArena", "CCmark", "Diagnostics", "Language"],
      swiftSettings: bridging),
    .target(name: "Templating", dependencies: ["Diagnostics"], swiftSettings: settings),
    .target(
      name: "Topics", dependencies: ["Diagnostics", "YAML"], swiftSettings: settings),
    .target(
      name: "Site",
      dependencies: [
        "Addresses", "Diagnostics", "Language", "Markdown", "Templating", "Topics", "YAML",
      ],
      swiftSettings: settings),
    .target(name: "FileSystem", dependencies: ["CSystem"], swiftSettings: bridging),
    .target(
      name: "Publishing", dependencies: ["Addresses", "FileSystem"], swiftSettings: bridging),
    .target(name: "Commands", dependencies: ["Diagnostics"], swiftSettings: settings),
    .target(
      name: "Pipeline",
      dependencies: [
        "Addresses", "Commands", "Diagnostics", "FileSystem", "Language", "Markdown", "Publishing",
        "Site", "Templating", "Topics", "YAML",
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "digest", dependencies: ["Commands", "FileSystem", "Pipeline"], swiftSettings: settings),

    .target(
      name: "TestSupport", dependencies: ["Diagnostics"], path: "Tests/TestSupport",
      swiftSettings: settings),
    // Renders many cases in one process: for comparisons with other engines, and for measuring.
    .executableTarget(
      name: "template-cases", dependencies: ["Diagnostics", "Templating"],
      path: "Tests/TemplateCases", swiftSettings: settings),
    .executableTarget(
      name: "bench-topics", dependencies: ["Topics", "Diagnostics"],
      path: "Tests/Benchmarks/Topics", swiftSettings: settings),
    .testTarget(
      name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestSupport"],
      swiftSettings: settings),
    .testTarget(name: "AddressesTests", dependencies: ["Addresses"], swiftSettings: settings),
    .testTarget(
      name: "LanguageTests", dependencies: ["Language", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "YAMLTests", dependencies: ["YAML", "Diagnostics", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "MarkdownTests", dependencies: ["Markdown", "Diagnostics", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "TemplatingTests", dependencies: ["Diagnostics", "Templating", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "FileSystemTests", dependencies: ["FileSystem", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "CommandsTests", dependencies: ["Commands", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "PublishingTests",
      dependencies: ["Addresses", "FileSystem", "Publishing", "TestSupport", "publish-driver"],
      swiftSettings: settings),
    .executableTarget(
      name: "publish-driver", dependencies: ["Addresses", "FileSystem", "Publishing"],
      path: "Tests/PublishDriver", swiftSettings: settings),
    .testTarget(
      name: "SiteTests",
      dependencies: ["Site", "Diagnostics", "Language", "Markdown", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "PipelineTests",
      dependencies: ["Diagnostics", "Pipeline", "Templating", "TestSupport", "digest"],
      swiftSettings: settings),
    .testTarget(
      name: "TopicsTests", dependencies: ["Topics", "Diagnostics", "TestSupport"],
      swiftSettings: settings),
  ]
)
