/// A page of this site to go to after signing in. What leads elsewhere becomes one's home page.
public struct OwnPath: Equatable, Sendable, CustomStringConvertible {
    public static let home = OwnPath(checked: "/ma-page")

    public let description: String

    /// `typed` came with a link or a form, so anybody may have written it.
    public init(_ typed: String?) {
        self = typed.flatMap(Self.checking) ?? .home
    }

    private init(checked path: String) { description = path }

    // `//host`, `/\host` and, with a tab or a line end in between, `/\t/host` all leave the site in some browser.
    private static func checking(_ path: String) -> OwnPath? {
        let isPlain = path.utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "\\") }
        // No page of this site has an empty part in its address.
        let isOurs = path.hasPrefix("/") && !path.prefix { $0 != "?" && $0 != "#" }.contains("//")
        guard isPlain, isOurs, path.utf8.count <= 1_000 else { return nil }
        let isOfSigningIn = ["/connexion", "/deconnexion"].contains { path.hasPrefix($0) }
        return isOfSigningIn ? nil : OwnPath(checked: path)
    }
}
