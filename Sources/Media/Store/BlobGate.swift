/// Lets one at a time put or remove the same bytes: who puts them finds them there or not, and not on their way out.
///
/// It holds within one process. Commands beside a running house only add.
actor BlobGate {
    private var inside: Set<BlobDigest> = []
    private var waiting: [BlobDigest: [CheckedContinuation<Void, Never>]] = [:]

    nonisolated func pass<Result: Sendable>(
        _ digest: BlobDigest, _ work: @Sendable () async throws -> Result
    ) async rethrows -> Result {
        await enter(digest)
        do {
            let result = try await work()
            await leave(digest)
            return result
        } catch {
            await leave(digest)
            throw error
        }
    }

    private func enter(_ digest: BlobDigest) async {
        if inside.insert(digest).inserted { return }
        await withCheckedContinuation { waiting[digest, default: []].append($0) }
    }

    private func leave(_ digest: BlobDigest) {
        guard var line = waiting[digest], !line.isEmpty else {
            inside.remove(digest)
            return
        }
        let next = line.removeFirst()
        waiting[digest] = line.isEmpty ? nil : line
        next.resume()
    }
}
