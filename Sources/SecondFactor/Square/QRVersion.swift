/// What the standard's tables say of a size of square, for error correction of level M.
struct QRVersion: Equatable {
    /// 1 to 10.
    let number: Int
    /// Words of eight bits in all.
    let words: Int
    /// Of these, the ones that correct each block.
    let correction: Int
    let blocks: Int
    /// Where the middles of the small squares stand, in rows and columns alike.
    let alignment: [Int]

    var size: Int { 4 * number + 17 }
    var dataWords: Int { words - correction * blocks }
    /// Of the number that says how many bytes there are.
    var countBits: Int { number < 10 ? 8 : 16 }

    static func smallest(for bytes: Int) -> QRVersion? {
        all.first { 4 + $0.countBits + 8 * bytes <= 8 * $0.dataWords }
    }

    static let all = [
        QRVersion(number: 1, words: 26, correction: 10, blocks: 1, alignment: []),
        QRVersion(number: 2, words: 44, correction: 16, blocks: 1, alignment: [6, 18]),
        QRVersion(number: 3, words: 70, correction: 26, blocks: 1, alignment: [6, 22]),
        QRVersion(number: 4, words: 100, correction: 18, blocks: 2, alignment: [6, 26]),
        QRVersion(number: 5, words: 134, correction: 24, blocks: 2, alignment: [6, 30]),
        QRVersion(number: 6, words: 172, correction: 16, blocks: 4, alignment: [6, 34]),
        QRVersion(number: 7, words: 196, correction: 18, blocks: 4, alignment: [6, 22, 38]),
        QRVersion(number: 8, words: 242, correction: 22, blocks: 4, alignment: [6, 24, 42]),
        QRVersion(number: 9, words: 292, correction: 22, blocks: 5, alignment: [6, 26, 46]),
        QRVersion(number: 10, words: 346, correction: 26, blocks: 5, alignment: [6, 28, 50]),
    ]
}
