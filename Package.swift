// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "digest",
  targets: [
    .target(name: "Diagnostics", swiftSettings: settings),
    .target(name: "Templating", dependencies: ["Diagnostics"], swiftSettings: settings),

    .target(
      name: "TestSupport", dependencies: ["Diagnostics"], path: "Tests/TestSupport",
      swiftSettings: settings),
    // Renders many cases in one process: for comparisons with other engines, and for measuring.
    .executableTarget(
      name: "template-cases", dependencies: ["Diagnostics", "Templating"],
      path: "Tests/TemplateCases", swiftSettings: settings),
    .testTarget(
      name: "TemplatingTests", dependencies: ["Diagnostics", "Templating", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestSupport"],
      swiftSettings: settings),
  ]
)
