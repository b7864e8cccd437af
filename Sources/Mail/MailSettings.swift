import Identifiers

/// How mail leaves the house.
public struct MailSettings: Sendable, Equatable {
    public enum Security: String, Sendable, CaseIterable {
        /// Never encrypted: a relay on the same machine.
        case none
        /// Encrypted after a greeting, or nothing is sent.
        case starttls
        /// Encrypted from the first byte, usually on port 465.
        case tls
    }

    public enum Refusal: Error {
        case noSuchServer
        /// Not one that mail servers listen on: another could make the house speak with anything.
        case noSuchPort
        /// Letters and password would cross the network for all to read.
        case inClear
        /// An address inside the house's own network, which only whoever runs the machine may open.
        case inside
    }

    /// For handing mail over between servers and by programs (RFC 5321, 8314, 6409), and what many hosts open beside them.
    public static let ports: Set<Int> = [25, 465, 587, 2525]

    public let server: String
    public let port: Int
    public let security: Security
    /// Empty when the server asks for none.
    public let user: String
    public let password: String
    public let fromName: String
    public let from: EmailAddress

    public init(
        server: String, port: Int, security: Security, user: String = "", password: String = "", fromName: String,
        from: EmailAddress
    ) throws(Refusal) {
        // Nothing else may enter the address that the sending library is given.
        guard !server.isEmpty, server.utf8.count <= 253, server.utf8.allSatisfy(Self.isHostByte) else {
            throw .noSuchServer
        }
        let isHere = Self.isThisMachine(server)
        // One of this machine's own may be opened besides, by whoever runs it: `mustLeave`.
        guard Self.ports.contains(port) || isHere && 1...65_535 ~= port else { throw .noSuchPort }
        guard security != .none || isHere else { throw .inClear }
        (self.server, self.port, self.security) = (server, port, security)
        (self.user, self.password, self.fromName, self.from) = (user, password, fromName, from)
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"): true
        default: false
        }
    }

    /// Only what is read as an address counts: a name may begin with 127 as well.
    private static func isThisMachine(_ server: String) -> Bool {
        if server.lowercased() == "localhost" { return true }
        guard server.split(separator: ".", omittingEmptySubsequences: false).count == 4 else { return false }
        return AddressRules.bytes(of: server).map(AddressRules.isThisMachine) ?? false
    }

    /// Refuses an address inside the house's network, and a port of this machine that is none of mail, unless whoever runs the
    /// machine has opened it. What a name leads to is seen when it is connected to.
    public func mustLeave(except hosts: Set<String>) throws(Refusal) {
        guard isOpen(except: hosts) else { throw .noSuchPort }
        guard !isThisMachine, !hosts.contains(server.lowercased()), let bytes = AddressRules.bytes(of: server) else {
            return
        }
        guard AddressRules.isPublic(bytes) else { throw .inside }
    }

    /// Whatever listens on this machine is not for pages to speak to: `localhost:1025` is opened by its name and port.
    func isOpen(except hosts: Set<String>) -> Bool {
        Self.ports.contains(port) || hosts.contains("\(server.lowercased()):\(port)")
    }

    /// Whether mail may be handed to what the server's name led to.
    func allows(_ address: [UInt8], except hosts: Set<String>) -> Bool {
        guard isOpen(except: hosts) else { return false }
        if isThisMachine { return AddressRules.isThisMachine(address) }
        return hosts.contains(server.lowercased()) || AddressRules.isPublic(address)
    }

    private var isThisMachine: Bool { Self.isThisMachine(server) }
}

/// Where messages go.
public enum MailRoute: Sendable {
    case smtp(MailSettings)
    /// Nowhere: they count as sent, to be read in the outbox. For a demonstration.
    case dry
}
