import Foundation

/// A bucket of a store that speaks Amazon's S3, and what opens it.
public struct S3Place: Sendable, CustomStringConvertible, CustomReflectable {
    /// Without a slash at its end.
    let address: String
    /// What stands before each digest: empty, or with a slash at its end.
    let prefix: String
    let region: String
    let key: String
    let secret: String

    /// - Parameters:
    ///   - address: `https://s3.example/BUCKET` or `https://s3.example:8333/BUCKET/A/FOLDER`. Over `http:` what is stored can be read on
    ///     its way, though neither altered nor asked for: inside one machine or house only.
    ///   - region: as the store calls it; `us-east-1` where it has none.
    ///
    /// Nil where it is no such address, or key and secret cannot be one.
    public init?(_ address: String, region: String, key: String, secret: String) {
        guard let parts = URLComponents(string: address), let scheme = parts.scheme,
            ["http", "https"].contains(scheme),
            let host = parts.host, !host.isEmpty, parts.user == nil, parts.query == nil, parts.fragment == nil
        else { return nil }
        let steps = parts.path.split(separator: "/").map(String.init)
        guard let bucket = steps.first, steps.allSatisfy(Self.isPlain), Self.isPlain(region), Self.isPlain(key),
            !secret.isEmpty
        else { return nil }
        let port = parts.port.map { ":\($0)" } ?? ""
        self.address = "\(scheme)://\(host)\(port)/\(bucket)"
        prefix = steps.dropFirst().map { "\($0)/" }.joined()
        (self.region, self.key, self.secret) = (region, key, secret)
    }

    /// What is written into a log says nothing of what opens it.
    public var description: String { address }
    public var customMirror: Mirror { Mirror(self, children: ["address": address]) }

    /// What needs no coding in an address, and no two programs code otherwise when they sign it.
    private static func isPlain(_ text: String) -> Bool {
        text.wholeMatch(of: /[A-Za-z0-9._~-]+/) != nil && text != "." && text != ".."
    }
}
