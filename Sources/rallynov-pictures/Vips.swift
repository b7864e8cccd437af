import CVips

/// libvips as Swift likes it: what it answers is the caller's, who gives it back with `rv_unref`.
enum Vips {
    typealias Image = UnsafeMutablePointer<VipsImage>
    typealias Saver = (Image?, UnsafeMutablePointer<UnsafeMutableRawPointer?>?, UnsafeMutablePointer<Int>?) -> Int32

    /// libvips keeps its complaints in one buffer a process: read and cleared at once.
    static func complaint() -> String {
        defer { vips_error_clear() }
        return String(String(cString: vips_error_buffer()).prefix(1_000))
    }

    /// Turned, in sRGB, in memory.
    static func decoded(_ file: String, width: Int) throws(PictureFault) -> Image {
        let small = try result { rv_thumbnail(file, $0, Int32(width)) }
        defer { rv_unref(small) }
        let plain = try result { rv_plain(small, $0) }
        defer { rv_unref(plain) }
        guard let pixels = rv_memory(plain) else { throw .damaged(complaint()) }
        return pixels
    }

    static func kept(_ image: Image) -> Image {
        g_object_ref(image)
        return image
    }

    static func smaller(_ image: Image, width: Int) throws(PictureFault) -> Image {
        let small = try result { rv_smaller(image, $0, Int32(width)) }
        defer { rv_unref(small) }
        guard let pixels = rv_memory(small) else { throw .damaged(complaint()) }
        return pixels
    }

    static func bare(_ image: Image) throws(PictureFault) -> Image {
        guard let bare = rv_bare(image) else { throw .damaged(complaint()) }
        return bare
    }

    static func opaque(_ image: Image) throws(PictureFault) -> Image {
        vips_image_hasalpha(image) == 0 ? kept(image) : try result { rv_flatten(image, $0) }
    }

    static func encoded(_ image: Image, _ save: Saver) throws(PictureFault) -> [UInt8] {
        var bytes: UnsafeMutableRawPointer?
        var size = 0
        guard save(image, &bytes, &size) == 0, let bytes else { throw .damaged(complaint()) }
        defer { g_free(bytes) }
        return [UInt8](UnsafeRawBufferPointer(start: bytes, count: size))
    }

    private static func result(_ make: (UnsafeMutablePointer<Image?>) -> Int32) throws(PictureFault) -> Image {
        var image: Image?
        guard make(&image) == 0, let image else { throw .damaged(complaint()) }
        return image
    }
}
