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
