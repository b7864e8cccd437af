import Foundation
import NIOCore

/// Takes a `multipart/form-data` body apart as it comes (RFC 7578). It holds what one piece of the body has and little more: a head of
/// a bounded size, or the few bytes at an end that may begin a boundary.
struct MultipartParser {
    enum Event: Equatable {
        case head(MultipartHead)
        case data(ByteBuffer)
        case partEnd
        /// The last boundary: whatever comes after it says nothing.
        case end
    }

    struct Fault: Error, Equatable {}

    private enum State { case start, afterBoundary, head, body, end }

    /// More than the heads of any browser.
    static let mostHead = 8 << 10

    private let delimiter: [UInt8]
    private var state = State.start
    private var pending = ByteBuffer()
    /// Of this part nothing was read: the line end of its head may begin the next boundary.
    private var isFresh = false

    /// - Parameter boundary: as the head of the request says it, 1 to 70 bytes.
    init(boundary: String) {
        delimiter = Array("\r\n--\(boundary)".utf8)
        // The first boundary may stand at the very beginning: it is read as if a line ended before it.
        pending.writeString("\r\n")
    }

    mutating func feed(_ bytes: ByteBuffer) {
        // What was read goes before more comes, so that nothing grows.
        if pending.readableBytes == 0 {
            pending = bytes
        } else {
            pending.discardReadBytes()
            pending.writeImmutableBuffer(bytes)
        }
    }

    /// Nil where more is needed to say what comes.
    mutating func next() throws(Fault) -> Event? {
        switch state {
        case .start: try begin()
        case .afterBoundary: try afterBoundary()
        case .head: try head()
        case .body: body()
        case .end: .end
        }
    }

    private mutating func begin() throws(Fault) -> Event? {
        guard pending.readableBytes >= delimiter.count else {
            guard delimiter.starts(with: pending.readableBytesView) else { throw Fault() }
            return nil
        }
        guard pending.readableBytesView.starts(with: delimiter) else { throw Fault() }
        pending.moveReaderIndex(forwardBy: delimiter.count)
        state = .afterBoundary
        return try next()
    }

    private mutating func afterBoundary() throws(Fault) -> Event? {
        guard let sign = pending.getBytes(at: pending.readerIndex, length: 2) else { return nil }
        pending.moveReaderIndex(forwardBy: 2)
        switch sign {
        case Array("--".utf8): state = .end
        case Array("\r\n".utf8): state = .head
        default: throw Fault()
        }
        return try next()
    }

    private mutating func head() throws(Fault) -> Event? {
        let view = pending.readableBytesView
        guard let end = view.firstRange(of: Array("\r\n\r\n".utf8))?.lowerBound else {
            guard view.count <= Self.mostHead else { throw Fault() }
            return nil
        }
        guard end - view.startIndex <= Self.mostHead, let head = MultipartHead(view[..<end]) else { throw Fault() }
        // An empty part ends at once: the line end of its boundary is the one that ended its head.
        pending.moveReaderIndex(forwardBy: end - view.startIndex + 2)
        (state, isFresh) = (.body, true)
        return .head(head)
    }

    private mutating func body() -> Event? {
        if isFresh {
            guard let isOver = isBoundaryFirst() else { return nil }
            isFresh = false
            if isOver { return endPart() }
            pending.moveReaderIndex(forwardBy: 2)
        }
        let found = search()
        if found.length > 0, let data = pending.readSlice(length: found.length) { return .data(data) }
        return found.isBoundary ? endPart() : nil
    }

    /// Whether the boundary follows the head at once; nil where too little is there to tell.
    private func isBoundaryFirst() -> Bool? {
        let (view, size) = (pending.readableBytesView, delimiter.count)
        if view.count >= size { return view.starts(with: delimiter) }
        return delimiter.starts(with: view) ? nil : false
    }

    private mutating func endPart() -> Event {
        pending.moveReaderIndex(forwardBy: delimiter.count)
        state = .afterBoundary
        return .partEnd
    }

