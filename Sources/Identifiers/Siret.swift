/// The number of a company, an association or a public body in the French register: nine digits.
public struct Siren: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ typed: String) throws(SirenRefusal) {
        let number = TypedNumber(typed)
        let digits = try number.registered(length: 9)
        guard digits.passesLuhn else { throw .wrongKey }
        description = number.text
    }

    fileprivate init(of siret: Siret) { description = String(siret.description.prefix(9)) }

    /// As it is shown: `732 829 320`.
    public var formatted: String { description.grouped(3, 3, 3) }
}

/// The number of one establishment: its company's SIREN, then five digits.
public struct Siret: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ typed: String) throws(SiretRefusal) {
        let number = TypedNumber(typed)
        let digits = try number.registered(length: 14)
        // La Poste has more offices than its keys reach: those add up to a multiple of five.
        let isPostOffice = number.text.hasPrefix("356000000") && digits.reduce(0, +).isMultiple(of: 5)
        guard digits.prefix(9).passesLuhn, digits.passesLuhn || isPostOffice else { throw .wrongKey }
        description = number.text
    }

    public var siren: Siren { Siren(of: self) }

    /// The last five digits.
    public var nic: String { String(description.suffix(5)) }

    /// As it is shown: `732 829 320 00074`.
    public var formatted: String { description.grouped(3, 3, 3, 5) }
}

/// Why a text is no SIRET.
public enum SiretRefusal: Error, Hashable, Sendable {
    case notDigits
    case wrongLength(found: Int)
    /// Only zeros, which would pass the key.
    case zero
    /// A digit is wrong or two were swapped.
    case wrongKey
}

/// Why a text is no SIREN.
public typealias SirenRefusal = SiretRefusal

extension TypedNumber {
    fileprivate func registered(length: Int) throws(SiretRefusal) -> [Int] {
        guard let digits else { throw .notDigits }
        guard digits.count == length else { throw .wrongLength(found: digits.count) }
        guard digits.contains(where: { $0 != 0 }) else { throw .zero }
        return digits
    }
}
