import Foundation

extension MediaHouse {
    /// Forms that the house has made, as files of this machine for as long as `use` runs: by the names that the caller gives them, where
    /// they lie. One that cannot be read is left out, and so is what goes beyond `most`, in bytes of all together.
    public func lend<Made: Sendable>(
        _ forms: [(name: String, form: StoredForm)], most: Int,
        to use: @Sendable ([String: String]) async throws -> Made
    ) async throws -> Made {
        guard !forms.isEmpty else { return try await use([:]) }
        try makeFolders()
        let work = preparing("lent-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            atPath: work, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: work) }
        var (lent, room): ([String: String], Int) = ([:], most)
        for (place, lot) in forms.enumerated() where lot.form.size <= room {
            let path = "\(work)/\(place)"
            do {
                try await fetch(lot.form.digest, size: lot.form.size, into: path)
            } catch is BlobFailure {
                // A paper without one of its pictures says more than none.
                continue
            }
            (lent[lot.name], room) = (path, room - lot.form.size)
        }
        return try await use(lent)
    }
}
