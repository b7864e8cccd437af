import Crypto
import Foundation
import Synchronization

/// What the house keeps secret outside its database: it seals what must be read again, and makes codes of what is only compared.
///
/// The first key of the ring seals; each of them opens what it has sealed, so that a newer key is written above the older one.
public final class KeyRing: Sendable {
    public enum Refusal: Error, Equatable, CustomStringConvertible {
        /// No key is in the place that was named for it.
        case noKey(String)
        /// Others than its owner may read the file.
        case openToOthers(String)
        /// The file cannot be read or made, or holds no key.
        case unreadable(String)
        /// Sealed by another key or for another purpose, or altered since.
        case notOurs

        public var description: String {
            switch self {
            case .noKey(let path): "there is no key at «\(path)»"
            case .openToOthers(let path): "others may read the key «\(path)»: chmod 600 «\(path)»"
            case .unreadable(let path): "the key «\(path)» cannot be read: it is a line of 64 hexadecimal digits"
            case .notOurs: "what was sealed is of another key"
            }
        }
    }

    private let file: KeyFile?
    private let known: Mutex<[SealingKey]?>

    /// The keys of a file. One that belongs to the house is made when something is sealed for the first time.
    public init(file path: String, isMadeWhenMissing: Bool = false) {
        file = KeyFile(path: path, mayBeMade: isMadeWhenMissing, isGuarded: false)
        known = Mutex(nil)
    }

    /// A file in a folder that opens for this service alone, whatever its mode says.
    init(guarded path: String) {
        file = KeyFile(path: path, mayBeMade: false, isGuarded: true)
        known = Mutex(nil)
    }

    /// A key of its own, for as long as it lives.
    public init() {
        file = nil
        known = Mutex([SealingKey(SymmetricKey(size: .bits256))])
    }

    /// Throws when a key that is there, or was named, cannot be used: before anything depends on it.
    public func check() throws {
        guard let file else { return }
        if try file.keys().isEmpty && !file.mayBeMade { throw Refusal.noKey(file.path) }
    }

    /// `v1`, the key's own name, and bytes in base 64, divided by points. It opens for the same purpose only.
    public func seal(_ text: String, for purpose: String) throws -> String {
        let key = try first()
        let box = try AES.GCM.seal(Array(text.utf8), using: key.sealing, authenticating: Array(purpose.utf8))
        guard let bytes = box.combined else { throw Refusal.notOurs }
        return "v1.\(key.name).\(bytes.base64EncodedString())"
    }

    public func open(_ sealed: String, for purpose: String) throws -> String {
        let parts = sealed.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "v1", let bytes = Data(base64Encoded: String(parts[2])),
            let key = try keys().first(where: { $0.name == parts[1] })
        else { throw Refusal.notOurs }
        do {
            let box = try AES.GCM.SealedBox(combined: bytes)
            let text = try AES.GCM.open(box, using: key.sealing, authenticating: Array(purpose.utf8))
            return String(decoding: text, as: UTF8.self)
        } catch {
            throw Refusal.notOurs
        }
    }

    /// What stands in the database for something short that somebody types: without the key nobody can try all there are.
    public func code(_ text: String, for purpose: String) throws -> String {
        let bytes = Array("\(purpose)\u{0}\(text)".utf8)
        return HMAC<SHA256>.authenticationCode(for: bytes, using: try first().coding).hexadecimal
    }

    /// The same by each key of the ring: what is looked for where an older one may have made the code.
    public func codes(_ text: String, for purpose: String) throws -> [String] {
        let bytes = Array("\(purpose)\u{0}\(text)".utf8)
        return try keys().map { HMAC<SHA256>.authenticationCode(for: bytes, using: $0.coding).hexadecimal }
    }

    private func first() throws -> SealingKey {
        if let key = try keys().first { return key }
        guard let file else { throw Refusal.notOurs }
        guard file.mayBeMade else { throw Refusal.noKey(file.path) }
        try file.make()
        guard let key = try keys().first else { throw Refusal.unreadable(file.path) }
        return key
    }

    /// Read once; a file that is not there yet is looked for again.
    private func keys() throws -> [SealingKey] {
        if let keys = known.withLock({ $0 }) { return keys }
        guard let keys = try file?.keys(), !keys.isEmpty else { return [] }
        known.withLock { $0 = keys }
        return keys
    }
}

/// What is derived from one line of the file: nothing is ever both sealed and compared by the same bits.
struct SealingKey: Sendable {
    let name: String
    let sealing: SymmetricKey
    let coding: SymmetricKey

    init(_ key: SymmetricKey) {
        func derived(_ use: String, _ count: Int) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(inputKeyMaterial: key, info: Array("rallynov \(use)".utf8), outputByteCount: count)
        }
        name = derived("name", 4).withUnsafeBytes { Array($0) }.hexadecimal
        (sealing, coding) = (derived("seal", 32), derived("code", 32))
    }
}

extension Sequence<UInt8> {
    var hexadecimal: String { map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }
}
