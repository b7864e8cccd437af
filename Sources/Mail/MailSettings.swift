import Glibc
import Glibc
import Identifiers

/// How mail leaves the house.
public struct MailSettings: Sendable, Equatable {
    public enum Security: String, Sendable, CaseIterable {
        /// Never encrypted: a relay on the same machine.
        case none
        /// Encrypted when the server offers it, without looking at its certificate.
        case opportunistic
        /// Encrypted after a greeting, or nothing is sent.
        case starttls
        /// Encrypted from the first byte, usually on port 465.
        case tls
    }

    public enum Refusal: Error {
        case noSuchServer, noSuchPort
        /// Letters and password would cross the network for all to read.
        case inClear
    }

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
        guard 1...65_535 ~= port else { throw .noSuchPort }
        let isEncrypted = security == .starttls || security == .tls
        guard isEncrypted || Self.isThisMachine(server) else { throw .inClear }
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
        var address = in_addr()
        guard inet_pton(AF_INET, server, &address) == 1 else { return server.lowercased() == "localhost" }
        return UInt32(bigEndian: address.s_addr) >> 24 == 127
    }
}

/// Where messages go.
public enum MailRoute: Sendable {
    case smtp(MailSettings)
    /// Nowhere: they count as sent, to be read in the outbox. For a demonstration.
    case dry
}
