import Foundation

/// Real data: the large set beside the project when it is there, and the small one in it otherwise (`Tests/Data/README.md`).
enum RealData {
    private static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    private static let large = tests.appending(path: "../../shared/data").standardized

    static func url(_ path: String) -> URL {
        let beside = large.appending(path: path)
        return FileManager.default.fileExists(atPath: beside.path) ? beside : small(path)
    }

    /// In the project, whatever lies beside it.
    static func small(_ path: String) -> URL { tests.appending(path: "Data/\(path)") }

    static func has(_ path: String) -> Bool { FileManager.default.fileExists(atPath: url(path).path) }
}
