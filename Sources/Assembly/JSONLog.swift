import Foundation
import Logging

/// One JSON object a line on standard error, for whatever gathers an operator's logs.
public struct JSONLog: LogHandler {
    public var metadata: Logger.Metadata = [:]
    public var logLevel: Logger.Level

    /// Every logger of this process writes so from now on. To be called once, by the program.
    public static func begin(_ level: Logger.Level) {
        LoggingSystem.bootstrap { _ in JSONLog(logLevel: level) }
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        let facts = event.metadata.map { metadata.merging($0) { $1 } } ?? metadata
        let line = Self.line(event.level, "\(event.message)", facts, at: Date())
        // A log that cannot be written, on a full disk perhaps, stops nobody's work.
        try? FileHandle.standardError.write(contentsOf: Data(line))
    }

    private static let moment = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    static func line(_ level: Logger.Level, _ message: String, _ facts: Logger.Metadata, at date: Date) -> [UInt8] {
        var line = Array("{\"at\":".utf8)
        line.reserveCapacity(320)
        line.append(quoted: date.formatted(Self.moment))
        line.append(key: "level", "\(level)")
        line.append(key: "message", message)
        for (key, value) in facts.sorted(by: { $0.key < $1.key }) { line.append(key: key, "\(value)") }
        line += "}\n".utf8
        return line
    }
}

extension [UInt8] {
    fileprivate mutating func append(key: String, _ value: String) {
        append(UInt8(ascii: ","))
        append(quoted: key)
        append(UInt8(ascii: ":"))
        append(quoted: value)
    }

    /// By hand, because every request writes a line, and an encoder takes longer than a page.
    fileprivate mutating func append(quoted text: String) {
        append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): self += [UInt8(ascii: "\\"), byte]
            case 0..<32: self += "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
            default: append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }
}
