import CZlib

/// Compression for answers that are kept and sent many times.
enum Gzip {
    struct Failure: Error { let code: Int32 }

    static func compress(_ bytes: [UInt8], level: Int32) throws -> [UInt8] {
        var stream = z_stream()
        try check(rallynov_gzip_begin(&stream, level))
        defer { deflateEnd(&stream) }
        var compressed = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
        let room = compressed.count
        var source = bytes
        let code = source.withUnsafeMutableBufferPointer { source in
            compressed.withUnsafeMutableBufferPointer { target in
                (stream.next_in, stream.avail_in) = (source.baseAddress, UInt32(source.count))
                (stream.next_out, stream.avail_out) = (target.baseAddress, UInt32(room))
                return deflate(&stream, Z_FINISH)
            }
        }
        guard code == Z_STREAM_END else { throw Failure(code: code) }
        compressed.removeLast(Int(stream.avail_out))
        return compressed
    }

    private static func check(_ code: Int32) throws {
        guard code == Z_OK else { throw Failure(code: code) }
    }
}
