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
    .target(name: "Addresses", swiftSettings: settings),
    .target(name: "CSystem"),
    .target(name: "FileSystem", dependencies: ["CSystem"], swiftSettings: bridging),
    .target(
      name: "Publishing", dependencies: ["Addresses", "FileSystem"], swiftSettings: bridging),
    .target(name: "YAML", dependencies: ["CYaml", "Diagnostics"], swiftSettings: bridging),
    .target(name: "Commands", dependencies: ["Diagnostics"], swiftSettings: settings),

    .target(
      name: "TestSupport", dependencies: ["Diagnostics"], path: "Tests/TestSupport",
      swiftSettings: settings),
    .testTarget(
      name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "CommandsTests", dependencies: ["Commands", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "YAMLTests", dependencies: ["YAML", "Diagnostics", "TestSupport"],
      swiftSettings: settings),
    .testTarget(name: "AddressesTests", dependencies: ["Addresses"], swiftSettings: settings),
    .testTarget(
      name: "FileSystemTests", dependencies: ["FileSystem", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "PublishingTests",
      dependencies: ["Addresses", "FileSystem", "Publishing", "TestSupport", "publish-driver"],
      swiftSettings: settings),
    .executableTarget(
      name: "publish-driver", dependencies: ["Addresses", "FileSystem", "Publishing"],
      path: "Tests/PublishDriver", swiftSettings: settings),
  ]
)
