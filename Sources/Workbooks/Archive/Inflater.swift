import CZlib

/// Unpacks one part of an archive, a share at a time, so that its size is counted and never believed.
enum Inflater {

    private static let share = 1 << 16

    /// Gives each share to `use`, which ends it by throwing.
    static func inflate<Failure: Error>(
        _ packed: ArraySlice<UInt8>, broken: Failure, _ use: (ArraySlice<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        var stream = z_stream()
        guard rallynov_inflate_begin(&stream) == Z_OK else { throw broken }
        defer { inflateEnd(&stream) }
        var (source, room) = (Array(packed), [UInt8](repeating: 0, count: share))
        var (read, code) = (0, Z_OK)
        while code == Z_OK {
            let left = source.count - read
            code = source.withUnsafeMutableBufferPointer { source in
                room.withUnsafeMutableBufferPointer { target in
                    stream.next_in = source.baseAddress.map { $0 + read }
                    (stream.avail_in, stream.next_out) = (UInt32(left), target.baseAddress)
                    stream.avail_out = UInt32(share)
                    return CZlib.inflate(&stream, Z_NO_FLUSH)
                }
            }
            read += left - Int(stream.avail_in)
            guard code == Z_OK || code == Z_STREAM_END else { throw broken }
            let filled = share - Int(stream.avail_out)
            if filled > 0 { try use(room[..<filled]) } else if code == Z_OK { throw broken }
        }
    }
}
