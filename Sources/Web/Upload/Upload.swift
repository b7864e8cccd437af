import HTTPTypes
import Hummingbird
import NIOCore
import Words

/// How much may be sent to a route that takes files.
public struct UploadBounds: Sendable {
    /// Of the file, in bytes.
    public var most: Int
    /// Of all that stands before it in a form, in bytes.
    public var fields: Int
    /// Of each of its texts.
    public var texts: TextBounds

    public init(most: Int, fields: Int = 64 << 10, texts: TextBounds = .standard) {
        (self.most, self.fields, self.texts) = (most, fields, texts)
    }

    /// What a whole body may be said to have: boundaries and heads are little.
    var body: Int { most.addingReportingOverflow(2 * fields).partialValue }
}

/// Why what comes cannot be taken.
public enum UploadFailure: Error, Equatable, Sendable {
    /// It ended before its end.
    case cut
    /// More bytes than its route takes.
    case tooLarge
    /// It is no form as browsers send them.
    case malformed
    /// A form with more than one file.
    case several
}

/// A file on its way: its bytes are read as they come, and whoever sends waits for whoever reads.
public final class Upload {
    /// The page's script sends nothing but the bytes; a plain form sends fields, and a file after them.
    public let isFromScript: Bool
    /// What the form says before its file.
    public private(set) var fields = Fields()
    /// As the sender's machine calls the file: anybody's text. Nil where a form has none.
    public private(set) var name: String?
    /// How many bytes the whole request is said to have.
    public let announced: Int?

    private var parser: MultipartParser?
    private var bytes: RequestBody.AsyncIterator
    private let bounds: UploadBounds
    private var count = 0
    private var isOver = false

    init?(_ request: Request, _ bounds: UploadBounds) {
        let type = request.headers[.contentType] ?? ""
        let form = MultipartParser(contentType: type)
        isFromScript = type.lowercased() == "application/octet-stream"
        guard form != nil || isFromScript || type.isEmpty || type.isOfPlainForm else { return nil }
        announced = request.headers[.contentLength].flatMap { Int($0) }
        (parser, self.bounds, bytes) = (form, bounds, request.body.makeAsyncIterator())
        isOver = !isFromScript && form == nil
    }

    /// The next bytes of the file, nil once all are there. Throws `UploadFailure`.
    public func next() async throws(UploadFailure) -> ByteBuffer? {
        guard !isOver else { return nil }
        guard !isBeyond else { throw .tooLarge }
        guard let part = parser == nil ? try await rawBytes() : try await fileBytes() else {
            isOver = true
            return nil
        }
        count += part.readableBytes
        guard count <= bounds.most else { throw .tooLarge }
        return part
    }

    /// All of it at once, for what is read as a whole and whose bounds are small.
    public func all() async throws(UploadFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        while let part = try await next() { bytes += part.readableBytesView }
        return bytes
    }

    /// Reads what stands before the file.
    func open() async throws(UploadFailure) {
        // What stands before the file is read all the same: whoever takes it can say of which file it is too much.
        if isBeyond, parser == nil { throw .tooLarge }
        guard !isFromScript else { return }
        if isOver { return try await openPlainForm() }
        var (pairs, size): ([(name: String, value: String)], Int) = ([], 0)
        while let head = try await nextHead() {
            guard head.file == nil else {
                (fields, name) = (Fields(pairs), head.file)
                // A form whose file was not chosen has one without name and bytes.
                if name?.isEmpty == true { try await passOver() }
                return
            }
            let value = try await text(upTo: bounds.fields - size)
            size += MultipartParser.mostHead / 64 + head.name.utf8.count + value.utf8.count
            guard size <= bounds.fields else { throw .tooLarge }
            pairs.append(Fields.asTyped((head.name.asRead, value.asRead)))
        }
        fields = Fields(pairs)
        isOver = true
    }

    /// More is announced than its route takes: of the file itself, nothing is read.
    private var isBeyond: Bool { announced.map { $0 > bounds.body } ?? false }

