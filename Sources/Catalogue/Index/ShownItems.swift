import Synchronization
import Web

/// Lines of lists as they were written for the sheets of one segment, which never change: most visitors are shown the same ones.
final class ShownItems: Sendable {
    private struct Key: Hashable {
        let place: Int
        let language: Language
        let heading: Int
    }

    /// Lines that are kept, a kilobyte or two each, before they are forgotten and begun anew.
    private static let most = 2000

    private let known = Mutex<[Key: HTML]>([:])

    /// One sheet among them.
    struct Place: Sendable {
        let items: ShownItems
        let place: Int

        func item(in language: Language, heading: Int, _ write: () -> HTML) -> HTML {
            let key = Key(place: place, language: language, heading: heading)
            if let item = items.known.withLock({ $0[key] }) { return item }
            let item = write()
            items.known.withLock { known in
                if known.count >= ShownItems.most { known.removeAll() }
                known[key] = item
            }
            return item
        }
    }
}
