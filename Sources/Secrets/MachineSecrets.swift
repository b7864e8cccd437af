import Foundation

/// What the machine keeps for the program, outside its database.
public struct MachineSecrets: Sendable {
    /// Nil where no key was named and none may be made.
    public let keys: KeyRing?
    private let folder: String?

    /// The key that the service manager hands over as `rallynov-key`, or the one in the file that `RALLYNOV_KEY` names, or one
    /// beside the file of data, which is made at its first use. On a server nothing stands beside the data.
    public init(beside data: String?, in environment: [String: String] = ProcessInfo.processInfo.environment) {
        folder = environment["CREDENTIALS_DIRECTORY"]
        let handed = folder.map { "\($0)/rallynov-key" }
        if let handed, FileManager.default.fileExists(atPath: handed) {
            keys = KeyRing(guarded: handed)
        } else if let named = environment["RALLYNOV_KEY"], !named.isEmpty {
            keys = KeyRing(file: named)
        } else {
            keys = data.map { KeyRing(file: Self.path(beside: $0), isMadeWhenMissing: true) }
        }
    }

    /// `rallynov.key` of `rallynov.sqlite`.
    static func path(beside data: String) -> String { URL(filePath: data).deletingPathExtension().path + ".key" }

    /// What the service manager hands over under a name (`LoadCredential`), without the end of its line; nil where it does not.
    public func handed(_ name: String) throws -> String? {
        guard let folder, let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)") else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.lastIndex(where: { !$0.isNewline }) else { throw KeyRing.Refusal.unreadable(name) }
        return String(text[...end])
    }
}
