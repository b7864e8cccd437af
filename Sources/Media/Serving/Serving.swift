import Foundation
import Storage
import Web

extension MediaHouse {
    /// A form that the house has made, to be shown. Its feature has found the medium among those that this visitor may see.
    ///
    /// Throws `WebError.notFound` where there is none, or the medium is not open yet and somebody else brought it.
    public func form(
        _ variant: String, of medium: Medium, for visit: Visit, audience: StreamedFile.Audience = .whoeverAsked
    ) async throws -> Answer {
        try makeSureIsOpen(medium, for: visit)
        let form = try await store.forms(of: medium.id).first { $0.variant == variant }.orNotFound()
        let name = Self.named(medium.name, form)
        return .stored(try await file(form.digest, name, form.type, size: form.size, .shown, audience, isNoted: false))
    }

    /// The file as it came, to be kept, and a PDF to be shown. Of a picture it is the largest that was made of it: as it came, it says
    /// where and with what it was taken.
    public func original(of medium: Medium, for visit: Visit) async throws -> Answer {
        try makeSureIsOpen(medium, for: visit)
        guard medium.kind != .picture else {
            let forms = try await store.forms(of: medium.id).filter { $0.type == "image/jpeg" }
            let largest = try forms.max { $0.width < $1.width }.orNotFound()
            let name = Self.named(medium.name, largest)
            return .stored(try await file(largest.digest, name, largest.type, size: largest.size, .kept, .whoeverAsked))
        }
        let digest = try medium.digest.orNotFound()
        let isShown = medium.type == "application/pdf"
        return .stored(
            try await file(
                digest, medium.name, medium.type, size: medium.size, isShown ? .shown : .kept, .whoeverAsked))
    }

    /// What has these bytes, which its address names: of a picture one of the forms that the house made, of a paper the file itself, or its
    /// first page. Its feature has found the medium among those that this visitor may see.
    ///
    /// Throws `WebError.notFound` where the medium is not open, or nothing of it has these bytes: no picture is given as it came.
    public func part(
        _ digest: BlobDigest, of medium: Medium, audience: StreamedFile.Audience
    ) async throws -> Answer {
        guard medium.isOpen else { throw WebError.notFound }
        if let form = try await store.forms(of: medium.id).first(where: { $0.digest == digest }) {
            let name = Self.named(medium.name, form)
            return .stored(try await file(digest, name, form.type, size: form.size, .shown, audience, isNoted: false))
        }
        guard medium.kind != .picture, medium.digest == digest else { throw WebError.notFound }
        let presentation: StreamedFile.Presentation = medium.type == "application/pdf" ? .shown : .kept
        return .stored(
            try await file(
                digest, medium.name, medium.type, size: medium.size, presentation, audience,
                isNoted: audience != .everyone)
        )
    }

    /// What is not looked at yet is served to nobody but whoever brought it.
    private func makeSureIsOpen(_ medium: Medium, for visit: Visit) throws {
        let isOwn = medium.broughtBy != nil && medium.broughtBy == visit.session?.person
        guard medium.isOpen || isOwn && medium.state == .waiting else { throw WebError.notFound }
    }

    private func file(
        _ digest: BlobDigest, _ name: String, _ type: String, size: Int, _ presentation: StreamedFile.Presentation,
        _ audience: StreamedFile.Audience, isNoted: Bool = true
    ) async throws -> StreamedFile {
        // Said now, with an error of our own, and not in the midst of an answer.
        guard try await blobs.size(digest) == size else { throw BlobFailure.missing(digest) }
        let blobs = blobs
        return StreamedFile(
            name: name, type: type, size: size, digest: digest.description, presentation, for: audience,
            isNoted: isNoted
        ) { range in try await blobs.read(digest, range: range) }
    }

    /// «photo.heic» as it is given: «photo.jpg».
    static func named(_ name: String, _ form: StoredForm) -> String {
        let stem = name.split(separator: ".").dropLast().joined(separator: ".")
        let ending = form.variant.split(separator: ".").last.map(String.init) ?? "jpg"
        return (stem.isEmpty ? name : stem) + "." + ending
    }

    /// What this person has begun to send to a place and not ended, to be shown on its page.
    public func unfinished(of visit: Visit, at place: UploadPlace) async throws -> [Medium] {
        try await arrivals.unfinished(of: visit.person, at: place.key)
    }
}