    private func passOver() async throws(UploadFailure) {
        (name, isOver) = (nil, true)
        while let part = try await fileBytes() {
            guard part.readableBytes == 0 else { throw .malformed }
        }
    }

    /// A form that has no file at all.
    private func openPlainForm() async throws(UploadFailure) {
        var body = ByteBuffer()
        while let part = try await piece() {
            body.writeImmutableBuffer(part)
            guard body.readableBytes <= bounds.fields else { throw .tooLarge }
        }
        let text = String(validating: body.readableBytesView, as: UTF8.self)
        guard let read = text.flatMap({ Fields(urlEncoded: $0) }) else { throw .malformed }
        fields = read
    }

    private func rawBytes() async throws(UploadFailure) -> ByteBuffer? {
        if let part = try await piece() { return part }
        // A line that ends looks like a body that does.
        if let announced, announced != count { throw .cut }
        return nil
    }

    /// Of the part that is read; after it, that nothing follows which would be lost in silence.
    private func fileBytes() async throws(UploadFailure) -> ByteBuffer? {
        switch try await event() {
        case .data(let part): return part
        case .partEnd: break
        case .head, .end: throw .malformed
        }
        var left = bounds.fields
        while let head = try await nextHead() {
            guard head.file?.isEmpty ?? true else { throw .several }
            left -= MultipartParser.mostHead / 64 + head.name.utf8.count
            left -= try await text(upTo: left).utf8.count
            guard left > 0 else { throw .tooLarge }
        }
        return nil
    }

    private func nextHead() async throws(UploadFailure) -> MultipartHead? {
        switch try await event() {
        case .head(let head): return head
        case .end: return nil
        case .data, .partEnd: throw .malformed
        }
    }

    private func text(upTo most: Int) async throws(UploadFailure) -> String {
        var value = ByteBuffer()
        while case .data(let part) = try await event() {
            value.writeImmutableBuffer(part)
            guard value.readableBytes <= most else { throw .tooLarge }
        }
        guard let text = String(validating: value.readableBytesView, as: UTF8.self), !text.utf8.contains(0) else {
            throw .malformed
        }
        return text
    }

    private func event() async throws(UploadFailure) -> MultipartParser.Event {
        while true {
            do {
                if let event = try parser?.next() { return event }
            } catch {
                throw .malformed
            }
            guard let part = try await piece() else { throw .cut }
            parser?.feed(part)
        }
    }

    private func piece() async throws(UploadFailure) -> ByteBuffer? {
        do {
            return try await bytes.next()
        } catch {
            throw .cut
        }
    }
}

extension MultipartParser {
    /// Nil where a content type is another, or names no boundary that may be one (RFC 2046, 5.1.1).
    init?(contentType: String) {
        let parts = contentType.split(separator: ";").map { $0.trimmingSpaces }
        guard parts.first?.lowercased() == "multipart/form-data" else { return nil }
        let named = parts.dropFirst().filter { $0.lowercased().hasPrefix("boundary=") }
        guard named.count == 1, var boundary = named.first?.dropFirst("boundary=".count) else { return nil }
        if boundary.count > 1, boundary.hasPrefix("\""), boundary.hasSuffix("\"") {
            boundary = boundary.dropFirst().dropLast()
        }
        let signs = "'()+_,-./:=? "
        let isRight = boundary.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || signs.utf8.contains(byte)
        }
        guard (1...70).contains(boundary.utf8.count), isRight, boundary.last != " " else { return nil }
        self.init(boundary: String(boundary))
    }
}

extension StringProtocol {
    fileprivate var trimmingSpaces: String {
        let open = drop { $0 == " " || $0 == "\t" }
        return String(String(open.reversed()).drop { $0 == " " || $0 == "\t" }.reversed())
    }

    fileprivate var isOfPlainForm: Bool {
        prefix { $0 != ";" }.lowercased().trimmingSpaces == "application/x-www-form-urlencoded"
    }
}
