import Crypto
import Identifiers
import Synchronization

/// What was reckoned of files under way, so that one which comes in a hundred pieces is not read again a hundred times. Lost with the
/// process: then a file is read once more, when all of it is there.
final class HashStates: Sendable {
    private static let most = 256
    private let kept = Mutex<[(id: Medium.ID, length: Int, hash: SHA256)]>([])

    /// Of exactly so many bytes.
    func take(_ id: Medium.ID, at length: Int) -> SHA256? {
        if length == 0 { return SHA256() }
        return kept.withLock { kept in
            guard let place = kept.firstIndex(where: { $0.id == id }) else { return nil }
            let found = kept.remove(at: place)
            return found.length == length ? found.hash : nil
        }
    }

    func keep(_ hash: SHA256?, of id: Medium.ID, at length: Int) {
        guard let hash else { return }
        kept.withLock { kept in
            kept.removeAll { $0.id == id }
            kept.append((id, length, hash))
            if kept.count > Self.most { kept.removeFirst() }
        }
    }
}
