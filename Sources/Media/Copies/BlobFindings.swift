import Foundation
import Storage

/// What a look at the store of files found: whether what the database names lies there as it was, and nothing else.
public struct BlobFindings: Sendable, Equatable {
    /// A file that is not as it should be, with what it is called where something names it.
    public struct Fault: Sendable, Equatable {
        public let digest: BlobDigest
        public let names: [String]
    }

    /// How many lie there as they should.
    public internal(set) var whole = 0
    /// In bytes.
    public internal(set) var size = 0
    /// Named by a row, and not there.
    public internal(set) var missing: [Fault] = []
    /// There, with other bytes than those that came.
    public internal(set) var altered: [Fault] = []
    /// There, and known to no row.
    public internal(set) var unknown: [BlobDigest] = []

    /// Nothing that somebody sent is lost.
    public var isSound: Bool { missing.isEmpty && altered.isEmpty }

    /// One line each, for whoever looks after the machine.
    public var lines: [String] {
        let faults = missing.map { ("missing", $0) } + altered.map { ("altered", $0) }
        return faults.map { word, fault in
            "\(word): \(fault.digest)\(fault.names.isEmpty ? "" : " («\(fault.names.joined(separator: "», «"))»)")"
        } + unknown.map { "too much: \($0)" }
    }

    /// Reads everything that lies in a store, from end to end.
    public static func look(at blobs: any BlobStore, for database: any Database) async throws -> BlobFindings {
        let held = HeldBlobStore(database: database)
        // What comes meanwhile stands in a row before it lies there: rows are read again for what seems unknown.
        var (rows, seen, findings) = (try await held.all(), Set<BlobDigest>(), BlobFindings())
        for try await (digest, size) in try await blobs.all() {
            seen.insert(digest)
            if rows[digest] == nil { rows = try await held.all() }
            guard let expected = rows[digest] else {
                findings.unknown.append(digest)
                continue
            }
            let isWhole = try await isWhole(digest, size: size, in: blobs)
            if size == expected, isWhole {
                findings.whole += 1
                findings.size += size
            } else {
                findings.altered.append(Fault(digest: digest, names: try await held.names(of: digest)))
            }
        }
        for digest in rows.keys.sorted(by: { $0.description < $1.description }) where !seen.contains(digest) {
            // One whose row was made before its bytes came, or that went meanwhile, is not missing.
            let names = try await held.names(of: digest)
            guard try await blobs.size(digest) == nil, try await held.isNamed(digest) else { continue }
            findings.missing.append(Fault(digest: digest, names: names))
        }
        return findings
    }

    private static func isWhole(_ digest: BlobDigest, size: Int, in blobs: any BlobStore) async throws -> Bool {
        do {
            return try await BlobHash.digest(of: blobs.read(digest, range: 0..<size)) == digest
        } catch BlobFailure.missing, BlobFailure.altered {
            return false
        }
    }
}