    /// How many bytes belong to the part for certain, and whether the boundary follows them.
    private func search() -> (length: Int, isBoundary: Bool) {
        pending.withUnsafeReadableBytes { bytes in
            var place = 0
            while let start = bytes.lineEnd(from: place) {
                let rest = bytes[start...]
                if rest.count >= delimiter.count {
                    if rest.starts(with: delimiter) { return (start, true) }
                } else if delimiter.starts(with: rest) {
                    return (start, false)
                }
                place = start + 1
            }
            return (bytes.count, false)
        }
    }
}

extension UnsafeRawBufferPointer {
    /// Where CR and LF stand together, or CR alone at the end: by the system's own search, since a file may be made of CR.
    fileprivate func lineEnd(from place: Int) -> Int? {
        guard let base = baseAddress else { return nil }
        var place = place
        while place < count, let found = memchr(base + place, 13, count - place) {
            let start = UnsafeRawPointer(found) - base
            if start + 1 == count || self[start + 1] == 10 { return start }
            place = start + 1
        }
        return nil
    }
}

/// What stands before a part.
struct MultipartHead: Equatable {
    let name: String
    /// As the sender's machine calls it; nil for a field that is no file.
    let file: String?

    init(name: String, file: String?) { (self.name, self.file) = (name, file) }

    /// Nil where it does not say one name, or a coding that no browser uses.
    init?(_ bytes: some Collection<UInt8>) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var disposition: Substring?
        for line in text.split(separator: "\r\n", omittingEmptySubsequences: false) {
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            switch line[..<colon].lowercased() {
            case "content-disposition":
                guard disposition == nil else { return nil }
                disposition = value
            case "content-transfer-encoding":
                guard ["binary", "8bit", "7bit"].contains(value.lowercased()) else { return nil }
            default: break
            }
        }
        guard let disposition, let parameters = Self.parameters(of: disposition), let name = parameters["name"] else {
            return nil
        }
        (self.name, file) = (name, parameters["filename"])
    }

    /// Nil where it is no `form-data`, or says something twice.
    private static func parameters(of disposition: Substring) -> [String: String]? {
        var rest = Array(disposition.utf8)[...]
        guard String(decoding: word(&rest), as: UTF8.self).lowercased() == "form-data" else { return nil }
        var parameters: [String: String] = [:]
        while skip(";", &rest) {
            let name = String(decoding: word(&rest), as: UTF8.self).lowercased()
            guard skip("=", &rest), parameters[name] == nil else { return nil }
            guard let value = rest.first == UInt8(ascii: "\"") ? quoted(&rest) : Array(word(&rest)) else { return nil }
            parameters[name] = named(value)
        }
        return rest.isEmpty ? parameters : nil
    }

    private static func word(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        rest = rest.drop { $0 == 32 || $0 == 9 }
        let word = rest.prefix { !";=\" \t".utf8.contains($0) }
        rest = rest.dropFirst(word.count).drop { $0 == 32 || $0 == 9 }
        return word
    }

    private static func skip(_ sign: Character, _ rest: inout ArraySlice<UInt8>) -> Bool {
        guard rest.first == sign.asciiValue else { return false }
        rest = rest.dropFirst().drop { $0 == 32 || $0 == 9 }
        return true
    }

    /// Of a text in quotation marks, in which some programs write `\"` for one; nil where it does not end.
    private static func quoted(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        rest = rest.dropFirst()
        var value: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") {
                rest = rest.drop { $0 == 32 || $0 == 9 }
                return value
            }
            let isEscape = byte == UInt8(ascii: "\\") && rest.first == UInt8(ascii: "\"")
            value.append(isEscape ? rest.removeFirst() : byte)
        }
        return nil
    }

    /// Browsers write these three signs so, and no other.
    private static func named(_ value: [UInt8]) -> String {
        String(decoding: value, as: UTF8.self)
            .replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing("%0A", with: "\n")
    }
}
