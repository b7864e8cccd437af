import Foundation
import Media
import NIOConcurrencyHelpers
import NIOCore

/// What prepares files, in place of the programs that do.
struct Stubs: Sendable {
    struct Away: Error {}

    var scanner: StubScanner?
    var pictures = StubPictures()

    var preparation: Preparation {
        Preparation(kinds: StubKinds(), scanner: scanner, pictures: pictures, papers: StubPapers())
    }
}

/// A picture begins with «PIC», a paper with «PDF»; all else is nothing that anybody may send.
private struct StubKinds: MediaKinds {
    var headSize: Int { 16 }

    func kind(of head: [UInt8], name: String) -> MediaType? {
        switch String(decoding: head.prefix(3), as: UTF8.self) {
        case "PIC": MediaType(.picture, "image/jpeg", ending: "jpg", otherEndings: ["jpeg"])
        case "PDF": MediaType(.paper, "application/pdf", ending: "pdf")
        case "ODD": MediaType(.other, "application/x-odd", ending: "odd")
        default: nil
        }
    }
}

final class StubScanner: VirusScanner {
    let answer: NIOLockedValueBox<ScanAnswer?>

    /// - Parameter answer: nil where it does not answer.
    init(_ answer: ScanAnswer?) { self.answer = NIOLockedValueBox(answer) }

    func scan(_ file: String) async throws -> ScanAnswer {
        guard let answer = answer.withLockedValue({ $0 }) else { throw Stubs.Away() }
        return answer
    }
}

struct StubPictures: PictureMaker {
    var refusal: PreparationRefusal?

    func make(from file: String, into folder: String) async throws -> [MadeForm] {
        if let refusal { throw refusal }
        return try [400, 800].map { width in
            let path = "\(folder)/\(width).jpg"
            try Data("made \(width)".utf8).write(to: URL(fileURLWithPath: path))
            return MadeForm(variant: "\(width).jpg", path: path, type: "image/jpeg", width: width, height: width / 2)
        }
    }
}

private struct StubPapers: PaperReader {
    func read(_ file: String, into folder: String) async throws -> PaperRead {
        let path = "\(folder)/page.webp"
        try Data("first page".utf8).write(to: URL(fileURLWithPath: path))
        let page = MadeForm(variant: "page.webp", path: path, type: "image/webp", width: 400, height: 566)
        return PaperRead(firstPage: page, text: "les mots\0 du papier", pages: 3)
    }
}

/// A store that can be full, or away.
final class TriedBlobs: BlobStore {
    private let blobs: any BlobStore
    let isFull = NIOLockedValueBox(false)
    let isAway = NIOLockedValueBox(false)

    init(_ blobs: any BlobStore) { self.blobs = blobs }

    func put(_ file: String, as digest: BlobDigest, size: Int) async throws {
        if isFull.withLockedValue({ $0 }) { throw BlobFailure.full }
        if isAway.withLockedValue({ $0 }) { throw BlobFailure.away("nobody answers") }
        try await blobs.put(file, as: digest, size: size)
    }

    func adopt(_ file: String, as digest: BlobDigest, size: Int) async throws {
        if isFull.withLockedValue({ $0 }) { throw BlobFailure.full }
        if isAway.withLockedValue({ $0 }) { throw BlobFailure.away("nobody answers") }
        try await blobs.adopt(file, as: digest, size: size)
    }

    func read(_ digest: BlobDigest, range: Range<Int>) async throws -> AsyncThrowingStream<ByteBuffer, any Error> {
        try await blobs.read(digest, range: range)
    }

    func size(_ digest: BlobDigest) async throws -> Int? { try await blobs.size(digest) }
    func remove(_ digest: BlobDigest) async throws { try await blobs.remove(digest) }
    func all() async throws -> AsyncThrowingStream<(digest: BlobDigest, size: Int), any Error> { try await blobs.all() }
}
