import Crypto
import Foundation
import Identifiers
import NIOCore
import Storage
import Web

/// How a file comes: in one go from a plain form, or in pieces from the page's script, over as many connections as it takes. What is
/// answered for is on the disk.
struct Arrival: Sendable {
    let house: MediaHouse
    let place: UploadPlace
    let person: Person.ID
    let now: Date

    /// So many may somebody have begun and not ended, anywhere.
    static let mostUnfinished = 20
    /// Of what stands around a file in a form, in bytes.
    private static let mostAround = 128 << 10

    /// What was begun with the same words goes on, whatever browser it was begun in.
    func begin(_ said: String, size: Int, digest: BlobDigest?) async throws -> Medium {
        let name = FileName(said).description
        guard size <= place.limits.most else { throw ArrivalRefusal.tooLarge(most: place.limits.most) }
        try house.makeFolders()
        try makeSureOfDisk(for: size)
        return try await house.database.write(for: .insiders) { connection in
            if let begun = try ArrivalStore.same(
                name, size: size, digest: digest, of: person, at: place.key, in: connection)
            {
                return begun
            }
            guard try ArrivalStore.count(of: person, in: connection) < Self.mostUnfinished else {
                throw ArrivalRefusal.unfinished
            }
            try place.makeSureOfRoom(
                for: size, beside: MediaStore.arriving(at: place, beside: person, now: now, in: connection),
                in: connection)
            try makeSureOfDay(for: size, in: connection)
            let medium = Medium(arriving: .new(at: now), at: place.key, name, size: size, digest, by: person, now)
            try ArrivalStore.add(medium, in: connection)
            return medium
        }
    }

    /// Adds what comes to what is there. What came of it stays there also when the line is cut or the disk is full.
    func append(_ upload: Upload, to id: Medium.ID, at offset: Int) async throws -> Medium {
        try house.makeFolders()
        guard try await isNext(offset, of: id) else { return try await find(id) }
        let file: ArrivingFile
        do { file = try await ArrivingFile.open(house.path(of: id)) } catch ArrivingFile.Failure.busy {
            throw ArrivalRefusal.busy
        }
        defer { file.close() }
        // Whoever held it before may have gone on: what is there counts once it is ours.
        guard try await isNext(offset, of: id) else { return try await find(id) }
        let medium = try await find(id)
        try await makeSureItLies(medium, file)
        try await file.continueAfter(offset, hash: house.hashes.take(id, at: offset))
        do {
            try await take(upload, of: medium, into: file)
        } catch let refusal as ArrivalRefusal {
            try await drop(medium, file, because: refusal)
            throw refusal
        } catch {
            try await settle(medium, file)
            throw error as? BlobFailure == .full ? ArrivalRefusal.full : error
        }
        try await settle(medium, file)
        guard file.length == medium.size else { return try await find(id) }
        return try await end(medium, file)
    }

    /// False where all of it is there already; throws where the bytes do not follow those that are there.
    private func isNext(_ offset: Int, of id: Medium.ID) async throws -> Bool {
        let medium = try await find(id)
        guard medium.state == .arriving else { return false }
        guard medium.received == offset else { throw ArrivalRefusal.elsewhere(received: medium.received) }
        return true
    }

    /// A database that was put back knows of bytes that no copy holds: it goes on from what lies there.
    private func makeSureItLies(_ medium: Medium, _ file: ArrivingFile) async throws {
        var lying = try await file.lying()
        if lying > medium.received, try await file.isKept() {
            // The store has these bytes too: none of them is cut off, it begins anew beside them.
            unlink(house.path(of: medium.id))
            lying = 0
        } else if lying >= medium.received {
            return
        }
        try await house.arrivals.note(lying, of: medium.id, now: now)
        throw ArrivalRefusal.elsewhere(received: lying)
    }

    private func take(_ upload: Upload, of medium: Medium, into file: ArrivingFile) async throws {
        let room = medium.size - file.length
        if let announced = upload.announced, upload.isFromScript, announced > room { throw ArrivalRefusal.beyond }
        try await take(upload, named: medium.name, into: file, most: medium.size)
    }

    /// A kind that is not taken is refused by the first bytes: the rest is not waited for.
    private func take(_ upload: Upload, named name: String, into file: ArrivingFile, most: Int) async throws {
        let head = house.preparation.kinds.headSize
        var isKnown = file.length >= head
        while let bytes = try await upload.next() {
            guard file.length + bytes.readableBytes <= most else { throw ArrivalRefusal.beyond }
            try await file.write(bytes)
            guard !isKnown, file.length >= head else { continue }
            _ = try await type(of: file, named: name)
            isKnown = true
        }
    }

