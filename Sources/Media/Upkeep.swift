import Foundation
import Identifiers

extension MediaHouse {
    /// How long one that nobody goes on with waits, and bytes that nothing names.
    static let patience: TimeInterval = 24 * 3600

    /// What was begun and left ends; what a process left behind that was stopped goes, and so do bytes that nothing names any more.
    func keepUp(_ now: Date) async throws {
        for id in try await arrivals.left(since: now - Self.patience) where try await arrivals.cancel(id) {
            unlink(path(of: id))
        }
        try await database.write(for: .insiders) { try BroughtBytesStore.forget(at: now, in: $0) }
        try await sweep(now)
        for digest in try await held.unnamed(before: now - Self.patience, now: now) {
            try await gate.pass(digest) {
                if try await held.letGo(digest) { try await blobs.remove(digest) }
            }
        }
    }

    /// By the machine's own clock, which the files bear.
    private func sweep(_ now: Date) async throws {
        let (files, known) = (FileManager.default, try await arrivals.arriving())
        for part in Self.folders {
            for name in (try? files.contentsOfDirectory(atPath: "\(folder)/\(part)")) ?? [] {
                guard !known.contains(where: { $0.description == name }) else { continue }
                let path = "\(folder)/\(part)/\(name)"
                let changed = try? files.attributesOfItem(atPath: path)[.modificationDate] as? Date
                if let changed, Date.now.timeIntervalSince(changed) > Self.patience {
                    try? files.removeItem(atPath: path)
                }
            }
        }
    }
}
