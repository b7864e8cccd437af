import Foundation
import Testing

@testable import Assembly

struct LogBoundTests {
    @Test(arguments: ["a", "é", "€", "😀", "\"", "\u{1}"])
    func `a line says no more of a value than anybody reads, and stays one JSON object`(sign: String) throws {
        let endless = String(repeating: sign, count: 20_000)
        let line = JSONLog.line(.info, "GET /\(endless)", ["path": "\(endless)", "status": "404"], at: Date())
        #expect(line.count < 20_000)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: String])
        #expect(object["path"] == String(repeating: sign, count: 500) + "…")
        #expect(object["message"]?.hasPrefix("GET /\(sign)") == true && object["message"]?.hasSuffix("…") == true)
        #expect(object["status"] == "404")
    }

    @Test func `a value of the usual length is whole`() throws {
        let text = String(repeating: "a", count: JSONLog.longest)
        let line = JSONLog.line(.info, "GET /", ["path": "\(text)"], at: Date())
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: String])
        #expect(object["path"] == text)
    }
}
