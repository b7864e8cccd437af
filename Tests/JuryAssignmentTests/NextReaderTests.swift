import Seeds
import Testing

@testable import JuryAssignment

@Suite struct NextReaderTests {
    private let entries = ["a", "b", "c", "d"]
    private let jurors = ["x", "y", "z"]

    private func reader(maxLoad: Int? = nil, seed: String = "s") -> NextReader {
        NextReader(entries: entries, jurors: jurors, maxLoad: maxLoad, seed: Seed(seed))
    }

    @Test func `the pair of highest gain comes first, and its reading counts for the next`() {
        var reader = reader()
        var planned: [Int] = []
        let proposals = reader.choose(
            3, among: [0, 1, 2, 3],
            gain: { entry, juror in
                let worth = [5.0, 4, 1, 0.5][entry] + Double(juror) / 100
                return planned.contains(entry) ? worth / 4 : worth
            }, planned: { entry, _ in planned.append(entry) })
        #expect(proposals.map(\.entry) == [0, 1, 0])
        #expect(proposals.map(\.juror) == [2, 2, 1])
        #expect(proposals.map(\.gain) == [5.02, 4.02, 5.01 / 4])
        #expect(planned == [0, 1, 0])
    }

    @Test func `readings made, conflicts and full loads are never proposed`() {
        var reader = reader(maxLoad: 2)
        reader.read(entry: 0, juror: 0)
        reader.read(entry: 0, juror: 0)
        reader.read(entry: 1, juror: 0)
        reader.forbid(entry: 0, juror: 1)
        #expect(reader.loads == [2, 0, 0])
        #expect(reader.room == 4)
        let proposals = reader.choose(
            9, among: [0, 1, 2, 3], gain: { 9 - Double($0) + Double($1) / 9 }, planned: { _, _ in })
        #expect(proposals.map { [$0.entry, $0.juror] } == [[0, 2], [1, 2], [1, 1], [2, 1]])
        #expect(reader.room == 0)
    }

    @Test func `a juror with too many readings already gets none`() {
        var reader = reader(maxLoad: 1)
        for entry in 0..<3 { reader.read(entry: entry, juror: 0) }
        #expect(reader.room == 2)
        #expect(reader.chooseEvenly(9).map(\.juror).sorted() == [1, 2])
    }

    @Test func `only the entries asked about are proposed, and nothing without gain`() {
        var reader = reader()
        #expect(reader.choose(5, among: [2], gain: { _, _ in 1 }, planned: { _, _ in }).map(\.entry) == [2, 2, 2])
        #expect(reader.choose(5, among: [0, 1], gain: { _, _ in 0 }, planned: { _, _ in }).isEmpty)
        #expect(reader.choose(5, among: [0, 1], gain: { _, _ in .nan }, planned: { _, _ in }).isEmpty)
        #expect(reader.choose(5, among: [0, 1], gain: { _, _ in -.infinity }, planned: { _, _ in }).isEmpty)
        #expect(reader.choose(5, among: [], gain: { _, _ in 1 }, planned: { _, _ in }).isEmpty)
        #expect(reader.choose(0, among: [0], gain: { _, _ in 1 }, planned: { _, _ in }).isEmpty)
    }

    @Test func `equal gains go where readings are fewest, then as the seed says`() {
        var reader = reader()
        reader.read(entry: 0, juror: 0)
        reader.read(entry: 1, juror: 1)
        reader.read(entry: 2, juror: 2)
        let first = reader.choose(1, among: [0, 1, 2, 3], gain: { 1 + 1e-12 * Double($0 * $1) }, planned: { _, _ in })
        #expect(first.map(\.entry) == [3])
        let answers = Set(
            (0..<20).map { number in
                var reader = self.reader(seed: "\(number)")
                return reader.choose(2, among: [0, 1, 2, 3], gain: { _, _ in 1 }, planned: { _, _ in }).map { "\($0)" }
            })
        #expect(answers.count > 5)
    }

