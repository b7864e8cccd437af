import Seeds
import Testing

struct SeedTests {
    @Test func `a stream follows the published sequence`() {
        var generator = SeededGenerator(state: 1_234_567)
        let expected: [UInt64] = [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
        ]
        for word in expected { #expect(generator.next() == word) }
    }

    @Test func `a name has the head of the SHA-256 of the seed, a zero and the name`() {
        #expect(Seed("abc").hash("d") == Seed("abc").hash("d"))
        #expect(Seed("abc").hash("d") != Seed("abcd").hash(""))
        #expect(Seed("").hash("") == 0x6E34_0B9C_FFB3_7A98)
    }

    @Test func `a pair is no other pair, and not its reverse`() {
        #expect(Seed.mix(1, 2) != Seed.mix(2, 1))
        #expect(Set((0..<100).flatMap { a in (0..<100).map { Seed.mix(a, $0) } }).count == 10_000)
    }

    @Test func `uniform draws stay below 1, normal draws have mean 0 and variance 1`() {
        var generator = Seed("x").generator("draws")
        let draws = (0..<100_000).map { _ in generator.uniform() }
        #expect(draws.allSatisfy { (0..<1).contains($0) })
        let normals = (0..<100_000).map { _ in generator.normal() }
        let mean = normals.reduce(0, +) / 100_000
        let variance = normals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 99_999
        #expect(abs(mean) < 0.015 && abs(variance - 1) < 0.03)
    }
}
