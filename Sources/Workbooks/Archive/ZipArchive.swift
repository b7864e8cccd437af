import Tables

/// Something that goes into an archive, read when its turn comes.
public struct ZipItem: Sendable {
    public let name: String
    public let folders: [String]
    /// In bytes, where it is known.
    public let size: Int
    public let time: CellTime
    public let isPacked: Bool
    /// The bytes from the beginning, a share at a time, then nil; nil in place of all for what is left out after all.
    public let open: @Sendable () async throws -> (() async throws -> [UInt8]?)?

    public init(
        _ name: String, in folders: [String] = [], size: Int = 0, at time: CellTime, isPacked: Bool,
        open: @escaping @Sendable () async throws -> (() async throws -> [UInt8]?)?
    ) {
        (self.name, self.folders, self.size, self.time) = (name, folders, size, time)
        (self.isPacked, self.open) = (isPacked, open)
    }

    /// Bytes that are there already.
    public init(_ name: String, in folders: [String] = [], at time: CellTime, isPacked: Bool, bytes: [UInt8]) {
        self.init(name, in: folders, size: bytes.count, at: time, isPacked: isPacked) {
            var left: [UInt8]? = bytes
            return {
                defer { left = nil }
                return left
            }
        }
    }
}

/// An archive in shares that are made when they are asked for: nothing is read ahead of whoever receives it.
public struct ZipArchive: AsyncSequence, Sendable {
    public typealias Element = [UInt8]

    private let items: [ZipItem]

    public init(_ items: [ZipItem]) { self.items = items }

    public func makeAsyncIterator() -> Iterator { Iterator(items) }

    public struct Iterator: AsyncIteratorProtocol {
        private let writer = ZipWriter()
        private var waiting: ArraySlice<ZipItem>
        private var read: (() async throws -> [UInt8]?)?
        private var isDone = false

        init(_ items: [ZipItem]) { waiting = items[...] }

        /// Empty shares are passed over.
        public mutating func next() async throws -> [UInt8]? {
            while !isDone {
                let share = try await step()
                if !share.isEmpty { return share }
            }
            return nil
        }

        private mutating func step() async throws -> [UInt8] {
            if let read {
                if let bytes = try await read() { return try writer.write(bytes) }
                self.read = nil
            }
            guard let item = waiting.popFirst() else {
                isDone = true
                return try writer.finish()
            }
            read = try await item.open()
            guard read != nil else { return [] }
            return try writer.begin(
                item.name, in: item.folders, size: item.size, at: item.time, isPacked: item.isPacked)
        }
    }
}
