import Foundation

/// What Chromium hands to a screen reader of the page that is shown.
struct AccessTree: Decodable {
    struct Node: Decodable {
        let ignored: Bool
        private let role: Value?
        private let name: Value?
        private let properties: [Property]?

        var roleName: String { role?.text ?? "" }
        var title: String { (name?.text ?? "").trimmingCharacters(in: .whitespacesAndNewlines) }
        /// Of a heading.
        var level: Int? { properties?.first { $0.name == "level" }?.value.number }
        var isFocused: Bool { properties?.contains { $0.name == "focused" && $0.value.isTrue } ?? false }
    }

    struct Property: Decodable {
        let name: String
        let value: Value
    }

    /// A text, a number or a truth; anything else is none of them.
    struct Value: Decodable {
        let text: String?
        let number: Int?
        let isTrue: Bool

        private enum Key: CodingKey { case value }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            text = try? container.decode(String.self, forKey: .value)
            number = try? container.decode(Int.self, forKey: .value)
            isTrue = (try? container.decode(Bool.self, forKey: .value)) ?? false
        }
    }

    private let nodes: [Node]

    var shown: [Node] { nodes.filter { !$0.ignored } }

    func all(_ roles: String...) -> [Node] { shown.filter { roles.contains($0.roleName) } }
}

extension AccessTree {
    /// What is acted upon, looked at or gone to by its name.
    private static let named: Set = [
        "link", "button", "textbox", "searchbox", "combobox", "listbox", "checkbox", "radio", "spinbutton", "slider",
        "switch", "tab", "image", "img", "meter", "progressbar", "table", "grid", "region", "navigation", "dialog",
        "Date", "ColorWell", "DisclosureTriangle", "DisclosureTriangleGrouped", "Iframe", "heading",
    ]

    /// What whoever hears the page would stumble over.
    var faults: [String] {
        let nameless = shown.filter { Self.named.contains($0.roleName) && $0.title.isEmpty }.map {
            "a \($0.roleName) without name"
        }
        return nameless + landmarkFaults + outlineFaults
    }

    private var landmarkFaults: [String] {
        var faults: [String] = []
        for role in ["main", "banner", "contentinfo"] where all(role).count != 1 {
            faults.append("\(all(role).count) times \(role)")
        }
        for role in ["navigation", "complementary"] {
            for (name, nodes) in Dictionary(grouping: all(role), by: \.title) where nodes.count > 1 {
                faults.append("\(nodes.count) times \(role) «\(name)»")
            }
        }
        return faults
    }

    private var outlineFaults: [String] {
        let levels = all("heading").compactMap(\.level)
        let skips = zip(levels, levels.dropFirst()).filter { $1 > $0 + 1 }.map { "level \($1) after level \($0)" }
        return levels.count { $0 == 1 } == 1 ? skips : skips + ["\(levels.count { $0 == 1 }) first headings"]
    }
}

extension Browser {
    var accessTree: AccessTree {
        get async throws {
            let command: [String: Any] = ["cmd": "Accessibility.getFullAXTree", "params": [String: Any]()]
            return try await driver.send("POST", "/goog/cdp/execute", command, as: AccessTree.self)
        }
    }
}
