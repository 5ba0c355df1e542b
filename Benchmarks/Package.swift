// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "tansaku-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "tansaku", path: "..")
  ],
  targets: [
    .executableTarget(
      name: "SegmentationLimit",
      linkerSettings: [.linkedLibrary("icuuc")]),
    .executableTarget(
      name: "SingleTerms",
      dependencies: [.product(name: "Tansaku", package: "tansaku")]),
  ],
  swiftLanguageModes: [.v6]
)