    @Test func `the order of entries and jurors changes nothing`() {
        func answer(_ entries: [String], _ jurors: [String]) -> [String] {
            var reader = NextReader(entries: entries, jurors: jurors, maxLoad: 2, seed: Seed("s"))
            reader.read(entry: entries.firstIndex(of: "a")!, juror: jurors.firstIndex(of: "x")!)
            let places = Array(entries.indices)
            let chosen = reader.choose(3, among: places, gain: { _, _ in 1 }, planned: { _, _ in })
            return (chosen + reader.chooseEvenly(9)).map { entries[$0.entry] + jurors[$0.juror] }
        }
        #expect(answer(entries, jurors) == answer(entries.reversed(), ["y", "z", "x"]))
    }

    @Test func `even coverage reads the entry with fewest readings, by the juror with fewest`() {
        var reader = reader()
        for _ in 0..<4 { _ = reader.chooseEvenly(1) }
        #expect(reader.coverage == [1, 1, 1, 1])
        #expect(reader.loads.sorted() == [1, 1, 2])
        #expect(reader.chooseEvenly(99).count == 8)
        #expect(reader.coverage == [3, 3, 3, 3])
        #expect(reader.chooseEvenly(1).isEmpty)
    }

    @Test func `even coverage first links parts of the jury that share no entry`() {
        var reader = reader()
        for (entry, juror) in [(0, 0), (1, 0), (2, 1), (3, 1)] { reader.read(entry: entry, juror: juror) }
        reader.forbid(entry: 0, juror: 2)
        let links = reader.chooseEvenly(2)
        var parts = LinkedParts(entries: 4, jurors: 3)
        for (entry, juror) in [(0, 0), (1, 0), (2, 1), (3, 1)] + links.map({ ($0.entry, $0.juror) }) {
            parts.link(entry, juror)
        }
        #expect(parts.count == 1)
    }

    @Test func `preferred pairs come before the others`() {
        var reader = reader()
        let first = reader.chooseEvenly(4) { _, juror in juror == 1 }
        #expect(first.dropFirst(3).allSatisfy { $0.juror == 1 } || first.count(where: { $0.juror == 1 }) >= 1)
        #expect(reader.chooseEvenly(2) { entry, juror in entry == 3 && juror == 2 }.count == 2)
    }

    @Test func `whatever the readings, loads and conflicts, as many are proposed as there is room for`() {
        var draws = Seed("fuzz").generator("next reader")
        for _ in 0..<300 {
            let (entries, jurors) = (Int(draws.next() % 7), Int(draws.next() % 6))
            let limit = Int(draws.next() % 5)
            var reader = NextReader(
                entries: (0..<entries).map { "e\($0)" }, jurors: (0..<jurors).map { "j\($0)" },
                maxLoad: draws.next() % 3 == 0 ? nil : limit, seed: Seed("\(draws.next())"))
            var closed: Set<[Int]> = []
            for _ in 0..<Int(draws.next() % 12) where entries * jurors > 0 {
                let pair = [Int(draws.next() % UInt64(entries)), Int(draws.next() % UInt64(jurors))]
                closed.insert(pair)
                if draws.next() % 2 == 0 {
                    reader.read(entry: pair[0], juror: pair[1])
                } else {
                    reader.forbid(entry: pair[0], juror: pair[1])
                }
            }
            let (room, count) = (reader.room, Int(draws.next() % 20))
            let gains = (0..<64).map { _ in draws.uniform() - 0.2 }
            var proposals = reader.choose(
                count, among: Array(0..<entries), gain: { gains[$0 * 8 + $1] }, planned: { _, _ in })
            proposals += reader.chooseEvenly(count - proposals.count)
            #expect(proposals.count == min(count, room))
            let pairs = proposals.map { [$0.entry, $0.juror] }
            #expect(Set(pairs).count == pairs.count && closed.isDisjoint(with: pairs))
        }
    }
}
