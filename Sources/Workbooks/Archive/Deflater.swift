import CZlib

/// Packs one part of an archive as it comes.
final class Deflater {
    private static let share = 1 << 16

    // zlib looks whether what it is given still stands where it began.
    private let stream: UnsafeMutablePointer<z_stream>
    private var room = [UInt8](repeating: 0, count: share)

    init() throws(ZipWriter.Failure) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard rallynov_deflate_begin(stream, Z_DEFAULT_COMPRESSION) == Z_OK else { throw .outOfMemory }
    }

    deinit {
        deflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    func pack(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
        var (source, packed) = (bytes, [UInt8]())
        source.withUnsafeMutableBufferPointer { source in
            (stream.pointee.next_in, stream.pointee.avail_in) = (source.baseAddress, UInt32(source.count))
            repeat {
                room.withUnsafeMutableBufferPointer { target in
                    (stream.pointee.next_out, stream.pointee.avail_out) = (target.baseAddress, UInt32(Self.share))
                    _ = deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
                }
                packed += room[..<(Self.share - Int(stream.pointee.avail_out))]
            } while stream.pointee.avail_out == 0
        }
        return packed
    }
}
