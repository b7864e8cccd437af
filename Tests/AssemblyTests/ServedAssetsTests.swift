import HTTPTypes
import StorageTesting
import Testing
import WebTesting
import World

/// What a page has its browser fetch is there: a script at a wrong address is missed by nobody who reads the page's words.
struct ServedAssetsTests {
    @Test(arguments: [nil, Somebody.mireille, .julien, .awa, .genevieve, .coralie, .romain])
    func `every script, style and drawing that any page names is served`(somebody: Somebody?) async throws {
        let world = try await World.furnished(.sqlite)
        let visitor = somebody.map { world.visitor($0) } ?? world.stranger
        var (named, seen): (Set<String>, Int) = ([], 0)
        for (_, path) in world.readableRoutes {
            let page = try await visitor.get(path)
            guard page.status == .ok, page.html.contains("<main") else { continue }
            seen += 1
            named.formUnion(page.assets)
        }
        #expect(seen > 5 && named.contains { $0.hasSuffix(".css") } && named.contains { $0.hasSuffix(".svg") })
        for asset in named { #expect(try await visitor.get(asset).status == .ok, "\(asset)") }
    }
}
