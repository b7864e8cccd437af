import Foundation
import Storage

/// Keeps the index as it was at a position, so that a start reads it instead of every sheet.
struct SnapshotStore: Sendable {
    let database: any Database
    /// Of the program and of its words: what was kept in another form is not read.
    let form: String

    /// Lines of changes that are kept before a snapshot, for those who are a little behind.
    private static let margin = 10_000
    private static let partSize = 384 << 10

    struct Snapshot: Sendable {
        let segment: Segment
        let position: Int
    }

    /// Nil when there is none that this program can read.
    func find() async throws -> Snapshot? {
        let kept = try await database.read { connection -> (position: Int, file: [UInt8])? in
            let head = try connection.row(
                "SELECT position, parts FROM catalogue_snapshot WHERE part = 0 AND form = \(form)")
            guard let head else { return nil }
            let parts: Int = try head["parts"]
            var file: [UInt8] = []
            for part in 0..<parts {
                let row = try connection.row("SELECT content FROM catalogue_snapshot WHERE part = \(part)")
                guard let text: String = try row?["content"], let data = Data(base64Encoded: text) else { return nil }
                if part == 0 { file.reserveCapacity(data.count * (parts + 1)) }
                file.append(contentsOf: data)
            }
            return (try head["position"], file)
        }
        guard let kept, let segment = try? Segment(file: kept.file) else { return nil }
        return Snapshot(segment: segment, position: kept.position)
    }

    func position() async throws -> Int? {
        try await database.read { connection in
            try connection.row("SELECT position FROM catalogue_snapshot WHERE part = 0 AND form = \(form)").map {
                try $0["position"]
            }
        }
    }

    /// In the place of the one before; changes that nobody needs any more go.
    func keep(_ snapshot: Snapshot) async throws {
        let file = snapshot.segment.file
        let starts = Array(stride(from: 0, to: file.count, by: Self.partSize))
        try await database.write(for: .insiders) { connection in
            try connection.run("DELETE FROM catalogue_snapshot")
            for (part, start) in starts.enumerated() {
                let content = Data(file[start..<min(start + Self.partSize, file.count)]).base64EncodedString()
                try connection.run(
                    """
                    INSERT INTO catalogue_snapshot (part, parts, position, form, content)
                    VALUES (\(part), \(starts.count), \(snapshot.position), \(form), \(content))
                    """)
            }
            try connection.run("DELETE FROM catalogue_change WHERE position <= \(snapshot.position - Self.margin)")
        }
    }
}
