import Foundation
import World

// Every kind of page that somebody is led to, in a browser.
extension Browser {
    /// Opens each kind of page that links lead to, from the home page of each of these people on; nil is a stranger, whose
    /// pages are opened for nobody else once they are known.
    func walk(
        _ site: OpenSite, as people: [Somebody?], _ look: (_ kind: String, _ path: String) async throws -> Void
    ) async throws {
        var open: Set<String> = []
        for somebody in people {
            if let somebody { try await enter(somebody, of: site) } else { try await forgetCookies() }
            let known = try await walk(from: somebody == nil ? "/" : "/ma-page", past: open, look)
            if somebody == nil { open = known }
        }
    }

    private func walk(
        from home: String, past open: Set<String>, _ look: (_ kind: String, _ path: String) async throws -> Void
    ) async throws -> Set<String> {
        var known = open.union([Self.kind(of: home)])
        var looked: Set<String> = []
        var waiting = [home]
        while let path = waiting.popLast() {
            try await self.open(path)
            // What is sent on elsewhere, kept as a file or refused is no page of its own.
            guard try await driver.run(Self.isPage, as: Bool.self) else { continue }
            let kind = Self.kind(of: try await self.path)
            guard looked.insert(kind).inserted else { continue }
            for link in try await driver.run(Self.ownLinks, as: [String].self)
            where known.insert(Self.kind(of: link)).inserted { waiting.append(link) }
            try await look(kind, path)
        }
        return known
    }

    /// Pages of one kind have one address but for what they are about.
    static func kind(of path: String) -> String {
        let parts = path.prefix { !"?#".contains($0) }.split(separator: "/").map { part in
            part.contains(/^([0-9a-f]{8}-[0-9a-f-]{27}|[0-9]+)$/) ? "…" : String(part)
        }
        return "/" + parts.joined(separator: "/")
    }

    private static let isPage = """
        const [{ responseStatus = 200 } = {}] = performance.getEntriesByType("navigation")
        return responseStatus < 400 && document.querySelector("main") !== null
        """

    private static let ownLinks = """
        return [...document.querySelectorAll("a[href]")]
          .filter((one) => one.origin === location.origin && !one.hreflang && !one.pathname.split("/").pop().includes("."))
          .map((one) => one.pathname + one.search)
        """

    /// What the page is shown in, to the pixel, without its being loaded again.
    func show(in size: (width: Int, height: Int)) async throws {
        let metrics: [String: Any] = [
            "width": size.width, "height": size.height, "deviceScaleFactor": 1, "mobile": false,
        ]
        try await command("Emulation.setDeviceMetricsOverride", metrics)
    }

    /// As a reader set their machine: `("forced-colors", "active")`.
    func prefer(_ name: String, _ value: String) async throws {
        let features: [[String: Any]] = [["name": name, "value": value]]
        try await command("Emulation.setEmulatedMedia", ["features": features])
    }

    private func command(_ name: String, _ parameters: [String: Any]) async throws {
        try await driver.send("POST", "/goog/cdp/execute", ["cmd": name, "params": parameters])
    }
}
