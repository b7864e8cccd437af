import Foundation
import Testing

@testable import Media

struct FolderBlobsTests {
    private let place: TestFolder
    private let store: FolderBlobs

    init() throws {
        place = try TestFolder()
        store = FolderBlobs("\(place.path)/a/blobs")
    }

    private func path(_ digest: BlobDigest) -> String {
        let text = digest.description
        return "\(place.path)/a/blobs/\(text.prefix(2))/\(text.dropFirst(2).prefix(2))/\(text)"
    }

    private func permissions(_ path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? 0
    }

    @Test func `only this program's user reads what lies there, and nothing else is left`() async throws {
        let sample = try Sample(10, in: place)
        try await store.put(sample.path, as: sample.digest, size: 10)
        let file = path(sample.digest)
        #expect(try permissions(file) == 0o600)
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
        for folder in [folder, folder.deletingLastPathComponent()] { #expect(try permissions(folder.path) == 0o700) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [sample.digest.description])
    }

    @Test func `a file that came is kept under a second name, and stays when the first one goes`() async throws {
        let sample = try Sample(1_000, in: place)
        try await store.adopt(sample.path, as: sample.digest, size: 1_000)
        let links = try FileManager.default.attributesOfItem(atPath: path(sample.digest))[.referenceCount] as? NSNumber
        #expect(links?.intValue == 2)
        // While it has both names, nobody cuts it short.
        let file = try await ArrivingFile.open(sample.path)
        await #expect(throws: BlobFailure.self) { try await file.continueAfter(10, hash: nil) }
        try await file.continueAfter(1_000, hash: nil)
        file.close()
        try await store.adopt(sample.path, as: sample.digest, size: 1_000)
        try FileManager.default.removeItem(atPath: sample.path)
        #expect(try await store.bytes(sample.digest, 0..<1_000) == sample.bytes)
    }

    @Test func `a file of another size than was said is not kept, and one whose place is taken is copied`() async throws
    {
        let sample = try Sample(1_000, in: place)
        await #expect(throws: BlobFailure.altered(sample.digest)) {
            try await store.adopt(sample.path, as: sample.digest, size: 999)
        }
        #expect(try await store.size(sample.digest) == nil)
        // What lies there cut short has the name already: no second one can be given.
        try await store.adopt(sample.path, as: sample.digest, size: 1_000)
        try FileManager.default.removeItem(atPath: path(sample.digest))
        try Data(sample.bytes.prefix(10)).write(to: URL(fileURLWithPath: path(sample.digest)))
        try await store.adopt(sample.path, as: sample.digest, size: 1_000)
        #expect(try await store.bytes(sample.digest, 0..<1_000) == sample.bytes)
    }

    @Test func `bytes that changed are never given whole`() async throws {
        let sample = try Sample(1_000_000, in: place)
        try await store.put(sample.path, as: sample.digest, size: 1_000_000)
        var changed = sample.bytes
        changed[700_000] ^= 1
        try Data(changed).write(to: URL(fileURLWithPath: path(sample.digest)))
        await #expect(throws: BlobFailure.altered(sample.digest)) {
            _ = try await store.bytes(sample.digest, 0..<1_000_000)
        }
        let trusting = FolderBlobs("\(place.path)/a/blobs", isChecked: false)
        #expect(try await trusting.bytes(sample.digest, 0..<1_000_000) == changed)
    }

    @Test func `what was cut short is put right when it is given again`() async throws {
        let sample = try Sample(1_000, in: place)
        try await store.put(sample.path, as: sample.digest, size: 1_000)
        try Data(sample.bytes.prefix(10)).write(to: URL(fileURLWithPath: path(sample.digest)))
        try await store.put(sample.path, as: sample.digest, size: 1_000)
        #expect(try await store.bytes(sample.digest, 0..<1_000) == sample.bytes)
    }

    @Test func `who reads goes on reading what is removed meanwhile`() async throws {
        let sample = try Sample(1_000_000, in: place)
        try await store.put(sample.path, as: sample.digest, size: 1_000_000)
        let stream = try await store.read(sample.digest, range: 0..<1_000_000)
        try await store.remove(sample.digest)
        var count = 0
        for try await piece in stream { count += piece.readableBytes }
        #expect(count == 1_000_000)
    }

    @Test func `what was being taken in when the program ended is no blob, and goes`() async throws {
        let sample = try Sample(10, in: place)
        try await store.put(sample.path, as: sample.digest, size: 10)
        let folder = URL(fileURLWithPath: path(sample.digest)).deletingLastPathComponent()
        try Data("half".utf8).write(to: folder.appendingPathComponent("\(UUID().uuidString).part"))
        #expect(try await store.list().count == 1)
        #expect(try await store.removeLeftovers(before: Date(timeIntervalSinceNow: -3_600)) == 0)
        #expect(try await store.removeLeftovers(before: Date(timeIntervalSinceNow: 3_600)) == 1)
        #expect(try await store.list().count == 1)
    }

    @Test(.enabled(if: SmallDisk.canBeMade, "nobody may mount a small disk here"))
    func `a full disk is said to be full, and keeps nothing half`() async throws {
        let disk = try SmallDisk(in: place)
        defer { disk.remove() }
        let store = FolderBlobs("\(disk.path)/blobs")
        let (small, large) = (try Sample(1_000, in: place), try Sample(3_000_000, in: place))
        try await store.put(small.path, as: small.digest, size: 1_000)
        await #expect(throws: BlobFailure.full) { try await store.put(large.path, as: large.digest, size: 3_000_000) }
        #expect(try await store.list() == [small.digest: 1_000])
        #expect(try await store.removeLeftovers(before: .distantFuture) == 0)
    }

    @Test func `a folder that cannot be made is said to be away`() async throws {
        let sample = try Sample(10, in: place)
        let store = FolderBlobs("\(sample.path)/blobs")
        await #expect {
            try await store.put(sample.path, as: sample.digest, size: 10)
        } throws: { error in
            if case BlobFailure.away = error { true } else { false }
        }
    }
}

/// One megabyte in memory that takes files.
private struct SmallDisk {
    static let canBeMade: Bool = {
        guard let place = try? TestFolder(), let disk = try? SmallDisk(in: place) else { return false }
        disk.remove()
        return true
    }()

    let path: String

    init(in place: TestFolder) throws {
        path = try place.folder("disk")
        try OtherProgram.run("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", path])
    }

    func remove() { _ = try? OtherProgram.run("umount", [path]) }
}
