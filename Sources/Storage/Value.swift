import Foundation
import Identifiers

/// What a column holds, on either engine.
public enum Value: Sendable, Equatable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
}

/// What can be stored in a column and read back.
public protocol Storable: Sendable {
    var stored: Value { get }
    init?(_ stored: Value)
}

extension Int: Storable {
    public var stored: Value { .integer(Int64(self)) }
    public init?(_ stored: Value) {
        guard case .integer(let number) = stored else { return nil }
        self.init(number)
    }
}

/// True and false are 1 and 0: SQLite has no other.
extension Bool: Storable {
    public var stored: Value { .integer(self ? 1 : 0) }
    public init?(_ stored: Value) {
        guard case .integer(let number) = stored else { return nil }
        self = number != 0
    }
}

extension Double: Storable {
    public var stored: Value { .real(self) }
    public init?(_ stored: Value) {
        switch stored {
        case .real(let number): self = number
        // SQLite gives a whole number back as one.
        case .integer(let number): self = Double(number)
        case .null, .text: return nil
        }
    }
}

extension String: Storable {
    public var stored: Value { .text(self) }
    public init?(_ stored: Value) {
        guard case .text(let text) = stored else { return nil }
        self = text
    }
}

extension Identifier: Storable {
    public var stored: Value { .text(description) }
    public init?(_ stored: Value) {
        guard case .text(let text) = stored else { return nil }
        self.init(text)
    }
}

/// Whole milliseconds since 1970, UTC.
extension Date: Storable {
    public var stored: Value { .integer(Int64((timeIntervalSince1970 * 1000).rounded())) }
    public init?(_ stored: Value) {
        guard case .integer(let milliseconds) = stored else { return nil }
        self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
    }
}

extension Optional: Storable where Wrapped: Storable {
    public var stored: Value { self?.stored ?? .null }
    public init?(_ stored: Value) {
        if stored == .null {
            self = .none
        } else if let wrapped = Wrapped(stored) {
            self = wrapped
        } else {
            return nil
        }
    }
}

/// An enum of words is a checked text: `enum State: String, Storable`.
extension Storable where Self: RawRepresentable, RawValue == String {
    public var stored: Value { .text(rawValue) }
    public init?(_ stored: Value) {
        guard case .text(let text) = stored else { return nil }
        self.init(rawValue: text)
    }
}
