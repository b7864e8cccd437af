// swift-tools-version:6.1
import PackageDescription

let package = Package(
    name: "rallynov",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "rallynov", targets: ["rallynov"]),
        .executable(name: "rallynov-pictures", targets: ["rallynov-pictures"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
    ],
    targets: libraries + analysis + kernel + features + [program, pictures] + testKits + tests
)

// Debian's C libraries, through module maps.
var libraries: [Target] {
    [
        .systemLibrary(name: "CCurl", path: "Sources/CCurl", pkgConfig: "libcurl"),
        .systemLibrary(name: "CPostgres", path: "Sources/CPostgres", pkgConfig: "libpq"),
        .systemLibrary(name: "CStemmer", path: "Sources/CStemmer"),
        .systemLibrary(name: "CVips", path: "Sources/CVips", pkgConfig: "vips"),
        .systemLibrary(name: "CXlsx", path: "Sources/CXlsx"),
        .systemLibrary(name: "CZlib", path: "Sources/CZlib", pkgConfig: "zlib"),
    ]
}

// Pure: no I/O, nothing of the house. `Analysis` reads and writes CSV files for them.
var analysis: [Target] {
    [
        .target(name: "Seeds", dependencies: [crypto]),
        .target(name: "BallotCounting", dependencies: [crypto]),
        .target(name: "JuryAssignment", dependencies: ["Seeds"]),
        .target(name: "PanelConsensus", dependencies: ["Seeds"]),
        .target(name: "ScoreCalibration", dependencies: ["Seeds"]),
        .target(name: "TextSimilarity", dependencies: ["CStemmer", "Seeds"]),
        .target(
            name: "Analysis",
            dependencies: [
                "BallotCounting", "JuryAssignment", "PanelConsensus", "ScoreCalibration", "Seeds", "Tables",
                "TextSimilarity", argumentParser, crypto,
            ]),
    ]
}

// No feature is named here.
var kernel: [Target] {
    [
        .target(name: "Identifiers"),
        .target(name: "Tables"),
        .target(name: "Words"),
        .target(name: "Secrets", dependencies: [crypto]),
        .target(name: "SecondFactor", dependencies: [crypto]),
        .target(name: "Storage", dependencies: ["Identifiers", crypto]),
        .target(name: "SQLiteEngine", dependencies: ["Storage", grdb]),
        .target(name: "PostgresEngine", dependencies: ["Storage", "CPostgres", nioPosix]),
        .target(name: "Web", dependencies: ["CZlib", "Identifiers", "Words", crypto, hummingbird, log]),
        .target(name: "Tasks", dependencies: ["Identifiers", "Storage", log]),
        .target(name: "Journal", dependencies: ["Identifiers", "Storage", crypto]),
        .target(name: "Workers", dependencies: [subprocess]),
        .target(name: "Workbooks", dependencies: ["CXlsx", "CZlib", "Tables", "Web", "Words", "Workers"]),
        .target(name: "Documents", dependencies: ["Web", "Workers", log]),
        .target(
            name: "Media",
            dependencies: [
                "CCurl", "CZlib", "Identifiers", "Storage", "Tasks", "Web", "Words", "Workers", crypto, log, nioPosix,
            ]),
        .target(
            name: "Mail",
            dependencies: ["CCurl", "Identifiers", "Storage", "Tasks", "TextSimilarity", "Words", log, nioPosix]),
    ]
}

