import Foundation

/// A mail as a strict reader sees it: it refuses whatever RFC 5322, 2045 and 2047 forbid.
struct ReceivedMail {
    struct Malformed: Error { let reason: String }

    private(set) var headers: [(name: String, value: String)] = []
    private(set) var parts: [(type: String, text: String)] = []

    init(_ lines: [String]) throws {
        for line in lines where line.utf8.count > 78 || !line.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) {
            throw Malformed(reason: "a line too long or not in plain ASCII: \(line)")
        }
        let (head, body) = try Self.split(lines)
        headers = head
        guard let boundary = self["Content-Type"].firstMatch(of: /boundary="([^"]{1,70})"/)?.1 else {
            throw Malformed(reason: "no boundary")
        }
        let sections = body.split(separator: "--\(boundary)", omittingEmptySubsequences: false)
        guard sections.count == 3, sections[0].joined().isEmpty else { throw Malformed(reason: "not two parts") }
        let last = sections[2]
        guard last.last == "--\(boundary)--", last.dropLast().last == "" else { throw Malformed(reason: "no end") }
        parts = try [Array(sections[1]), Array(last.dropLast())].map(Self.part)
    }

    /// The value of a header that stands once, decoded.
    subscript(_ name: String) -> String {
        let values = headers.filter { $0.name == name }.map(\.value)
        return values.count == 1 ? values[0] : ""
    }

    private static func split(_ lines: [String]) throws -> ([(name: String, value: String)], [String]) {
        guard let blank = lines.firstIndex(of: "") else { throw Malformed(reason: "no blank line") }
        var raw: [String] = []
        for line in lines[..<blank] {
            if line.hasPrefix(" "), !raw.isEmpty { raw[raw.count - 1] += line } else { raw.append(line) }
        }
        let headers = try raw.map { line in
            guard let match = line.wholeMatch(of: /([A-Za-z\-]+): (.+)/) else { throw Malformed(reason: line) }
            return (name: String(match.1), value: try words(String(match.2)))
        }
        return (headers, Array(lines[(blank + 1)...]))
    }

    private static func words(_ value: String) throws -> String {
        // A blank between two encoded words belongs to neither.
        let joined = value.replacing("?= =?", with: "?==?")
        return try joined.replacing(/=\?UTF-8\?B\?([A-Za-z0-9+\/=]+)\?=/) { match in
            let text = Data(base64Encoded: String(match.1)).flatMap { String(data: $0, encoding: .utf8) }
            guard let text, match.0.count <= 75 else { throw Malformed(reason: "encoded word \(match.0)") }
            return text
        }
    }

    private static func part(_ lines: [String]) throws -> (type: String, text: String) {
        let (headers, body) = try split(lines)
        guard headers.map(\.name) == ["Content-Type", "Content-Transfer-Encoding"],
            headers[1].value == "quoted-printable"
        else { throw Malformed(reason: "headers of a part") }
        var bytes: [UInt8] = []
        for line in body.dropLast(body.last == "" ? 1 : 0) { bytes += try decoded(line) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Malformed(reason: "not UTF-8") }
        return (headers[0].value, text)
    }

    private static func decoded(_ line: String) throws -> [UInt8] {
        guard line.utf8.count <= 76, line.last != " ", line.last != "\t" else { throw Malformed(reason: line) }
        var rest = Array(line.utf8)[...]
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "=") else {
                bytes.append(byte)
                continue
            }
            if rest.isEmpty { return bytes }
            guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), rest.count >= 2 else {
                throw Malformed(reason: line)
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return bytes + "\n".utf8
    }
}
