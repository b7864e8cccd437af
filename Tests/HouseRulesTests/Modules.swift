import Foundation
import World

/// Where each module of `Sources/` stands. One that is in no list fails a rule.
enum Modules {
    /// In the order of the campaign: each may use those before it.
    static let features = [
        "Accounts", "Campaigns", "Messages", "Grids", "Organisations", "Forms", "Submissions", "Sheets", "Jury",
        "Awards", "Catalogue",
    ]
    static let kernel = [
        "Identifiers", "Tables", "Words", "SecondFactor", "Secrets", "Storage", "Web", "Tasks", "Journal", "Mail",
        "Workers",
        "Workbooks", "Documents", "Media",
    ]
    static let engines = ["SQLiteEngine", "PostgresEngine"]
    /// Pure: each could be taken alone, with its seeds.
    static let cores = [
        "BallotCounting", "JuryAssignment", "PanelConsensus", "ScoreCalibration", "Seeds", "TextSimilarity",
    ]
    /// Module maps of Debian's C libraries.
    static let libraries = ["CCurl", "CPostgres", "CStemmer", "CVips", "CXlsx", "CZlib"]
    /// Wiring and command lines.
    static let tops = ["Analysis", "Assembly", "rallynov", "rallynov-pictures"]

    static var all: [String] { features + kernel + engines + cores + libraries + tops }

    /// The folders of `Sources/`.
    static var found: Set<String> {
        Set((try? FileManager.default.contentsOfDirectory(atPath: World.root + "/Sources")) ?? [])
    }
}
