/// A WebP file is a row of chunks (RFC 9649): those of the picture itself stay, those that tell of it go.
enum WebPChunks {
    private static let pixels: Set<String> = ["ALPH", "VP8 ", "VP8L", "VP8X"]
    /// In the first byte of `VP8X`: that there is something to see through; all others announce what is not here.
    private static let alphaFlag: UInt8 = 0x10

    static func withoutFields(_ file: [UInt8]) -> [UInt8] {
        var kept: [UInt8] = []
        var place = 12
        while place + 8 <= file.count {
            let name = String(decoding: file[place..<(place + 4)], as: UTF8.self)
            let size = number(file, at: place + 4)
            let end = min(place + 8 + size + size % 2, file.count)
            if pixels.contains(name) { kept += chunk(file[place..<end], name: name) }
            place = end
        }
        return Array("RIFF".utf8) + bytes(of: kept.count + 4) + Array("WEBP".utf8) + kept
    }

    private static func chunk(_ bytes: ArraySlice<UInt8>, name: String) -> [UInt8] {
        var chunk = Array(bytes)
        if name == "VP8X", chunk.count > 8 { chunk[8] &= alphaFlag }
        return chunk
    }

    private static func number(_ file: [UInt8], at place: Int) -> Int {
        (0..<4).reduce(0) { $0 | Int(file[place + $1]) << (8 * $1) }
    }

    private static func bytes(of number: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
}
