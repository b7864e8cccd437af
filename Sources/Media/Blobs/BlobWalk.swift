import Foundation
import Synchronization

/// Goes through a folder of blobs, holding the names of one folder of the second level at a time.
final class BlobWalk: Sendable {
    private let state: Mutex<State>
    private let root: String

    private struct State {
        /// From the last to the first, so that the next is taken from the end.
        var folders: [String]
        var found: [(digest: BlobDigest, size: Int)] = []
    }

    /// A root that is not there holds nothing.
    init(_ root: String) throws {
        self.root = root
        let firsts = try Self.names(in: root).filter { $0.utf8.count == 2 }
        let folders = try firsts.flatMap { first in
            try Self.names(in: "\(root)/\(first)").filter { $0.utf8.count == 2 }.map { "\(root)/\(first)/\($0)" }
        }
        state = Mutex(State(folders: folders.sorted(by: >)))
    }

    func next() throws -> (digest: BlobDigest, size: Int)? {
        try state.withLock { state in
            while state.found.isEmpty, let folder = state.folders.popLast() {
                state.found = try Self.blobs(in: folder)
            }
            return state.found.popLast()
        }
    }

    func removeLeftovers(before time: Date) throws -> Int {
        let folders = state.withLock { $0.folders }
        var count = 0
        for folder in folders {
            for name in try Self.names(in: folder) where name.hasSuffix(ArrivingBlob.ending) {
                var told = stat()
                guard stat("\(folder)/\(name)", &told) == 0 else { continue }
                let isOld = Double(told.st_mtim.tv_sec) < time.timeIntervalSince1970
                if isOld, unlink("\(folder)/\(name)") == 0 { count += 1 }
            }
        }
        return count
    }

    private static func blobs(in folder: String) throws -> [(digest: BlobDigest, size: Int)] {
        let digests = try names(in: folder).compactMap(BlobDigest.init).sorted { $0.description > $1.description }
        return digests.compactMap { digest in
            var told = stat()
            // Removed since.
            guard stat("\(folder)/\(digest)", &told) == 0 else { return nil }
            return (digest, Int(told.st_size))
        }
    }

    private static func names(in folder: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch CocoaError.fileReadNoSuchFile {
            return []
        } catch {
            throw BlobFailure.away("cannot list a folder")
        }
    }
}
