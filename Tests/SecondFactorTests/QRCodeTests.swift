import Crypto
import Foundation
import Testing

@testable import SecondFactor

/// Against squares that another program made (python-qrcode 8), which cameras read.
struct QRCodeTests {
    @Test func `a small square is drawn as another program draws it`() throws {
        let code = try #require(QRCode(Array("RALLYNOV".utf8), mask: .diagonals))
        #expect(
            picture(of: code) == """
                #######.#.....#######
                #.....#.#.#.#.#.....#
                #.###.#....#..#.###.#
                #.###.#.#...#.#.###.#
                #.###.#.......#.###.#
                #.....#.......#.....#
                #######.#.#.#.#######
                ........##...........
                #.##.###......#..#.##
                ..#.#..#..#.##....#..
                ##...##..#..#..#...##
                .#..#...#...##.#.#.##
                ###.#.###..#....#.#..
                ........##...#....###
                #######.###..####....
                #.....#.#..########..
                #.###.#....#..####...
                #.###.#.#.#..#..####.
                #.###.#.#.##.#....#..
                #.....#..####.##....#
                #######.#####....#...
                """)
    }

    /// Bytes, version, mask, SHA-256 of the picture without its line ends.
    @Test(arguments: [
        (8, 1, 0, "4c1cf25a3d222734058543d1895b8a569cb563b13bbc29352eecd2384165363c"),
        (20, 2, 1, "ab90262a21dbcd6263c02190e92ee7ad25142041b357b7d798e5352e97418b52"),
        (40, 3, 2, "3eb4b1cd121a97f22c8d162a218e99376161c276679c7341f085aad2cffaf433"),
        (60, 4, 3, "85924da1d9a153e44ead28b7e23125cd224f4ed99839bece91c343a439dfe8c3"),
        (80, 5, 4, "2db8df6a239e2edbf7c505f47dc7c4a6e0bb057593d40e2b78430c377a3ca612"),
        (100, 6, 5, "78de1a56679add812c84582dc6b48f3b81ea0d7ae9a5e0e359d13e1e6af1ffa1"),
        (115, 7, 6, "03917cb3b6cebd0b1e53f098b665e816e92c1be95abad76f9e35e715e7a45ecd"),
        (140, 8, 7, "d0ae3c6b975e1876a6a4713f0521c204dc28e9f20eb0b41c96715b28236415e3"),
        (170, 9, 0, "3551bd11a3aab9b81bdf8f10de7921ad7a1a44ebff6e05e908474e65498e1c02"),
        (200, 10, 1, "98099c099a514f3286f0982c47eae574945ddfc882be514195b4a87903fde562"),
    ])
    func `each version and each mask is drawn so`(count: Int, version: Int, mask: Int, digest: String) throws {
        let bytes = (0..<count).map { UInt8(33 + $0 * 7 % 90) }
        let code = try #require(QRCode(bytes, mask: QRMask(rawValue: mask)))
        #expect(code.size == 4 * version + 17)
        let signs = Array(picture(of: code).replacing("\n", with: "").utf8)
        #expect(SHA256.hash(data: signs).map { String(format: "%02x", $0) }.joined() == digest)
    }

    @Test func `the mask that is read best is taken`() throws {
        let address = TimeCode(secret: Array("12345678901234567890".utf8)).address(issuer: "Rally'nov", account: "Awa")
        #expect(try #require(QRCode(address)) == QRCode(Array(address.utf8), mask: .patches))
    }

    @Test func `what is too long for a square has none`() {
        #expect(QRCode(String(repeating: "x", count: 213)) != nil)
        #expect(QRCode(String(repeating: "x", count: 214)) == nil)
        #expect(QRCode("") != nil)
    }

    @Test func `its path draws the dark modules and no other`() throws {
        let code = try #require(QRCode("RALLYNOV"))
        var drawn = Set<[Int]>()
        for run in code.path.matches(of: /M(\d+) (\d+)h(\d+)v1H(\d+)z/) {
            let (x, y, length) = (try #require(Int(run.1)), try #require(Int(run.2)), try #require(Int(run.3)))
            #expect(run.1 == run.4)
            for place in x..<x + length { drawn.insert([place, y]) }
        }
        for y in 0..<code.size {
            for x in 0..<code.size { #expect(code.isDark(x, y) == drawn.contains([x, y])) }
        }
    }

    private func picture(of code: QRCode) -> String {
        (0..<code.size).map { y in
            String((0..<code.size).map { x -> Character in code.isDark(x, y) ? "#" : "." })
        }.joined(separator: "\n")
    }
}
