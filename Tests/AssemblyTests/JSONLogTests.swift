import Foundation
import Testing

@testable import Assembly

struct JSONLogTests {
    @Test func `a line of the log is one JSON object, whatever a request said`() throws {
        let hostile = "\"}\n{\\ \u{1}é\u{301}"
        let line = JSONLog.line(
            .warning, hostile, ["path": "\(hostile)"], at: Date(timeIntervalSince1970: 1_411_369_200.25))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: String])
        #expect(object == ["at": "2014-09-22T07:00:00.250Z", "level": "warning", "message": hostile, "path": hostile])
        #expect(line.count { $0 == UInt8(ascii: "\n") } == 1)
    }
}
