import Foundation

/// Where a scanner listens: a socket of this machine, or a port of one inside the house.
public enum ScannerAddress: Hashable, Sendable, CustomStringConvertible {
    case socket(String)
    case host(String, port: Int)

    /// As it stands in the settings: `/run/clamav/clamd.ctl`, `127.0.0.1:3310`, `[::1]:3310`; nil for anything else.
    public init?(_ text: String) {
        if text.hasPrefix("/") {
            guard text.utf8.count < 108 else { return nil }
            self = .socket(text)
            return
        }
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (1...65_535).contains(port)
        else { return nil }
        let host = text[..<colon].trimmingCharacters(in: ["[", "]"])
        guard !host.isEmpty, host.utf8.count < 256 else { return nil }
        self = .host(host, port: port)
    }

    public var description: String {
        switch self {
        case .socket(let path): path
        case .host(let name, let port): name.contains(":") ? "[\(name)]:\(port)" : "\(name):\(port)"
        }
    }
}

/// The scanner does not answer, or not as expected; in words for the log.
public struct ScannerAway: Error, Equatable, Sendable, CustomStringConvertible {
    public let description: String
}
