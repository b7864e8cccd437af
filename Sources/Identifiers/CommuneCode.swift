/// The code of a commune in the official list (COG), which is not its postal code.
public struct CommuneCode: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ typed: String) throws(CommuneRefusal) {
        let text = TypedNumber(typed).text
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes.suffix(3).allSatisfy(\.isDigit), Self.canBegin(bytes[0], bytes[1]) else {
            throw .wrongShape
        }
        description = text
    }

    // 20 is gone: Corsica is 2A and 2B.
    private static func canBegin(_ first: UInt8, _ second: UInt8) -> Bool {
        let isCorsica = second == UInt8(ascii: "A") || second == UInt8(ascii: "B")
        guard first == UInt8(ascii: "2") else { return first.isDigit && second.isDigit }
        return isCorsica || (second.isDigit && second != UInt8(ascii: "0"))
    }

    /// Nil where there are communes but no department.
    public var department: Department? {
        let length = description.hasPrefix("97") || description.hasPrefix("98") ? 3 : 2
        return try? Department(String(description.prefix(length)))
    }
}

/// A French department, by its code; in the order of the codes.
public struct Department: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let description: String

    public init(_ typed: String) throws(DepartmentRefusal) {
        let text = TypedNumber(typed).text
        guard Self.codes.contains(text) else { throw .unknown }
        description = text
    }

    public static func < (first: Self, second: Self) -> Bool { first.description < second.description }

    private static let codes: Set<String> = {
        let mainland = (1...95).filter { $0 != 20 }.map { $0 < 10 ? "0\($0)" : String($0) }
        return Set(mainland + ["2A", "2B", "971", "972", "973", "974", "976"])
    }()
}

/// Why a text is no code of a commune.
public enum CommuneRefusal: Error, Hashable, Sendable {
    case wrongShape
}

/// Why a text is no department.
public enum DepartmentRefusal: Error, Hashable, Sendable {
    case unknown
}
