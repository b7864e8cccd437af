import HTTPTypes

/// What came back.
public struct Screen: Sendable {
    public let status: HTTPResponse.Status
    public let headers: HTTPFields
    public let bytes: [UInt8]

    public var html: String { String(decoding: bytes, as: UTF8.self) }
    public var location: String? { headers[.location] }

    /// Every script, style, drawing and font that the page has its browser fetch, each once.
    public var assets: Set<String> {
        Set(html.matches(of: /(?:src|href)="(\/s\/[^"#]+)/).map { String($0.1) })
    }

    /// The text of the page without its markup, spaces folded: what a person reads.
    public var text: String {
        html.replacing(/<(script|style)[\s\S]*?<\/\1>/, with: " ").replacing(/<[^>]*>/, with: " ").unescaped
            .split { $0.isWhitespace }.joined(separator: " ")
    }

    /// The same by name, for tests that change some of them; the first value of each.
    public func fields(of path: String) -> [String: String] {
        Dictionary(form(to: path) ?? []) { first, _ in first }
    }

    /// Every form of the page that writes: where it posts to, and its fields as they were given.
    public var forms: [(path: String, fields: [(String, String)])] {
        html.split(separator: "<form ").dropFirst().compactMap { part in
            let head = String(part.prefix { $0 != ">" })
            guard !head.contains("method=\"get\""), let path = Self.attribute("action", head) else { return nil }
            return (path, Self.values(in: part.split(separator: "</form>", maxSplits: 1)[0]))
        }
    }

    /// The values the form to `path` holds as it was given: hidden and typed fields, ticked boxes, chosen options, text areas.
    public func form(to path: String) -> [(String, String)]? {
        let owner = owner(ofButtonTo: path)
        for part in html.split(separator: "<form ").dropFirst() {
            let head = part.prefix { $0 != ">" }
            let body = part.split(separator: "</form>", maxSplits: 1)[0]
            // A button of a form may send it somewhere else, and stand elsewhere on the page.
            let isSent =
                head.contains("action=\"\(path)\"") || body.contains("formaction=\"\(path)\"")
                || owner.map { head.contains("id=\"\($0)\"") } ?? false
            guard isSent, !head.contains("method=\"get\"") else { continue }
            return Self.values(in: body)
        }
        return nil
    }

    /// The key of the form that a button beside it belongs to.
    private func owner(ofButtonTo path: String) -> String? {
        html.split(separator: "<").first { $0.contains("formaction=\"\(path)\"") && $0.contains(" form=\"") }
            .flatMap { Self.attribute("form", String($0)) }
    }

    private static func values(in form: Substring) -> [(String, String)] {
        var values: [(String, String)] = []
        for match in form.matches(of: /<(input|textarea|select)\b([^>]*)>/) {
            let attributes = String(match.2)
            guard let name = attribute("name", attributes) else { continue }
            switch match.1 {
            case "input":
                let type = attribute("type", attributes) ?? "text"
                if ["checkbox", "radio"].contains(type), !attributes.contains(/\bchecked\b/) { continue }
                if type == "submit" { continue }
                values.append((name, attribute("value", attributes) ?? (type == "checkbox" ? "on" : "")))
            case "textarea":
                let rest = form[match.range.upperBound...]
                let text = String(rest.prefix(upTo: rest.firstRange(of: "</textarea>")?.lowerBound ?? rest.endIndex))
                values.append((name, (text.hasPrefix("\n") ? String(text.dropFirst()) : text).unescaped))
            default:
                let rest = form[match.range.upperBound...]
                let options = rest.prefix(upTo: rest.firstRange(of: "</select>")?.lowerBound ?? rest.endIndex)
                let all = options.matches(of: /<option\b([^>]*)>/).map { String($0.1) }
                guard let chosen = all.first(where: { $0.contains(/\bselected\b/) }) ?? all.first else { continue }
                values.append((name, attribute("value", chosen) ?? ""))
            }
        }
        return values
    }

    private static func attribute(_ name: String, _ attributes: String) -> String? {
        let found =
            attributes.firstRange(of: " \(name)=\"")
            ?? (attributes.hasPrefix("\(name)=\"") ? attributes.firstRange(of: "\(name)=\"") : nil)
        guard let start = found?.upperBound else { return nil }
        return String(attributes[start...].prefix { $0 != "\"" }).unescaped
    }
}

extension String {
    fileprivate var unescaped: String {
        replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }
}
