import Foundation
import Synchronization

/// The last papers that are the same for everybody: whoever asks for one again is answered without a maker.
final class KeptPapers: Sendable {
    private static let most = 8

    private let papers = Mutex<[(order: Data, bytes: [UInt8])]>([])

    /// By all that it says, so that a change of one letter is another paper.
    func find(_ order: Data) -> [UInt8]? {
        papers.withLock { papers in papers.first { $0.order == order }?.bytes }
    }

    /// The oldest goes.
    func keep(_ bytes: [UInt8], as order: Data) {
        papers.withLock { papers in
            papers.removeAll { $0.order == order }
            papers.insert((order, bytes), at: 0)
            papers = Array(papers.prefix(Self.most))
        }
    }
}
