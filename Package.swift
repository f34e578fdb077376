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
      name: "CYaml", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),

    .target(name: "Diagnostics", swiftSettings: settings),
    .target(name: "YAML", dependencies: ["CYaml", "Diagnostics"], swiftSettings: bridging),
    .target(
      name: "Topics", dependencies: ["YAML", "Diagnostics"], swiftSettings: settings),
    .target(name: "Commands", dependencies: ["Diagnostics"], swiftSettings: settings),

    .target(
      name: "TestSupport", dependencies: ["Diagnostics"], path: "Tests/TestSupport",
      swiftSettings: settings),
    .executableTarget(
      name: "bench-topics", dependencies: ["Topics", "Diagnostics"],
      path: "Tests/Benchmarks/Topics", swiftSettings: settings),
    .testTarget(
      name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "CommandsTests", dependencies: ["Commands", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "TopicsTests", dependencies: ["Topics", "Diagnostics", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "YAMLTests", dependencies: ["YAML", "Diagnostics", "TestSupport"],
      swiftSettings: settings),
  ]
)
