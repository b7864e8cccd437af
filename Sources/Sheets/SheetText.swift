import Foundation
import Submissions

// How a sheet's parts stand in a column: JSON whose bytes depend on the content alone, so that contents can be compared.

extension Encodable {
    var sheetJSON: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}

extension Decodable {
    init(sheetJSON text: String) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(text.utf8))
    }
}
