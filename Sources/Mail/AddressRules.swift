import Glibc

/// Which addresses of a network mail may be handed to: those that the world reaches, and this machine where it was asked for.
/// A name that leads into the house's own network could make it knock on doors that are closed to the world.
enum AddressRules {
    /// Four bytes of IPv4 or sixteen of IPv6, in the order of the network.
    static func isPublic(_ bytes: [UInt8]) -> Bool {
        switch bytes.count {
        case 4: isPublicV4(bytes)
        case 16: inner(bytes).map(isPublicV4) ?? isPublicV6(bytes)
        default: false
        }
    }

    static func isThisMachine(_ bytes: [UInt8]) -> Bool {
        switch bytes.count {
        case 4: bytes[0] == 127
        case 16: inner(bytes).map { $0[0] == 127 } ?? (bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1)
        default: false
        }
    }

    /// As the system's resolver reads what looks like an address, `127.1` and `0x7f000001` as well; nil for a name.
    static func bytes(of host: String) -> [UInt8]? {
        var (four, six) = (in_addr(), in6_addr())
        if inet_aton(host, &four) == 1 { return withUnsafeBytes(of: four) { Array($0) } }
        return inet_pton(AF_INET6, host, &six) == 1 ? withUnsafeBytes(of: six) { Array($0) } : nil
    }

    /// IANA's registry of special addresses, of June 2024: own and private networks, links, documentation, tests, groups.
    private static let closed: [(start: [UInt8], bits: Int)] = [
        ([0], 8), ([10], 8), ([100, 64], 10), ([127], 8), ([169, 254], 16), ([172, 16], 12), ([192, 0, 0], 24),
        ([192, 0, 2], 24), ([192, 88, 99], 24), ([192, 168], 16), ([198, 18], 15), ([198, 51, 100], 24),
        ([203, 0, 113], 24), ([224], 4), ([240], 4),
    ]

    private static func isPublicV4(_ bytes: [UInt8]) -> Bool {
        !closed.contains { isBelow($0.start, $0.bits, bytes) }
    }

    /// What is given out to the world is below 2000::/3, without what stands for something else in it: tunnels and examples.
    private static func isPublicV6(_ bytes: [UInt8]) -> Bool {
        let others: [(start: [UInt8], bits: Int)] = [
            ([0x20, 0x01, 0x00], 23), ([0x20, 0x01, 0x0d, 0xb8], 32), ([0x20, 0x02], 16), ([0x3f, 0xff], 20),
        ]
        return isBelow([0x20], 3, bytes) && !others.contains { isBelow($0.start, $0.bits, bytes) }
    }

    /// The IPv4 address that one of IPv6 stands for: mapped, or to be translated on the way (RFC 6052).
    private static func inner(_ bytes: [UInt8]) -> [UInt8]? {
        let mapped = [UInt8](repeating: 0, count: 10) + [0xff, 0xff]
        let translated: [UInt8] = [0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0]
        return [mapped, translated].contains(Array(bytes.prefix(12))) ? Array(bytes.suffix(4)) : nil
    }

    private static func isBelow(_ start: [UInt8], _ bits: Int, _ bytes: [UInt8]) -> Bool {
        (0..<bits).allSatisfy { bit in
            let mask = UInt8(0x80) >> (bit % 8)
            let wanted = bit / 8 < start.count ? start[bit / 8] & mask : 0
            return bytes[bit / 8] & mask == wanted
        }
    }
}
