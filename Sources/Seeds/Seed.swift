import Crypto
import Foundation

/// What makes chance repeatable: the same seed gives the same answer on every machine and in every run.
///
/// A seed is a text, so that it can be announced (its SHA-256 before, the text itself afterwards) and typed by hand.
public struct Seed: Sendable, Hashable {
    public let text: String

    public init(_ text: String) { self.text = text }

    /// 64 bits for one name: the head of SHA-256(seed, 0, name), big-endian. Mix two of them with `Seed.mix`.
    public func hash(_ name: String) -> UInt64 {
        var hash = SHA256()
        hash.update(data: Data(text.utf8))
        hash.update(data: [0])
        hash.update(data: Data(name.utf8))
        return hash.finalize().prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// A stream of chance of its own for each purpose, so that one more draw here changes nothing there.
    public func generator(_ purpose: String) -> SeededGenerator { SeededGenerator(state: hash(purpose)) }

    /// One hash for an ordered pair of hashes.
    public static func mix(_ first: UInt64, _ second: UInt64) -> UInt64 {
        SeededGenerator.scramble(SeededGenerator.scramble(first) &+ 0x9E37_79B9_7F4A_7C15 &+ second)
    }
}

/// SplitMix64 (Steele, Lea and Flood, «Fast splittable pseudorandom number generators», OOPSLA 2014): small, fast, and
/// good enough for sampling; never for secrets.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(state: UInt64) { self.state = state }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.scramble(state)
    }

    static func scramble(_ word: UInt64) -> UInt64 {
        var word = word
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// At least 0, below 1, in steps of 2⁻⁵³.
    public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Mean 0, variance 1 (Box and Muller, 1958).
    public mutating func normal() -> Double {
        let radius = (-2 * log(1 - uniform())).squareRoot()
        return radius * cos(2 * .pi * uniform())
    }
}
