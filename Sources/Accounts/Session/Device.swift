/// What somebody signed in with, in words that they know: «Firefox, Linux». What a browser says of itself beyond that is not kept.
public struct Device: Equatable, Sendable, CustomStringConvertible {
    /// What cannot be told.
    public static let unknown = Device(description: "")

    /// A browser and a system, one of the two, or nothing.
    public let description: String

    private init(description: String) { self.description = description }

    /// `agent` is what the browser sent: anything, of any length. Only names from the lists below come out of it.
    public init(userAgent agent: String) {
        let known = String(decoding: agent.utf8.prefix(Self.longest), as: UTF8.self)
        let parts = [Self.name(in: known, of: Self.browsers), Self.name(in: known, of: Self.systems)]
        description = parts.compactMap { $0 }.joined(separator: ", ")
    }

    /// In bytes; what a browser needs to say stands well before.
    private static let longest = 400

    private static func name(in agent: String, of known: [(sign: String, name: String)]) -> String? {
        known.first { agent.contains($0.sign) }?.name
    }

    // Most of them say that they are some of those below them too.
    private static let browsers: [(sign: String, name: String)] = [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("FxiOS/", "Firefox"),
        ("Firefox/", "Firefox"), ("CriOS/", "Chrome"), ("Chromium/", "Chromium"), ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]

    private static let systems: [(sign: String, name: String)] = [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Windows", "Windows"),
        ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ]
}
