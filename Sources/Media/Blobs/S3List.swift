import Synchronization

/// What lies in a bucket, a page of the store's answers at a time.
final class S3List: Sendable {
    private let line: S3Line
    private let pageSize: Int
    private let state = Mutex(State())

    private struct State {
        var found: [(digest: BlobDigest, size: Int)] = []
        /// Where the next page goes on; nil for the first.
        var token: String?
        var isOver = false
    }

    init(of line: S3Line, pageSize: Int) { (self.line, self.pageSize) = (line, pageSize) }

    /// Reads the first page; blocks.
    func begin() throws { try state.withLock { try goOn(&$0) } }

    /// Blocks; nil at the end.
    func next() throws -> (digest: BlobDigest, size: Int)? {
        try state.withLock { state in
            while state.found.isEmpty, !state.isOver { try goOn(&state) }
            return state.found.popLast()
        }
    }

    private func goOn(_ state: inout State) throws {
        var query = [("list-type", "2"), ("max-keys", "\(pageSize)"), ("prefix", line.place.prefix)]
        if let token = state.token { query.insert(("continuation-token", token), at: 0) }
        let answer = try line.ask(
            S3Request(method: .get(nil), query: query.map { (name: $0.0, value: $0.1) }, mostAnswer: 4_000_000))
        guard answer.isGood else { throw answer.failure }
        let text = String(decoding: answer.body, as: UTF8.self)
        state.found = S3Text.all("Contents", in: text).compactMap(blob).reversed()
        let token = S3Text.first("NextContinuationToken", in: text).map(S3Text.decoded)
        // The same page again would never end.
        state.isOver = S3Text.first("IsTruncated", in: text) != "true" || token == nil || token == state.token
        state.token = token
    }

    /// Nil for what else lies there.
    private func blob(_ text: String) -> (digest: BlobDigest, size: Int)? {
        guard let key = S3Text.first("Key", in: text), key.hasPrefix(line.place.prefix),
            let digest = BlobDigest(String(key.dropFirst(line.place.prefix.count))),
            let size = S3Text.first("Size", in: text).flatMap(Int.init), size >= 0
        else { return nil }
        return (digest, size)
    }
}
