import NIOCore
import Testing

@testable import Web

struct MultipartTests {
    private static let body = """
        --xx\r
        Content-Disposition: form-data; name="token"\r
        \r
        a\r
        --x\r
        -\r
        \r\n--xx\r
        content-disposition: FORM-DATA; name="file"; filename="caf\u{E9} %22a%22.pdf"\r
        Content-Type: application/pdf\r
        \r
        \r\n--xy\r\n-\r\n--x\r\n--xx\r
        Content-Disposition: form-data; name="empty"\r
        \r
        \r\n--xx--\r\n
        """
    private static let expected = [
        "token: a\r\n--x\r\n-\r\n", "file «café \"a\".pdf»: \r\n--xy\r\n-\r\n--x", "empty: ",
    ]

    @Test func `a form is read the same wherever it is cut into two`() throws {
        let bytes = Array(Self.body.utf8)
        for cut in 0...bytes.count {
            #expect(try Self.parts(of: [Array(bytes[..<cut]), Array(bytes[cut...])]) == Self.expected, "\(cut)")
        }
    }

    @Test(arguments: 1...9) func `a form is read the same in pieces of any size`(size: Int) throws {
        let bytes = Array(Self.body.utf8)
        let pieces = stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
        #expect(try Self.parts(of: pieces) == Self.expected)
    }

    @Test func `line ends without number are the file's own, and nothing of them waits`() throws {
        let signs = ByteBuffer(string: String(repeating: "\r", count: 1_000_000))
        var parser = MultipartParser(boundary: "xx")
        parser.feed(ByteBuffer(string: "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"))
        #expect(try parser.next() == .head(MultipartHead(name: "file", file: "a")))
        parser.feed(signs)
        guard case .data(let data) = try parser.next() else {
            Issue.record("nothing came out")
            return
        }
        // The last may begin a boundary.
        #expect(data.readableBytes == 999_999)
    }

    @Test func `what is cut off never ends`() throws {
        let bytes = Array(Self.body.utf8)
        // Without its last two signs, which only end a line, it is whole.
        for length in 0..<(bytes.count - 2) {
            var parser = MultipartParser(boundary: "xx")
            parser.feed(ByteBuffer(bytes: bytes[..<length]))
            while let event = try parser.next() {
                #expect(event != .end, "\(length)")
                if event == .end { break }
            }
        }
    }

    @Test func `a part without a byte that looks like its end comes out at once`() throws {
        var parser = MultipartParser(boundary: "xx")
        parser.feed(ByteBuffer(string: "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"))
        #expect(try parser.next() == .head(MultipartHead(name: "file", file: "a")))
        #expect(try parser.next() == nil)
        parser.feed(ByteBuffer(string: String(repeating: "a", count: 100_000) + "\r\n--x"))
        guard case .data(let data) = try parser.next() else {
            Issue.record("nothing came out")
            return
        }
        #expect(data.readableBytes == 100_000)
        #expect(try parser.next() == nil)
    }

    @Test(arguments: [
        "-xx\r\n", "\r\n\r\n--xx\r\n", "--xxx\r\n", "--xx \r\n", "--xx\n\n",
        "--xx\r\n\r\nwithout a head\r\n\r\n",
        "--xx\r\nContent-Type: text/plain\r\n\r\n",
        "--xx\r\nContent-Disposition: form-data\r\n\r\n",
        "--xx\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n",
        "--xx\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\n",
        "--xx\r\nContent-Disposition: form-data; name=\"a\r\n\r\n",
        "--xx\r\nContent-Disposition: form-data; name=\"a\" b\r\n\r\n",
        "--xx\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n",
        "--xx\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64\r\n\r\n",
        "--xx\r\nContent-Disposition: form-data;\r\n name=\"a\"\r\n\r\n",
    ])
    func `a form that no browser writes is refused`(body: String) {
        #expect(throws: MultipartParser.Fault.self) { try Self.parts(of: [Array(body.utf8)]) }
    }

    @Test func `a head without an end is not waited for`() throws {
        var parser = MultipartParser(boundary: "xx")
        parser.feed(ByteBuffer(string: "--xx\r\n"))
        #expect(throws: MultipartParser.Fault.self) {
            for _ in 0..<200 {
                parser.feed(ByteBuffer(string: String(repeating: "a", count: 100)))
                while try parser.next() != nil {}
            }
        }
    }

    @Test func `a sign in quotation marks does not end a name`() throws {
        let body = "--xx\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\\\"b;c=\\d\"\r\n\r\n1\r\n--xx--"
        #expect(try Self.parts(of: [Array(body.utf8)]) == ["f «a\"b;c=\\d»: 1"])
    }

    @Test(arguments: [
        ("multipart/form-data; boundary=xx", true), ("Multipart/Form-Data;boundary=\"x x\"", true),
        ("multipart/form-data; charset=utf-8; boundary=xx", true), ("multipart/form-data", false),
        ("multipart/form-data; boundary=", false), ("multipart/mixed; boundary=xx", false),
        ("multipart/form-data; boundary=xx; boundary=yy", false), ("multipart/form-data; boundary=\"x \"", false),
        ("multipart/form-data; boundary=\(String(repeating: "x", count: 71))", false),
        ("multipart/form-data; boundary=x\u{E9}", false),
    ])
    func `a boundary is one that a form may have`(type: String, isTaken: Bool) {
        #expect((MultipartParser(contentType: type) != nil) == isTaken)
    }

    private static func parts(of pieces: [[UInt8]]) throws -> [String] {
        var (parser, parts) = (MultipartParser(boundary: "xx"), [String]())
        var isOver = false
        for piece in pieces {
            parser.feed(ByteBuffer(bytes: piece))
            while !isOver, let event = try parser.next() {
                switch event {
                case .head(let head): parts.append(head.name + (head.file.map { " «\($0)»" } ?? "") + ": ")
                case .data(let data): parts[parts.count - 1] += String(buffer: data)
                case .partEnd: break
                case .end: isOver = true
                }
            }
        }
        #expect(isOver)
        return parts
    }
}
