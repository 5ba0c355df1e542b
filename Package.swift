// swift-tools-version: 6.2

import PackageDescription

/// Settings that every target of ours shares: the language as it will be, so that nothing has to be
/// rewritten when these become the default.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "tansaku",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Tansaku", targets: ["Tansaku"]),
    .library(name: "TansakuReading", targets: ["TansakuReading"]),
    .library(name: "TansakuC", type: .dynamic, targets: ["TansakuC"]),
    .executable(name: "tansaku", targets: ["TansakuCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // Libraries of the system, each behind a narrow door of ours.
    .target(
      name: "CTansakuICU",
      linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("icui18n")]),
    .target(
      name: "CTansakuMarkup",
      linkerSettings: [
        .linkedLibrary("cmark-gfm"), .linkedLibrary("cmark-gfm-extensions"),
        .linkedLibrary("gumbo"), .linkedLibrary("yaml"),
      ]),
    .target(name: "CTansakuJSON", linkerSettings: [.linkedLibrary("simdjson")]),
    .systemLibrary(
      name: "CTansakuXXHash", pkgConfig: "libxxhash",
      providers: [.apt(["libxxhash-dev"]), .brew(["xxhash"])]),
    .systemLibrary(
      name: "CTansakuZstandard", pkgConfig: "libzstd",
      providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
    // Tables that our generators made, embedded as bytes: nothing is parsed at start.
    .target(
      name: "CTansakuTables",
      exclude: [
        "README.md", "generate", "variants.tsv", "variants.bin", "cities.tsv", "cities-extra.tsv",
        "transliteration.tsv", "cities.bin", "readings.tsv", "readings.bin", "months.tsv",
        "months-extra.tsv", "eras.tsv", "eras-extra.tsv",
      ]),

    .target(
      name: "TansakuText", dependencies: ["CTansakuICU", "CTansakuTables"],
      exclude: ["Concepts/Dates/README.md", "Concepts/Numerals/README.md"],
      swiftSettings: settings),
    .target(
      name: "TansakuStorage", dependencies: ["CTansakuXXHash"],
      swiftSettings: settings),
    .target(
      name: "Tansaku",
      dependencies: ["TansakuText", "TansakuStorage", "CTansakuZstandard"],
      swiftSettings: settings),
    .target(
      name: "TansakuReading",
      dependencies: [
        "Tansaku", "CTansakuMarkup", "CTansakuJSON", "CTansakuICU",
      ],
      swiftSettings: settings),
    // The library for C: a header, and the functions that it declares.
    .target(name: "CTansaku"),
    .target(
      name: "TansakuC", dependencies: ["CTansaku", "Tansaku", "TansakuReading"],
      exclude: ["README.md"], swiftSettings: settings),
    .target(
      name: "TansakuEvaluation", dependencies: ["TansakuStorage"], swiftSettings: settings),
    .executableTarget(
      name: "TansakuCommand",
      dependencies: [
        "Tansaku", "TansakuText", "TansakuReading", "TansakuEvaluation",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    .target(
      name: "TansakuTestSupport", dependencies: ["Tansaku", "TansakuText", "TansakuStorage"],
      path: "Tests/TestSupport", swiftSettings: settings),
    .testTarget(
      name: "TansakuTextTests", dependencies: ["TansakuText", "TansakuTestSupport"],
      exclude: ["Tables"], swiftSettings: settings),
    .testTarget(
      name: "TansakuStorageTests", dependencies: ["TansakuStorage", "TansakuTestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "TansakuTests",
      dependencies: ["Tansaku", "TansakuText", "TansakuStorage", "TansakuTestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "TansakuReadingTests",
      dependencies: ["TansakuReading", "Tansaku", "TansakuStorage", "TansakuTestSupport"],
      exclude: ["Seeds"], swiftSettings: settings),
    .testTarget(
      name: "TansakuCTests",
      dependencies: ["TansakuC", "Tansaku", "TansakuStorage", "TansakuTestSupport"],
      exclude: ["embed.c", "fork.c"], swiftSettings: settings),
    .testTarget(
      name: "TansakuEvaluationTests", dependencies: ["TansakuEvaluation"],
      swiftSettings: settings),
    .testTarget(
      name: "TansakuCommandTests",
      dependencies: [
        "TansakuCommand", "TansakuTestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