    /// What was refused for good goes; what was merely too much leaves what was there before.
    private func drop(_ medium: Medium, _ file: ArrivingFile, because refusal: ArrivalRefusal) async throws {
        if refusal == .kind { return try await cancel(medium.id) }
        try await file.cut(to: medium.received)
    }

    private func settle(_ medium: Medium, _ file: ArrivingFile) async throws {
        let length = try await file.settle()
        house.hashes.keep(file.hash, of: medium.id, at: length)
        try await house.arrivals.note(length, of: medium.id, now: now)
    }

    private func end(_ medium: Medium, _ file: ArrivingFile) async throws -> Medium {
        do {
            try await keep(medium, file, isKnown: true)
        } catch ArrivalRefusal.altered {
            try await file.cut(to: 0)
            try await house.arrivals.note(0, of: medium.id, now: now)
            throw ArrivalRefusal.altered
        } catch let refusal as ArrivalRefusal where refusal != .full {
            try await cancel(medium.id)
            throw refusal
        }
        return try await find(medium.id)
    }

    /// A plain form has no second try: what does not come whole was never there.
    func receive(_ upload: Upload) async throws -> Medium {
        guard let said = upload.name else { throw ArrivalRefusal.empty }
        try house.makeFolders()
        let announced = upload.announced ?? 0
        guard announced <= place.limits.most + Self.mostAround else {
            throw ArrivalRefusal.tooLarge(most: place.limits.most)
        }
        try makeSureOfDisk(for: announced)
        try await house.database.read { try makeSureOfDay(for: max(0, announced - Self.mostAround), in: $0) }
        let id = Medium.ID.new(at: now)
        let path = house.path(of: id)
        let file = try await ArrivingFile.open(path)
        defer {
            file.close()
            unlink(path)
        }
        do {
            try await file.continueAfter(0, hash: SHA256())
            try await take(upload, named: said, into: file, most: place.limits.most)
            let size = try await file.settle()
            let medium = Medium(
                arriving: id, at: place.key, FileName(said).description, size: size, nil, by: person, now)
            try await keep(medium, file, isKnown: false)
        } catch ArrivalRefusal.beyond {
            throw ArrivalRefusal.tooLarge(most: place.limits.most)
        } catch BlobFailure.full {
            throw ArrivalRefusal.full
        }
        return try await find(id)
    }

    private func keep(_ medium: Medium, _ file: ArrivingFile, isKnown: Bool) async throws {
        let size = file.length
        guard size > 0 else { throw ArrivalRefusal.empty }
        let (type, digest) = (try await type(of: file, named: medium.name), try await file.digest())
        if let said = medium.saidDigest, said != digest { throw ArrivalRefusal.altered }
        try await count(medium, size, isKnown: isKnown)
        do {
            try await house.adopt(house.path(of: medium.id), as: digest, size: size)
        } catch BlobFailure.full {
            throw ArrivalRefusal.full
        }
        try await house.database.write(for: .insiders) { connection in
            try makeSureOfRoom(for: size, isKnown: isKnown, in: connection)
            if !isKnown { try ArrivalStore.add(medium, in: connection) }
            guard try ArrivalStore.end(medium, as: digest, type, in: connection) else { return }
            try HeldBlobStore.hold(digest, size: size, in: connection)
            try place.arrived(medium.id, connection)
            try house.leavePreparation(of: medium.id, now: now, in: connection)
        }
        unlink(house.path(of: medium.id))
    }

    private func type(of file: ArrivingFile, named name: String) async throws -> MediaType {
        let head = try await file.head(house.preparation.kinds.headSize)
        guard let type = house.preparation.kinds.kind(of: head, name: name), place.limits.take(type) else {
            throw ArrivalRefusal.kind
        }
        return type
    }

    func find(_ id: Medium.ID) async throws -> Medium {
        try await house.arrivals.find(id, of: person, at: place.key).orNotFound()
    }

    /// Nobody goes on with it: what came of it goes.
    func cancel(_ id: Medium.ID) async throws {
        _ = try await find(id)
        if try await house.arrivals.cancel(id) { unlink(house.path(of: id)) }
    }
}

extension Medium {
    fileprivate init(
        arriving id: ID, at place: String, _ name: String, size: Int, _ digest: BlobDigest?, by person: Person.ID,
        _ now: Date
    ) {
        self.init(
            id: id, place: place, state: .arriving, reason: nil, name: name, size: size, received: 0,
            saidDigest: digest,
            digest: nil, kind: nil, type: "", scan: .waiting, scanNote: "", pages: nil, broughtBy: person,
            broughtAt: now)
    }
}
