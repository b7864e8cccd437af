import Glibc

/// Bytes in memory that are looked through by what the machine is quickest at: where the next one of a kind stands.
struct ByteShare {
    let bytes: UnsafeBufferPointer<UInt8>

    var count: Int { bytes.count }

    subscript(place: Int) -> UInt8 { bytes[place] }

    /// The first place of a byte, from one place on and before another (the end, where none is said); that other where there is none.
    func place(of byte: UInt8, from start: Int, before end: Int? = nil) -> Int {
        let end = end ?? count
        guard start < end, let base = bytes.baseAddress,
            let found = memchr(base + start, Int32(byte), end - start)
        else { return end }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
}
