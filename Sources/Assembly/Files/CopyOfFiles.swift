import Foundation
import Media
import Storage

/// The files of a copy: taken, read again and put back with its database. The digest of their list stands in `COPY.sha256` under that of
/// the database, so that `sha256sum --check` reads both.
struct CopyOfFiles {
    let path: String

    enum Refusal: Error, Equatable, CustomStringConvertible {
        /// The copy was made, without these.
        case damaged([String])
        /// What the database names is not in the copy.
        case incomplete(Int)

        var description: String {
            switch self {
            case .damaged(let digests):
                """
                the copy was made, but these files were missing or altered in the store and are not in it: \
                \(digests.joined(separator: ", ")); rallynov verify says what they are
                """
            case .incomplete(let count): "\(count) files that the database names are not in the copy"
            }
        }
    }

    func take(of blobs: any BlobStore, for database: any Database) async throws -> FilesCopy {
        let copy = try await FilesCopy.take(of: blobs, for: database, beside: path)
        let line = "\(copy.digest)  \(name).files/SHA256SUMS\n"
        let list = try String(contentsOfFile: path + ".sha256", encoding: .utf8) + line
        try Data(list.utf8).write(to: URL(filePath: path + ".sha256"))
        return copy
    }

    /// Nil for a copy of a database that had none.
    func verify() async throws -> FilesCopy? {
        guard let list = try? String(contentsOfFile: path + ".sha256", encoding: .utf8) else { return nil }
        let line = list.split(separator: "\n").first { $0.hasSuffix("  \(name).files/SHA256SUMS") }
        guard let line else { return nil }
        return try await FilesCopy.verify(beside: path, saved: String(line.prefix(64)))
    }

    private var name: String { URL(filePath: path).lastPathComponent }
}
