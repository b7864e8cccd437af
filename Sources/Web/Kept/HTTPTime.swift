import Foundation
import NIOCore
import Synchronization

/// A second, as HTTP writes it: `Mon, 22 Sep 2014 07:00:00 GMT`.
public struct HTTPTime: Sendable {
    let second: Int
    let text: String
    /// The last headers of a kept answer and the empty line after them. It expires with the second it was good in, so a
    /// cache in front that keeps it nevertheless has it one second at most.
    public let lines: ByteBuffer

    init(second: Int) {
        self.second = second
        var (time, parts) = (time_t(second), tm())
        gmtime_r(&time, &parts)
        let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map(Self.padded).joined(separator: ":")
        let day = "\(Self.days[Int(parts.tm_wday)]), \(Self.padded(parts.tm_mday)) \(Self.months[Int(parts.tm_mon)])"
        text = "\(day) \(parts.tm_year + 1900) \(clock) GMT"
        lines = ByteBuffer(string: "Expires: \(text)\r\nDate: \(text)\r\n\r\n")
    }

    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    private static func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// Writes each second once.
final class HTTPTimes: Sendable {
    private let last = Mutex(HTTPTime(second: 0))

    func time(_ date: Date) -> HTTPTime {
        let second = Int(date.timeIntervalSince1970.rounded(.down))
        return last.withLock { last in
            if last.second != second { last = HTTPTime(second: second) }
            return last
        }
    }
}
