import Crypto
import Foundation
import Logging
import NIOCore
import Storage
import Tasks

extension MediaHouse {
    static let prepare = TaskKind<Medium.ID>("media.prepare")

    /// What is done outside requests.
    public var tasks: [TaskHandler] {
        [
            .on(Self.prepare, isLong: true) { id, task in try await prepare(id, task) },
            .every(.seconds(3_600), "media.upkeep") { task in try await keepUp(task.now) },
        ]
    }

    /// Left in the transaction in which a file has come whole.
    func leavePreparation(of id: Medium.ID, now: Date, in connection: any Connection) throws {
        try queue.enqueue(Self.prepare, id, dueAt: now, now: now, in: connection)
    }

    /// Looks at it, and makes what is shown of it. Done again, it changes nothing.
    private func prepare(_ id: Medium.ID, _ task: TaskRun) async throws {
        guard let medium = try await store.find(id), medium.state == .waiting, let digest = medium.digest else {
            return
        }
        let store = PreparationStore(database: database, refused: refused)
        let work = preparing("\(id)-\(task.attempt)")
        try makeFolders()
        try? FileManager.default.removeItem(atPath: work)
        try FileManager.default.createDirectory(
            atPath: work, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: work) }
        do {
            let file = "\(work)/original"
            try await fetch(digest, size: medium.size, into: file)
            try await scan(medium, file, store, task)
            try await make(medium, file, into: work, store)
        } catch let refusal as PreparationRefusal {
            try await store.refuse(id, refusal)
        } catch BlobFailure.missing, BlobFailure.altered {
            try await store.refuse(id, .lost)
        } catch let failure where !(failure is Postpone || failure is CancellationError) {
            // The store or a tool is away: whoever sent it has done all that they can, so it is tried until that is over.
            throw Postpone(until: task.now + 600, "\(failure)")
        }
    }

    private func scan(_ medium: Medium, _ file: String, _ store: PreparationStore, _ task: TaskRun) async throws {
        guard medium.scan == .waiting else { return }
        guard let scanner = preparation.scanner else { return try await store.note(.none, "", of: medium.id) }
        let answer: ScanAnswer
        do { answer = try await scanner.scan(file) } catch {
            // It is served to nobody else meanwhile, however long that lasts.
            throw Postpone(until: task.now + 300, "the scanner does not answer: \(error)")
        }
        switch answer {
        case .clean: try await store.note(.clean, "", of: medium.id)
        case .notScanned(let why): try await store.note(.none, String(why.prefix(200)), of: medium.id)
        case .found(let name):
            try await store.note(.found, String(name.prefix(120)), of: medium.id)
            throw PreparationRefusal.virus
        }
    }

    private func make(_ medium: Medium, _ file: String, into work: String, _ store: PreparationStore) async throws {
        var (made, words, pages): ([MadeForm], String, Int?) = ([], "", nil)
        switch medium.kind {
        case .picture: made = try await preparation.pictures?.make(from: file, into: work) ?? []
        case .paper:
            let read = try await preparation.papers?.read(file, into: work)
            (words, pages) = (read?.text ?? "", read?.pages)
            made = read?.firstPage.map { [$0] } ?? []
        case .other, nil: break
        }
        var forms: [StoredForm] = []
        for form in made { forms.append(try await keep(form)) }
        // No column holds that sign, and no word does.
        try await store.ready(medium.id, forms, words: words.replacing("\0", with: ""), pages: pages)
    }

    private func keep(_ form: MadeForm) async throws -> StoredForm {
        guard let (digest, size) = try await BlobHash.file(form.path) else {
            throw BlobFailure.away("a form is missing")
        }
        try await keep(form.path, as: digest, size: size)
        return StoredForm(
            variant: form.variant, digest: digest, size: size, type: form.type, width: form.width, height: form.height)
    }

    /// Brings what is kept to a file of this machine; throws `BlobFailure.altered` where its bytes are others.
    func fetch(_ digest: BlobDigest, size: Int, into path: String) async throws {
        let file = try await ArrivingFile.open(path)
        defer { file.close() }
        try await file.continueAfter(0, hash: SHA256())
        for try await bytes in try await blobs.read(digest, range: 0..<size) { try await file.write(bytes) }
        _ = try await file.settle()
        guard try await file.digest() == digest else { throw BlobFailure.altered(digest) }
    }
}
