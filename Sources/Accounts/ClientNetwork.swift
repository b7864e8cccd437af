import Foundation

/// Where a request came from, as far as limits go: one IPv4 address, or the /64 that one IPv6 customer has at least.
public struct ClientNetwork: Equatable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ address: String) {
        var parsed = in6_addr()
        guard inet_pton(AF_INET6, address, &parsed) == 1 else {
            description = address
            return
        }
        let bytes = withUnsafeBytes(of: &parsed) { Array($0) }
        // ::ffff:192.0.2.1 is an IPv4 address in other clothes.
        let isIPv4 = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
        description =
            isIPv4
            ? bytes.suffix(4).map(String.init).joined(separator: ".")
            : bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":") + "/64"
    }
}
