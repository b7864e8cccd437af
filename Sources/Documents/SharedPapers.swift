import Foundation
import Web

/// Papers that anybody may ask for, and that show pictures: each is made once, one after another, and only a few wait, so that visitors never
/// hold all that make papers.
actor SharedPapers {
    /// All that a paper says, and the pictures that it shows: a change of one letter is another one.
    struct Key: Hashable, Sendable {
        let says: Data
        let pictures: [String]
    }

    /// In bytes, of all that are kept.
    private static let room = 48_000_000
    /// That are made or wait for their turn.
    private static let waiting = 8

    private var kept: [(key: Key, bytes: [UInt8])] = []
    private var making: [Key: Task<[UInt8], any Error>] = [:]
    private var last: Task<[UInt8], any Error>?

    /// How many are made or wait.
    var count: Int { making.count }

    /// Who asks for one that is being made waits for it with the others; `Papers.Unmade.later` while too many are asked for.
    func bytes(_ key: Key, _ make: @escaping @Sendable () async throws -> [UInt8]) async throws -> [UInt8] {
        if let one = kept.first(where: { $0.key == key }) { return one.bytes }
        if let one = making[key] { return try await one.value }
        guard making.count < Self.waiting else { throw Papers.Unmade.later }
        let before = last
        let one = Task {
            _ = await before?.result
            return try await make()
        }
        (making[key], last) = (one, one)
        defer { making[key] = nil }
        let bytes = try await one.value
        keep(bytes, key)
        return bytes
    }

    /// The oldest go.
    private func keep(_ bytes: [UInt8], _ key: Key) {
        kept.append((key, bytes))
        var size = kept.reduce(0) { $0 + $1.bytes.count + $1.key.says.count }
        while size > Self.room, let oldest = kept.first {
            size -= oldest.bytes.count + oldest.key.says.count
            kept.removeFirst()
        }
    }
}

/// Gives a paper the files of its pictures, by the names that it uses, for as long as it is made.
public typealias PaperLending =
    @Sendable (_ make: @Sendable (_ files: [String: String]) async throws -> [UInt8]) async throws -> [UInt8]

extension Papers {
    /// The same as `answer`, of what anybody may ask for. The names of its pictures hold the digests of their bytes.
    public func answerAnybody(
        _ paper: Paper, named name: String, to visit: Visit, lending lend: @escaping PaperLending
    ) async -> Answer {
        do {
            let bytes = try await shared(paper, lending: lend)
            return .file(Download(name: "\(name).\(Form.pdf.ending)", type: Form.pdf.type, bytes: bytes))
        } catch {
            return .page(visit.reader.printedPage(paper, error as? Unmade ?? .later))
        }
    }

    /// One that anybody may ask for.
    func shared(_ paper: Paper, lending lend: @escaping PaperLending) async throws -> [UInt8] {
        guard areMade else { throw Unmade.absent }
        guard let says = paper.written, says.count <= Self.most else { throw Unmade.tooLong }
        let key = SharedPapers.Key(says: says, pictures: paper.pictures.map(\.name))
        return try await shared.bytes(key) {
            try await lend { files in
                var paper = paper
                paper.files = files
                return try await make(paper)
            }
        }
    }
}

extension Paper {
    fileprivate var written: Data? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return try? encoder.encode(self)
    }
}
