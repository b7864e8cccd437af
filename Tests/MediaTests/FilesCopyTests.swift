import Foundation
import StorageTesting
import Testing
import Web
import WebTesting

@testable import Media

/// Files copied, looked at and put back.
struct FilesCopyTests {
    private let fields: KeyValuePairs = ["token": "token-of-awa"]

    /// A place with one paper and what was made of it: two blobs.
    private func furnished(_ engine: Engine = .sqlite) async throws -> MediaSite {
        let site = try await MediaSite(engine)
        _ = try await site.awa.send(
            Array("PDF of a practice".utf8), called: "bilan.pdf", to: "/things/a/fichiers", fields)
        try await site.work()
        #expect(try await site.kept().count == 2)
        return site
    }

    private func look(at site: MediaSite) async throws -> BlobFindings {
        try await BlobFindings.look(at: site.blobs, for: site.database)
    }

    private func path(_ digest: BlobDigest, in folder: String) -> String {
        let all = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return folder + "/" + (all.first { $0.hasSuffix(digest.description.suffix(60)) } ?? "")
    }

    @Test(arguments: Engine.available)
    func `a look names what is missing, altered or too much`(engine: Engine) async throws {
        let site = try await furnished(engine)
        let sound = try await look(at: site)
        #expect(sound.isSound && sound.whole == 2 && sound.lines == [])
        let digest = try #require(try await site.only()?.digest)
        let blob = path(digest, in: site.folder + "/blobs")
        try Data("PDF of a practicE".utf8).write(to: URL(fileURLWithPath: blob))
        let altered = try await look(at: site)
        #expect(!altered.isSound && altered.lines == ["altered: \(digest) («bilan.pdf»)"])
        try FileManager.default.removeItem(atPath: blob)
        let missing = try await look(at: site)
        #expect(missing.lines == ["missing: \(digest) («bilan.pdf»)"] && missing.whole == 1)
        let stray = site.folder + "/stray"
        try Data("nobody's".utf8).write(to: URL(fileURLWithPath: stray))
        let found = try #require(try await BlobHash.file(stray))
        try await site.blobs.put(stray, as: found.digest, size: found.size)
        let more = try await look(at: site)
        #expect(more.unknown == [found.digest] && more.lines.last == "too much: \(found.digest)")
    }

    @Test(arguments: Engine.available)
    func `a copy holds each file, is read again, and is put back whole`(engine: Engine) async throws {
        let site = try await furnished(engine)
        let copy = site.folder + "/a.copy"
        let taken = try await FilesCopy.take(of: site.blobs, for: site.database, beside: copy)
        #expect(taken.digests.count == 2 && taken.damaged == [])
        let read = try await FilesCopy.verify(beside: copy, saved: taken.digest)
        #expect(read.digests == taken.digests)
        let other = FolderBlobs(site.folder + "/other")
        #expect(try await read.restore(into: other) == taken.digests)
        // Done again, there is nothing that was not there.
        #expect(try await read.restore(into: other) == [])
        let found = try await BlobFindings.look(at: other, for: site.database)
        #expect(found.isSound && found.whole == 2 && found.unknown == [])
        await #expect(throws: FilesCopy.Refusal.alreadyThere(copy + ".files")) {
            try await FilesCopy.take(of: site.blobs, for: site.database, beside: copy)
        }
    }

    @Test(arguments: Engine.available)
    func `what came while a copy was taken is not put back, and what it lacks is told`(engine: Engine) async throws {
        let site = try await furnished(engine)
        let copy = try await FilesCopy.take(of: site.blobs, for: site.database, beside: site.folder + "/a.copy")
        // The database of the copy knows one of them, and another that is in no copy.
        let (later, absent) = (copy.digests[0], try #require(BlobDigest(String(repeating: "a", count: 64))))
        try await site.database.write { connection in
            try connection.run("DELETE FROM media_form")
            try connection.run("DELETE FROM media")
            try connection.run("DELETE FROM media_blob WHERE digest = \(later)")
            try HeldBlobStore.hold(absent, size: 1, in: connection)
        }
        let other = FolderBlobs(site.folder + "/other")
        let added = try await copy.restore(into: other)
        #expect(try await copy.leaveKnown(of: added, in: other, to: site.database) == [absent])
        #expect(try await other.size(later) == nil)
        #expect(try await other.size(copy.digests[1]) != nil)
    }

    @Test func `a row whose bytes are still to come is no fault of a copy`() async throws {
        let site = try await furnished()
        let coming = try #require(BlobDigest(String(repeating: "b", count: 64)))
        try await site.house.held.hold(coming, size: 1)
        let copy = try await FilesCopy.take(of: site.blobs, for: site.database, beside: site.folder + "/a.copy")
        #expect(copy.damaged == [] && copy.digests.count == 2)
    }

    @Test func `a copy that was changed is refused by name`() async throws {
        let site = try await furnished()
        let copy = site.folder + "/a.copy"
        let taken = try await FilesCopy.take(of: site.blobs, for: site.database, beside: copy)
        let file = path(taken.digests[0], in: copy + ".files")
        try Data("another".utf8).write(to: URL(fileURLWithPath: file))
        await #expect(throws: FilesCopy.Refusal.changed(copy + ".files", [taken.digests[0].description])) {
            try await FilesCopy.verify(beside: copy, saved: taken.digest)
        }
        let list = copy + ".files/SHA256SUMS"
        try Data("".utf8).write(to: URL(fileURLWithPath: list))
        await #expect(throws: FilesCopy.Refusal.changed(copy + ".files", ["SHA256SUMS"])) {
            try await FilesCopy.verify(beside: copy, saved: taken.digest)
        }
    }

    @Test func `a second copy beside the first writes nothing anew, and what the store lost is named`() async throws {
        let site = try await furnished()
        let first = try await FilesCopy.take(of: site.blobs, for: site.database, beside: site.folder + "/1.copy")
        let lost = first.digests[0]
        try await site.blobs.remove(lost)
        let second = try await FilesCopy.take(of: site.blobs, for: site.database, beside: site.folder + "/2.copy")
        // It lies in the first one still.
        #expect(second.digests == first.digests && second.damaged == [])
        let links = try FileManager.default.attributesOfItem(atPath: path(lost, in: site.folder + "/2.copy.files"))
        #expect((links[.referenceCount] as? NSNumber)?.intValue == 2)
        for name in ["1", "2"] { try FileManager.default.removeItem(atPath: "\(site.folder)/\(name).copy.files") }
        let third = try await FilesCopy.take(of: site.blobs, for: site.database, beside: site.folder + "/3.copy")
        #expect(third.damaged == [lost] && third.digests.count == 1)
    }
}
