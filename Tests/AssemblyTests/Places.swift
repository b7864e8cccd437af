import Campaigns
import Identifiers
import Web
import World

/// Fills the parameters of declared routes with things of the furnished world.
enum Places {
    /// A thing of the edition under way, of the edition before, of nowhere, or something that is no key at all.
    enum Place: CaseIterable { case here, elsewhere, unknown, hostile }

    static let checkpoint = "need-established"

    /// Things that belong to an edition.
    private static let bound: [String: (here: String, elsewhere: String)] = [
        "edition": ("2014", "2013"),
        "phase": (World.thing("0004", 1405), World.thing("0004", 1305)),
        "extension": (World.thing("0a04", 14), World.thing("0a04", 13)),
        "target": (World.thing("0a03", 14), World.thing("0a03", 13)),
        "sheet": (World.thing("0a09", 14), World.thing("0a09", 13)),
        "submission": (World.nursery.description, World.thing("0a06", 13)),
        "award": (World.thing("0a0a", 14), World.thing("0a0a", 13)),
        "juror": (World.thing("0010", 9), World.thing("0a10", 13)),
        "assessment": (World.thing("0011", 1), World.thing("0a11", 13)),
        "category": (World.thing("0a18", 14), World.thing("0a18", 13)),
        "template": (World.thing("0a17", 14), World.thing("0a17", 13)),
        "message": (World.thing("0a0d", 14), World.thing("0a0d", 13)),
    ]

    /// Things that stand above editions.
    private static let common: [String: String] = [
        "partner": World.thing("0a05", 1), "person": Somebody.edith.id.description,
        "campaign": World.campaign.description, "grid": World.grid.description,
        "organisation": World.bakery.description, "run": World.thing("0a12", 13),
        // Nobody of the world has one.
        "passkey": World.thing("0aff", 98), "name": "rules", "slug": "initiative-13", "checkpoint": checkpoint,
        "part": "besoin", "field": "views", "upload": World.thing("0aff", 97), "media": World.thing("0aff", 96),
        "variant": "400.webp", "digest": String(repeating: "0a", count: 32),
        // Of the form that is being shaped.
        "section": "need", "question": "need", "place": "1",
    ]

    private static let unknown = World.thing("0aff", 99)
    /// `"'<>& "́ <́script>../é`, as an address holds it.
    private static let hostile = "%22%27%3C%3E%26%20%22%CC%81%20%3C%CC%81script%3E..%2F%C3%A9"

    static func parameters(of path: String) -> [String] {
        path.split(separator: "/").filter { $0.hasPrefix(":") }.map { part in
            String(part.dropFirst().prefix { $0 != "." })
        }
    }

    /// Parameters that belong to an edition.
    static func boundParameters(of path: String) -> [String] { parameters(of: path).filter { bound[$0] != nil } }

    /// Nil when nothing of the world is known to stand there.
    static func fill(_ path: String, _ places: [String: Place] = [:], otherwise place: Place = .here) -> String? {
        var parts: [String] = []
        for part in path.split(separator: "/") {
            guard part.hasPrefix(":") else { parts.append(String(part)); continue }
            let name = String(part.dropFirst())
            guard let value = value(of: name, at: places[name] ?? place) else { return nil }
            parts.append(value)
        }
        return "/" + parts.joined(separator: "/")
    }

    private static func value(of name: String, at place: Place) -> String? {
        let things = bound[name] ?? common[name].map { ($0, $0) }
        switch place {
        case .here: return things?.here
        case .elsewhere: return things?.elsewhere
        case .unknown: return unknown
        case .hostile: return hostile
        }
    }
}

extension World {
    /// Every declared GET route, filled, without those that hold a secret of one person.
    var readableRoutes: [(entry: Routes.Entry, path: String)] {
        house.site.entries.filter { $0.method == "GET" }.compactMap { entry in
            Places.fill(entry.path).map { (entry, $0) }
        }
    }
}
