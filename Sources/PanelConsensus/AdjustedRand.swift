/// How far two partitions of the same people agree: 1 the same, about 0 by chance (Hubert and Arabie, «Comparing
/// partitions», 1985).
public func adjustedRandIndex(_ first: [Int], _ second: [Int]) -> Double {
    let width = (second.max() ?? 0) + 1
    var table = [Int](repeating: 0, count: ((first.max() ?? 0) + 1) * width)
    for (a, b) in zip(first, second) { table[a * width + b] += 1 }
    let pairs = { (counts: [Int]) -> Double in counts.reduce(0) { $0 + Double($1) * Double($1 - 1) / 2 } }
    let rows = stride(from: 0, to: table.count, by: width).map { table[$0..<$0 + width].reduce(0, +) }
    let columns = (0..<width).map { column in
        stride(from: column, to: table.count, by: width).reduce(0) { $0 + table[$1] }
    }
    let (together, inFirst, inSecond) = (pairs(table), pairs(rows), pairs(columns))
    let all = max(pairs([first.count]), 1)
    let (expected, most) = (inFirst * inSecond / all, (inFirst + inSecond) / 2)
    return most == expected ? 1 : (together - expected) / (most - expected)
}
