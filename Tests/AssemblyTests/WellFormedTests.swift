import Foundation
import FoundationXML
import StorageTesting
import Testing
import WebTesting
import World

/// What programs read is XML whatever is stored: one sign that XML has no form for would end a feed for all its readers.
struct WellFormedTests {
    /// Each of the signs that XML does not take, but U+0000, which no database takes, and what looks like markup.
    private static let broken =
        String(String.UnicodeScalarView((1...31).compactMap { Unicode.Scalar($0 as UInt32) }))
        + "\u{FFFE}\u{FFFF}<&]]>\u{7F}\u{202E}"

    @Test(arguments: Engine.available, ["/atom.xml", "/en/atom.xml", "/sitemap.xml", "/en/sitemap.xml"])
    func `a feed is whole whatever its sheets say`(engine: Engine, path: String) async throws {
        let world = try await World.furnished(engine)
        let text = "Texte \(Self.broken)"
        try await world.database.write { connection in
            try connection.run("UPDATE sheet SET title = \(text), strapline = \(text), revision = revision + 1")
            try connection.run("UPDATE campaign SET name = \(text)")
            try connection.run("UPDATE agency SET name_fr = \(text), name_en = \(text)")
        }
        let screen = try await world.stranger.get(path)
        #expect(screen.status == .ok)
        #expect(screen.html.contains(path.contains("atom") ? "Texte" : "initiative-13"))
        let parser = XMLParser(data: Data(screen.bytes))
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
    }
}
