import Foundation
import Logging

/// One JSON object a line on standard error, for whatever gathers an operator's logs.
public struct JSONLog: LogHandler {
    /// Bytes of one value: an address may be long, and a log that anybody can fill tells nothing.
    static let longest = 2_000

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
        line.withUnsafeBytes(Self.write)
    }

    /// All of it, to standard error. A log that cannot be written, on a full disk perhaps, stops nobody's work.
    private static func write(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Foundation.write(STDERR_FILENO, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            guard count > 0 || (count < 0 && errno == EINTR) else { return }
            rest = rest.dropFirst(max(0, count))
        }
    }

    /// `2014-09-30T16:00:00.000Z`
    private static func moment(_ date: Date) -> String {
        let milliseconds = Int((date.timeIntervalSince1970 * 1000).rounded(.down))
        var time = time_t(milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000)
        let rest = milliseconds - time * 1000
        var parts = tm()
        gmtime_r(&time, &parts)
        let day = "\(parts.tm_year + 1900)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
        let clock = "\(padded(parts.tm_hour)):\(padded(parts.tm_min)):\(padded(parts.tm_sec))"
        return "\(day)T\(clock).\(rest < 100 ? "0" : "")\(padded(Int32(rest)))Z"
    }

    private static func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }

    static func line(_ level: Logger.Level, _ message: String, _ facts: Logger.Metadata, at date: Date) -> [UInt8] {
        var line = Array("{\"at\":".utf8)
        line.reserveCapacity(320)
        line.append(quoted: moment(date))
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
        // No sign has more than four bytes, and none is cut in two.
        let isLong = text.utf8.count > JSONLog.longest
        let shown = isLong ? String(text.unicodeScalars.prefix(JSONLog.longest / 4)) + "…" : text
        for byte in shown.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): self += [UInt8(ascii: "\\"), byte]
            case 0..<32: self += "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
            default: append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }
}
