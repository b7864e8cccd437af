import Crypto
import Foundation
import NIOCore
import Testing

@testable import Media

/// What every place where bytes lie keeps to.
struct BlobStoreTests {
    enum Kind: String, CaseIterable {
        case folder, bucket
        static let available = allCases.filter { $0 == .folder || ObjectStore.isInstalled }
    }

    private let place: TestFolder

    init() throws { place = try TestFolder() }

    private func store(_ kind: Kind) async throws -> any BlobStore {
        switch kind {
        case .folder: FolderBlobs("\(place.path)/blobs")
        case .bucket: S3Blobs(try await ObjectStore.running.value.place(), pageSize: 3)
        }
    }

    @Test(.enabled(if: ObjectStore.isInstalled, "weed is not installed: buckets are not tried"))
    func `buckets are tried as well`() { #expect(Kind.available == Kind.allCases) }

    @Test(arguments: Kind.available)
    func `what is put is there, whole and in parts, until it is removed`(kind: Kind) async throws {
        let store = try await store(kind)
        let sample = try Sample(3_000_000, in: place)
        #expect(try await store.size(sample.digest) == nil)
        try await store.put(sample.path, as: sample.digest, size: 3_000_000)
        #expect(try await store.size(sample.digest) == 3_000_000)
        #expect(try await store.bytes(sample.digest, 0..<3_000_000) == sample.bytes)
        for range in [0..<1, 1_048_575..<1_048_577, 2_999_999..<3_000_000, 5..<2_500_000] {
            #expect(try await store.bytes(sample.digest, range) == Array(sample.bytes[range]), "\(range)")
        }
        try await store.remove(sample.digest)
        #expect(try await store.size(sample.digest) == nil)
        try await store.remove(sample.digest)
    }

    @Test(arguments: Kind.available)
    func `what is beyond the end is left out`(kind: Kind) async throws {
        let (store, sample) = (try await store(kind), try Sample(10, in: place))
        try await store.put(sample.path, as: sample.digest, size: 10)
        #expect(try await store.bytes(sample.digest, 8..<99) == Array(sample.bytes[8...]))
        #expect(try await store.bytes(sample.digest, 10..<99) == [])
        #expect(try await store.bytes(sample.digest, 4..<4) == [])
    }

    @Test(arguments: Kind.available)
    func `nothing at all is something that can be kept`(kind: Kind) async throws {
        let (store, sample) = (try await store(kind), try Sample(0, in: place))
        try await store.put(sample.path, as: sample.digest, size: 0)
        #expect(try await store.size(sample.digest) == 0)
        #expect(try await store.bytes(sample.digest, 0..<0) == [])
    }

    @Test(arguments: Kind.available)
    func `given again, it is there already; removed, it is given anew`(kind: Kind) async throws {
        let (store, sample) = (try await store(kind), try Sample(1_000, in: place))
        try await store.put(sample.path, as: sample.digest, size: 1_000)
        try await store.put(sample.path, as: sample.digest, size: 1_000)
        try await store.put("/nowhere", as: sample.digest, size: 1_000)
        try await store.remove(sample.digest)
        try await store.put(sample.path, as: sample.digest, size: 1_000)
        #expect(try await store.bytes(sample.digest, 0..<1_000) == sample.bytes)
    }

    @Test(arguments: Kind.available)
    func `several put the same at once`(kind: Kind) async throws {
        let (store, sample) = (try await store(kind), try Sample(200_000, in: place))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { try await store.put(sample.path, as: sample.digest, size: 200_000) } }
            try await group.waitForAll()
        }
        #expect(try await store.bytes(sample.digest, 0..<200_000) == sample.bytes)
        #expect(try await store.list().count == 1)
    }

    @Test(arguments: Kind.available)
    func `bytes that are not those of the digest are not taken in`(kind: Kind) async throws {
        let (store, sample, other) = (try await store(kind), try Sample(10, in: place), try Sample(10, in: place))
        await #expect(throws: BlobFailure.altered(other.digest)) {
            try await store.put(sample.path, as: other.digest, size: 10)
        }
        await #expect(throws: BlobFailure.altered(sample.digest)) {
            try await store.put(sample.path, as: sample.digest, size: 11)
        }
        await #expect(throws: BlobFailure.self) { try await store.put("/nowhere", as: sample.digest, size: 10) }
        #expect(try await store.list().isEmpty)
    }

    @Test(arguments: Kind.available)
    func `what is not there cannot be read`(kind: Kind) async throws {
        let (store, sample) = (try await store(kind), try Sample(10, in: place))
        await #expect(throws: BlobFailure.missing(sample.digest)) { try await store.read(sample.digest, range: 0..<10) }
    }

    @Test(arguments: Kind.available)
    func `everything that lies there is listed, however much`(kind: Kind) async throws {
        let store = try await store(kind)
        #expect(try await store.list().isEmpty)
        let samples = try (1...8).map { try Sample($0, in: place) }
        for sample in samples { try await store.put(sample.path, as: sample.digest, size: sample.bytes.count) }
        #expect(try await store.list() == Dictionary(uniqueKeysWithValues: samples.map { ($0.digest, $0.bytes.count) }))
    }
}

/// Bytes that are like no others.
struct Sample: Sendable {
    let bytes: [UInt8]
    let digest: BlobDigest
    let path: String

    init(_ size: Int, in place: TestFolder) throws {
        let salt = Array(UUID().uuidString.utf8)
        bytes = (0..<size).map { salt[$0 % 36] &+ UInt8(truncatingIfNeeded: $0 / 36) }
        let text = SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        guard let digest = BlobDigest(text) else { throw CocoaError(.fileReadUnknown) }
        self.digest = digest
        path = try place.file("sample-\(UUID().uuidString)", bytes)
    }
}

extension BlobStore {
    func bytes(_ digest: BlobDigest, _ range: Range<Int>) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await piece in try await read(digest, range: range) { bytes += piece.readableBytesView }
        return bytes
    }

    func list() async throws -> [BlobDigest: Int] {
        var found: [BlobDigest: Int] = [:]
        for try await (digest, size) in try await all() { found[digest] = size }
        return found
    }
}
