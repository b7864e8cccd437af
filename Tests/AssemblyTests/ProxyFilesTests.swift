import Foundation
import HTTPTypes
import Testing
import Web
import WebTesting
import World

/// The proxies as they are shipped, held against the site that stands behind them.
struct ProxyFilesTests {
    private let nginx: String
    private let caddy: String

    init() throws {
        nginx = try String(contentsOfFile: World.root + "/packaging/nginx.conf", encoding: .utf8)
        caddy = try String(contentsOfFile: World.root + "/packaging/Caddyfile", encoding: .utf8)
    }

    /// Addresses as letters hold them, of every route with a part that opens something.
    private func secrets() async throws -> [String] {
        let routes = try await World().house.site.entries.map(\.path).filter { $0.contains(":token") }
        #expect(Set(routes).isSuperset(of: ["/connexion/:token", "/dossiers/invitation/:token"]))
        return routes.flatMap { route in
            let path = String(route.replacing(":token", with: "0123456789abcdef"))
            return [path, "/en" + path, path + "?a=1", path + "/"]
        }
    }

    @Test func `no log holds an address that opens something`() async throws {
        let asked = try pattern(in: nginx, after: "map $request_uri $rallynov_asked", "\"~")
        let from = try pattern(in: nginx, after: "map $http_referer $rallynov_from", "\"~")
        let errors = try pattern(in: nginx, after: "nginx's log of errors", "location ~ ", until: " {")
        let uri = try pattern(in: caddy, after: "format filter", "request>uri regexp \"")
        for path in try await secrets() {
            for found in [asked, errors, uri] { #expect(try found.prefixMatch(in: path) != nil, "\(path)") }
            #expect(try from.firstMatch(in: "https://rallynov.example" + path) != nil, "\(path)")
            // Caddy puts its own words in the place of what was found, so that has to be all of it.
            #expect(try uri.wholeMatch(in: path) != nil, "\(path)")
        }
        for path in ["/", "/connexion", "/connexion?next=/ma-page", "/dossiers/nouveau", "/catalogue?q=connexion/"] {
            for found in [asked, errors, uri] { #expect(try found.prefixMatch(in: path) == nil, "\(path)") }
        }
        let logs = nginx.split(separator: "\n").filter { $0.contains("access_log ") }
        #expect(logs.count == 2 && logs.allSatisfy { $0.contains(".log rallynov ") })
        #expect(nginx.contains("error_log /dev/null emerg;"))
        #expect(caddy.contains("request>headers>Referer delete") && caddy.contains("resp_headers>Location delete"))
    }

    @Test func `files of any size are let through where the site takes them, and nowhere else`() async throws {
        let location = try pattern(in: nginx, after: "Files that people send", "location ~ ", until: " {")
        let matcher = try Regex("/fichiers(/|$)")
        #expect(caddy.contains("@text not path_regexp /fichiers(/|$)\n\trequest_body @text {"))
        for entry in try await World().house.site.entries {
            for found in [location, matcher] {
                #expect(try !entry.isUpload || found.firstMatch(in: entry.path) != nil, "\(entry.path)")
            }
        }
        for path in ["/dossiers/1/photos/fichiers", "/fichiers/envois/1?offset=2", "/a/fichiers/"] {
            #expect(
                try location.firstMatch(in: path) != nil
                    && matcher.firstMatch(in: String(path.prefix { $0 != "?" })) != nil)
        }
        #expect(try location.firstMatch(in: "/dossiers/mes-fichiers") == nil)
    }

    @Test func `the pages of such addresses tell nobody where they stand`() async throws {
        let world = try await World()
        for path in try await secrets() {
            let page = try await world.stranger.get(path)
            #expect(page.headers[HTTPField.Name("Referrer-Policy")!] == "no-referrer", "\(path)")
        }
    }

    @Test func `what a proxy answers by itself bears the headers of the site`() async throws {
        let page = try await World().stranger.get("/nowhere")
        let names = [
            "X-Content-Type-Options", "Content-Security-Policy", "Referrer-Policy", "X-Frame-Options",
            "Cross-Origin-Opener-Policy", "Permissions-Policy", "Cache-Control",
        ]
        for name in names { #expect(page.headers[HTTPField.Name(name)!] != nil, "\(name)") }
        let own = "map $upstream_http_x_content_type_options $rallynov_own {"
        #expect(nginx.contains("\(own)\n    default own;\n    \"\" \"\";\n}"))
        for name in names + ["Strict-Transport-Security"] {
            let given = try Regex("add_header \(name) (\\$rallynov_[a-z]+) always;")
            let value = nginx.firstMatch(of: given)?.output[1].substring ?? ""
            // Nothing is added to what the site answers, which bears the first of them.
            let map = "map $rallynov_own \(value) {\n    default \"\";\n"
            #expect(nginx.contains(map), "\(name)")
            #expect(caddy.contains("\t?\(name) "), "\(name)")
        }
        let said = nginx.split(separator: "\n").filter { $0.contains("add_header ") }
        #expect(said.count > names.count && said.allSatisfy { $0.hasSuffix(" always;") })
        #expect(caddy.ranges(of: "import safety").count == 2)
    }

    @Test func `both speak TLS 1.2 and 1.3 with forward secrecy and authenticated encryption alone`() throws {
        #expect(nginx.contains("ssl_protocols TLSv1.2 TLSv1.3;") && caddy.contains("protocols tls1.2 tls1.3\n"))
        #expect(nginx.contains("ssl_ecdh_curve X25519:prime256v1:secp384r1;"))
        let ciphers = try #require(nginx.firstMatch(of: /ssl_ciphers ([^;]+);/)).1.split(separator: ":")
        let suites = try #require(caddy.firstMatch(of: /ciphers (.+)/)).1.split(separator: " ")
        #expect(ciphers.count > 3 && suites.count > 3)
        for cipher in ciphers { #expect(cipher.contains(/^ECDHE-.+(GCM-SHA\d+|CHACHA20-POLY1305)$/), "\(cipher)") }
        for suite in suites { #expect(suite.contains(/^TLS_ECDHE_.+_(GCM|CHACHA20_POLY1305)_SHA\d+$/), "\(suite)") }
    }

    /// The pattern that begins after `start`, in the part of a file that begins with `part`.
    private func pattern(
        in file: String, after part: String, _ start: String, until end: String = "\""
    ) throws -> Regex<AnyRegexOutput> {
        let rest = try #require(file.firstRange(of: part)).upperBound
        let begin = try #require(file[rest...].firstRange(of: start)).upperBound
        let stop = try #require(file[begin...].firstRange(of: end)).lowerBound
        return try Regex(String(file[begin..<stop]))
    }
}
