import Identifiers
import Testing

@testable import Mail

/// ASVS 1.3.6: where mail may be handed to.
struct AddressRulesTests {
    @Test(arguments: [
        "0.0.0.0", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254",
        "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.0.1",
        "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1",
        "255.255.255.255", "::", "::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "::ffff:169.254.169.254",
        "64:ff9b::10.0.0.1", "fc00::1", "fd12:3456::1", "fe80::1", "ff02::1", "2001::1", "2001:db8::1", "2002:a00:1::1",
        "3fff::1", "100::1", "::127.0.0.1",
    ])
    func `an address that the world does not reach is none of mail's`(address: String) throws {
        #expect(AddressRules.isPublic(try #require(AddressRules.bytes(of: address))) == false)
    }

    @Test(arguments: [
        "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
        "128.0.0.1", "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.167.255.255", "198.17.255.255",
        "198.20.0.0", "223.255.255.255", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2a00:1450:4007::1",
        "2001:4860:4860::8888", "2600::1",
    ])
    func `an address of the world is`(address: String) throws {
        #expect(AddressRules.isPublic(try #require(AddressRules.bytes(of: address))))
    }

    @Test func `mail for this machine stays on it, and no other server leads there`() throws {
        let own = try settings("localhost")
        #expect(own.allows([127, 0, 0, 1], except: []))
        #expect(own.allows([UInt8](repeating: 0, count: 15) + [1], except: []))
        #expect(!own.allows([8, 8, 8, 8], except: []) && !own.allows([10, 0, 0, 1], except: ["localhost"]))
        let other = try settings("Relay.Intra.example")
        for address: [UInt8] in [[127, 0, 0, 1], [10, 0, 0, 1], [], [169, 254, 169, 254]] {
            #expect(!other.allows(address, except: []), "\(address)")
            #expect(!other.allows(address, except: ["intra.example"]), "\(address)")
            #expect(other.allows(address, except: ["relay.intra.example"]), "\(address)")
        }
        #expect(other.allows([8, 8, 8, 8], except: []))
    }

    private func settings(_ server: String) throws -> MailSettings {
        try MailSettings(
            server: server, port: 587, security: .starttls, fromName: "", from: EmailAddress("agence@example.org"))
    }
}
