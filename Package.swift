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
  targets: [
    .systemLibrary(
      name: "CCmark", pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),

    .target(name: "Diagnostics", swiftSettings: settings),
    .target(name: "Markdown", dependencies: ["CCmark", "Diagnostics"], swiftSettings: bridging),

    .target(
      name: "TestSupport", dependencies: ["Diagnostics"], path: "Tests/TestSupport",
      swiftSettings: settings),
    .testTarget(
      name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "MarkdownTests", dependencies: ["Markdown", "Diagnostics", "TestSupport"],
      swiftSettings: settings),
  ]
)
