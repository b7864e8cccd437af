import Hummingbird

/// The routes of a path, found part by part: as many steps as the path has parts, however many routes there are.
struct RouteTable: Sendable {
    private struct Branch: Sendable {
        var named: [Substring: Branch] = [:]
        /// Under `:anything`; an array, since a value cannot hold one of its own kind.
        var open: [Branch] = []
        /// The places of the routes that end here.
        var ends: [Int] = []
    }

    let entries: [Routes.Entry]
    private var root = Branch()
    /// Those with a part that opens something for whoever knows it.
    private let secrets: [Routes.Entry]

    init(_ entries: [Routes.Entry]) {
        self.entries = entries
        secrets = entries.filter { $0.parts.contains(":token") }
        for (place, entry) in entries.enumerated() { Self.plant(place, entry.parts[...], in: &root) }
    }

    /// In the order they were declared.
    func matching(_ path: String) -> [Routes.Entry] {
        var places: [Int] = []
        Self.find(Routes.Entry.parts(of: path)[...], in: root, &places)
        return places.sorted().map { entries[$0] }
    }

    /// What stands in a log for a path with a secret in it, `/connexion/:token`, also where something was added to it; nil for
    /// any other path.
    func secret(in path: String) -> String? {
        guard !secrets.isEmpty else { return nil }
        let parts = Routes.Entry.parts(of: path)
        return secrets.first { entry in
            let open = entry.parts.prefix { $0 != ":token" }
            return parts.count > open.count && parts.starts(with: open)
        }?.path
    }

    /// A form that was refused leaves the address that it was sent to. Opened again, it leads to the nearest page above, where the
    /// form stands; nil where there is none.
    func wayBack(from facts: RequestFacts, _ settings: SiteSettings) -> Response? {
        pageAbove(facts.path).map { .redirect(to: settings.reader(for: facts).to($0), type: .normal) }
    }

    func pageAbove(_ path: String) -> String? {
        var parts = Routes.Entry.parts(of: path)
        while parts.count > 1 {
            parts.removeLast()
            let above = "/" + parts.joined(separator: "/")
            if matching(above).contains(where: { $0.method == "GET" }) { return above }
        }
        return nil
    }

    private static func plant(_ place: Int, _ parts: ArraySlice<Substring>, in branch: inout Branch) {
        guard let part = parts.first else { return branch.ends.append(place) }
        if part.utf8.first == UInt8(ascii: ":") {
            if branch.open.isEmpty { branch.open.append(Branch()) }
            plant(place, parts.dropFirst(), in: &branch.open[0])
        } else {
            plant(place, parts.dropFirst(), in: &branch.named[part, default: Branch()])
        }
    }

    private static func find(_ parts: ArraySlice<Substring>, in branch: Branch, _ places: inout [Int]) {
        guard let part = parts.first else { return places += branch.ends }
        if let named = branch.named[part] { find(parts.dropFirst(), in: named, &places) }
        for open in branch.open { find(parts.dropFirst(), in: open, &places) }
    }
}
