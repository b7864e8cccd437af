import Foundation
import Identifiers
import Storage
import Web

/// A place of a feature that takes files. It adds the routes: one for the plain form, and those by which the page's script sends a file
/// in pieces, over as many connections as it takes.
///
/// `POST …/fichiers` is the form. `POST …/fichiers/envois` says a name, a size and perhaps a digest, and is told a key and how much is
/// there already. `POST …/envois/KEY?offset=N` adds bytes right after those, `GET …/envois/KEY` says how far it is,
/// `POST …/envois/KEY/annuler` ends it. What is served of them belongs under `…/fichiers/` too: proxies keep nothing there.
public struct Uploads: Sendable {
    /// Where this visitor may send files on this path; throws `WebError` where they may not.
    public typealias Finder = @Sendable (Visit) async throws -> UploadPlace

    private let house: MediaHouse
    private let find: Finder

    public init(_ house: MediaHouse, to find: @escaping Finder) { (self.house, self.find) = (house, find) }

    /// - Parameters:
    ///   - place: `dossiers/:file/photos`; the page there, or above, is where a visitor goes back to.
    ///   - most: in bytes, of one request: as much as the most generous of its places takes.
    public func addRoutes(to routes: Routes, under place: String, for policy: Policy, most: Int) {
        let (addresses, bounds) = (UploadAddresses(under: place), UploadBounds(most: most))
        routes.upload(addresses.pattern, for: policy, bounds: bounds) { visit, upload in
            try await receive(visit, upload)
        }
        routes.post(addresses.beginning, for: policy) { visit in try await begin(visit) }
        routes.get(addresses.one, for: policy) { visit in
            try await said(visit) { arrival in try await arrival.find(visit.path("upload")) }
        }
        routes.upload(addresses.one, for: policy, bounds: bounds) { visit, upload in
            try await said(visit) { arrival in
                guard upload.isFromScript else { throw WebError.unreadable }
                return try await arrival.append(
                    upload, to: visit.path("upload"), at: visit.query.offset("offset").orNotFound())
            }
        }
        routes.post(addresses.cancelling, for: policy) { visit in try await cancel(visit) }
    }

    private func receive(_ visit: Visit, _ upload: Upload) async throws -> Answer {
        let place = try await find(visit)
        do {
            _ = try await arrival(visit, at: place).receive(upload)
            return .seeOther(place.page)
        } catch let refusal as ArrivalRefusal {
            let why = visit.reader.sentence(for: refusal, of: upload.name ?? "", upload.announced ?? 0)
            return .refused(visit.reader.uploadRefusedPage(why, place))
        }
    }

    private func begin(_ visit: Visit) async throws -> Answer {
        try await said(visit) { arrival in
            guard let size = visit.fields.offset("size"), let name = visit.fields.text("file") else {
                throw WebError.unreadable
            }
            let digest = visit.fields.text("digest")
            if let digest, BlobDigest(digest) == nil { throw WebError.unreadable }
            return try await arrival.begin(name, size: size, digest: digest.flatMap { BlobDigest($0) })
        }
    }

    private func cancel(_ visit: Visit) async throws -> Answer {
        let place = try await find(visit)
        try await arrival(visit, at: place).cancel(visit.path("upload"))
        return visit.wantsData ? .data(try JSONAnswer(.saved, ["state": "cancelled"])) : .seeOther(place.page)
    }

    /// What the script is told: how far a file is, or why it goes no further.
    private func said(_ visit: Visit, _ act: (Arrival) async throws -> Medium) async throws -> Answer {
        do {
            let place = try await find(visit)
            return .data(try JSONAnswer(.saved, UploadSaid(try await act(arrival(visit, at: place)))))
        } catch let refusal as ArrivalRefusal {
            return .data(try refused(refusal, visit))
        } catch let failure where Self.isPassing(failure) {
            // A page that says so would be read by nobody: the script is told, and waits.
            visit.log.error("a file waits for \(failure)")
            return .data(try refused(.away, visit))
        }
    }

    private func refused(_ refusal: ArrivalRefusal, _ visit: Visit) throws -> JSONAnswer {
        let sentence = visit.reader.sentence(
            for: refusal, of: visit.fields.text("file") ?? "", visit.fields.offset("size") ?? 0)
        return try JSONAnswer(refusal.mayGoOn ? .outOfDate : .refused, UploadRefused(refusal, sentence))
    }

    private static func isPassing(_ failure: any Error) -> Bool {
        (failure as? BlobFailure)?.isPassing ?? (failure as? StorageError)?.isPassing ?? false
    }

    private func arrival(_ visit: Visit, at place: UploadPlace) throws -> Arrival {
        Arrival(house: house, place: place, person: try visit.person, now: visit.time)
    }
}

private struct UploadSaid: Encodable {
    let id: String
    /// How many bytes are on the disk for good.
    let offset: Int
    let size: Int
    let state: String

    init(_ medium: Medium) {
        (id, size, state) = (medium.id.description, medium.size, medium.state.rawValue)
        offset = medium.state == .arriving ? medium.received : medium.size
    }
}

private struct UploadRefused: Encodable {
    let sentence: String
    /// From where it goes on.
    let offset: Int?
    let waits: Bool

    init(_ refusal: ArrivalRefusal, _ sentence: String) {
        self.sentence = sentence
        offset = if case .elsewhere(let received) = refusal { received } else { nil }
        waits = refusal == .busy || refusal == .away
    }
}

extension ArrivalRefusal {
    /// Nothing is lost, and the script knows what to do.
    fileprivate var mayGoOn: Bool {
        switch self {
        case .elsewhere, .busy, .away: true
        default: false
        }
    }
}

extension Fields {
    /// A number of bytes: larger than what pages count.
    fileprivate func offset(_ name: String) -> Int? {
        text(name).flatMap { Int($0) }.flatMap { (0...1 << 50).contains($0) ? $0 : nil }
    }
}