// In the order of the campaign: each may use those above it, never one below.
var features: [Target] {
    let base: [Target.Dependency] = [
        "Documents", "Identifiers", "Journal", "Mail", "Media", "Storage", "Tables", "Tasks", "Web", "Words",
        "Workbooks",
    ]
    return [
        .target(name: "Accounts", dependencies: base + ["SecondFactor", "Secrets", crypto, log]),
        .target(name: "Campaigns", dependencies: base + ["Accounts", "Secrets", "TextSimilarity"]),
        .target(name: "Messages", dependencies: base + ["Accounts", "Campaigns"]),
        .target(name: "Grids", dependencies: base + ["Campaigns", crypto, yams]),
        .target(name: "Organisations", dependencies: base + ["Campaigns", "TextSimilarity"]),
        .target(
            name: "Forms", dependencies: base + ["Campaigns", "Grids", "Organisations", "TextSimilarity", crypto]),
        .target(
            name: "Submissions", dependencies: base + ["Accounts", "Campaigns", "Forms", "Grids", "Organisations"]),
        .target(
            name: "Sheets",
            dependencies: base + [
                "Accounts", "Campaigns", "Forms", "Grids", "Organisations", "Submissions", "TextSimilarity", yams,
            ]),
        .target(
            name: "Jury",
            dependencies: base + ["Accounts", "Campaigns", "Forms", "Grids", "Organisations", "Submissions"]),
        .target(
            name: "Awards",
            dependencies: base + ["Accounts", "Campaigns", "Grids", "Jury", "Organisations", "Sheets", "Submissions"]),
        .target(
            name: "Catalogue",
            dependencies: base + [
                "Awards", "Campaigns", "Grids", "Jury", "Organisations", "Sheets", "Submissions", "TextSimilarity",
            ]),
        .target(
            name: "Assembly",
            dependencies: base + [
                "Accounts", "Awards", "Campaigns", "Catalogue", "Forms", "Grids", "Jury", "Messages", "Organisations",
                "PostgresEngine", "SQLiteEngine", "Secrets", "Sheets", "Submissions", "TextSimilarity", hummingbird,
                hummingbirdCore, lifecycle, log, nioHTTP1, yams,
            ]),
    ]
}

var program: Target {
    .executableTarget(
        name: "rallynov",
        dependencies: [
            "Analysis", "Assembly", "Campaigns", "Grids", "Sheets", "Storage", "Words", argumentParser, hummingbird,
            log,
        ])
}

// Pictures are read in a process of its own, which may die of one.
var pictures: Target { .executableTarget(name: "rallynov-pictures", dependencies: ["CVips"]) }

var testKits: [Target] {
    [
        .target(
            name: "StorageTesting", dependencies: ["PostgresEngine", "SQLiteEngine", "Storage"],
            path: "Tests/StorageTesting"),
        .target(
            name: "PasskeyTesting", dependencies: ["SecondFactor", crypto], path: "Tests/PasskeyTesting"),
        .target(name: "WebTesting", dependencies: ["Web", hummingbird, log], path: "Tests/WebTesting"),
        .target(name: "MailTesting", dependencies: [nioPosix], path: "Tests/MailTesting"),
        .target(
            name: "World",
            dependencies: [
                "Accounts", "Assembly", "Awards", "Campaigns", "Documents", "Forms", "Grids", "Journal", "Jury",
                "Organisations",
                "Secrets", "StorageTesting", "Submissions", "WebTesting",
            ],
            path: "Tests/World"),
    ]
}

var tests: [Target] {
    let world: [Target.Dependency] = ["Journal", "StorageTesting", "WebTesting", "World"]
    return [
        .testTarget(name: "IdentifiersTests", dependencies: ["Identifiers"]),
        .testTarget(name: "TablesTests", dependencies: ["Tables"]),
        .testTarget(name: "SeedsTests", dependencies: ["Seeds"]),
        .testTarget(name: "JuryAssignmentTests", dependencies: ["JuryAssignment", "Seeds"]),
        .testTarget(name: "AnalysisTests", dependencies: ["Analysis", "Seeds"]),
        .testTarget(name: "BallotCountingTests", dependencies: ["BallotCounting", "Seeds"]),
        .testTarget(
            name: "PanelConsensusTests", dependencies: ["PanelConsensus", "Seeds"], exclude: ["Fixtures"]),
        .testTarget(
            name: "ScoreCalibrationTests", dependencies: ["ScoreCalibration", "Seeds"], exclude: ["Fixtures"]),
        .testTarget(name: "TextSimilarityTests", dependencies: ["Seeds", "TextSimilarity"]),
        .testTarget(name: "WordsTests", dependencies: ["Words"]),
        .testTarget(name: "SecretsTests", dependencies: ["Secrets"]),
        .testTarget(name: "SecondFactorTests", dependencies: ["PasskeyTesting", "SecondFactor", crypto]),
        .testTarget(
            name: "StorageTests", dependencies: ["PostgresEngine", "SQLiteEngine", "Storage", "StorageTesting"]),
        .testTarget(name: "WebTests", dependencies: ["Web", "WebTesting"]),
        .testTarget(name: "JournalTests", dependencies: ["Journal", "StorageTesting"]),
        .testTarget(name: "TasksTests", dependencies: ["Tasks", "StorageTesting"]),
        .testTarget(name: "MailTests", dependencies: ["Mail", "MailTesting", "StorageTesting"]),
        .testTarget(name: "WorkersTests", dependencies: ["Workers"]),
        .testTarget(name: "WorkbooksTests", dependencies: ["Tables", "Workbooks", "Workers"]),
        .testTarget(name: "DocumentsTests", dependencies: ["Documents", "Web", "Words", "Workers"]),
        .testTarget(
            name: "MediaTests", dependencies: ["Media", "StorageTesting", "WebTesting", "rallynov-pictures", crypto]),
        .testTarget(
            name: "AccountsTests",
            dependencies: ["Accounts", "Assembly", "PasskeyTesting", "SecondFactor", "Secrets", log] + world),
        .testTarget(name: "CampaignsTests", dependencies: ["Campaigns", "Secrets"] + world),
        .testTarget(name: "GridsTests", dependencies: ["Grids", yams] + world),
        .testTarget(name: "MessagesTests", dependencies: ["Messages"] + world),
        .testTarget(name: "OrganisationsTests", dependencies: ["Organisations"] + world),
        .testTarget(
            name: "FormsTests", dependencies: ["Forms", "Sheets", "Submissions", "Tables", "Workbooks"] + world),
        .testTarget(
            name: "SubmissionsTests",
            dependencies: [
                "Accounts", "Documents", "Forms", "Mail", "Media", "Organisations", "Submissions", "Tasks", "Workbooks",
                "Workers",
            ] + world),
        .testTarget(name: "SheetsTests", dependencies: ["Media", "Sheets", "Tables", "Workbooks"] + world),
        .testTarget(name: "JuryTests", dependencies: ["Analysis", "Jury", yams] + world),
        .testTarget(name: "AwardsTests", dependencies: ["Awards"] + world),
        .testTarget(
            name: "CatalogueTests",
            dependencies: ["Catalogue", "Documents", "Grids", "Media", "Workers"] + world),
        .testTarget(
            name: "AssemblyTests",
            dependencies: [
                "Assembly", "Secrets", "Tables", "Web", "Words", "Workbooks", "rallynov", nioEmbedded, nioHTTP1,
                nioPosix,
            ] + world),
        .testTarget(name: "HouseRulesTests", dependencies: ["Assembly", "Words"] + world),
        .testTarget(
            name: "JourneyTests",
            dependencies: ["Assembly", "Documents", "Forms", "MailTesting", "SecondFactor", "Secrets", "Sheets", "Workers"]
                + world),
    ]
}

var hummingbird: Target.Dependency { .product(name: "Hummingbird", package: "hummingbird") }
var hummingbirdCore: Target.Dependency { .product(name: "HummingbirdCore", package: "hummingbird") }
var lifecycle: Target.Dependency { .product(name: "ServiceLifecycle", package: "swift-service-lifecycle") }
var grdb: Target.Dependency { .product(name: "GRDB", package: "GRDB.swift") }
var argumentParser: Target.Dependency { .product(name: "ArgumentParser", package: "swift-argument-parser") }
var crypto: Target.Dependency { .product(name: "Crypto", package: "swift-crypto") }
var subprocess: Target.Dependency { .product(name: "Subprocess", package: "swift-subprocess") }
var yams: Target.Dependency { .product(name: "Yams", package: "Yams") }
var log: Target.Dependency { .product(name: "Logging", package: "swift-log") }
var nioEmbedded: Target.Dependency { .product(name: "NIOEmbedded", package: "swift-nio") }
var nioHTTP1: Target.Dependency { .product(name: "NIOHTTP1", package: "swift-nio") }
var nioPosix: Target.Dependency { .product(name: "NIOPosix", package: "swift-nio") }
