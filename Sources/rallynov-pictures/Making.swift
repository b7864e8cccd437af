import CVips

/// The forms of one picture. Order matters: header, judge the size, decode once, strip, save.
struct Making {
    private static let widths = [1_600, 800, 400]
    /// A side, and all pixels together: what a telephone makes has fifty million at most.
    private static let most = (side: 16_000, pixels: 50_000_000)
    /// HEIC and AVIF are decoded whole, whatever is shown of them: 14 bytes a pixel.
    private static let mostWhole = 25_000_000
    private static let loaders = ["jpegload", "pngload", "webpload", "heifload"]

    private let file: String
    private let folder: String
    /// What is not whole yet.
    private var fresh: String { folder + ".part" }

    init(of file: String, into folder: String) { (self.file, self.folder) = (file, folder) }

    /// What was made, as JSON: the picture's own size as it is seen, and each form.
    func run() throws(PictureFault) -> String {
        let size = try judged()
        let widths = Self.widths(for: size.width)
        guard rv_folder(fresh) == 0 else { throw .machine("cannot make \(fresh)") }
        do throws(PictureFault) {
            let forms = try made(widths: widths)
            guard rename(fresh, folder) == 0 else { throw .machine("cannot make \(folder)") }
            return "{\"width\":\(size.width),\"height\":\(size.height),\"forms\":[\(forms.joined(separator: ","))]}"
        } catch {
            clear(widths)
            throw error
        }
    }

    /// Never more than it has; what is narrower than one of them is given as wide as it is.
    static func widths(for width: Int) -> [Int] {
        widths.map { min($0, width) }.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }

    /// A loader that is blocked may have begun to read all the same (libvips 8.14.1 opens a PDF): those are not even asked.
    private func isOfAKnownMark() throws(PictureFault) -> Bool {
        var head = [UInt8](repeating: 0, count: 12)
        guard rv_head(file, &head, head.count) >= 0 else { throw .machine("cannot read \(file)") }
        let marks: [(place: Int, bytes: [UInt8])] = [
            (0, [0xFF, 0xD8, 0xFF]), (0, [0x89] + Array("PNG".utf8)), (8, Array("WEBP".utf8)), (4, Array("ftyp".utf8)),
        ]
        return marks.contains { head.dropFirst($0.place).starts(with: $0.bytes) }
    }

    /// By the header alone: as wide and as high as it is seen.
    private func judged() throws(PictureFault) -> (width: Int, height: Int) {
        guard try isOfAKnownMark() else { throw .format("no mark of a picture that is taken") }
        guard let header = rv_open(file) else {
            let complaint = Vips.complaint()
            let isStrange = ["is not a known file format", "operation is blocked"].contains(where: complaint.contains)
            throw isStrange ? .format(complaint) : .damaged(complaint)
        }
        defer { rv_unref(header) }
        let loader = String(cString: rv_loader(header))
        guard Self.loaders.contains(loader) else { throw .format(loader) }
        let (width, height) = (Int(vips_image_get_width(header)), Int(vips_image_get_height(header)))
        let most = loader == "heifload" ? Self.mostWhole : Self.most.pixels
        guard width <= Self.most.side, height <= Self.most.side, width * height <= most else {
            throw .tooLarge("\(width) × \(height)")
        }
        return rv_is_on_its_side(header) != 0 ? (height, width) : (width, height)
    }

    private func made(widths: [Int]) throws(PictureFault) -> [String] {
        let largest = try Vips.decoded(file, width: widths[0])
        defer { rv_unref(largest) }
        var forms: [String] = []
        for width in widths {
            let image = width == widths[0] ? Vips.kept(largest) : try Vips.smaller(largest, width: width)
            defer { rv_unref(image) }
            forms += try saved(image, width: width)
        }
        return forms
    }

    private func saved(_ image: Vips.Image, width: Int) throws(PictureFault) -> [String] {
        let bare = try Vips.bare(image)
        defer { rv_unref(bare) }
        let opaque = try Vips.opaque(bare)
        defer { rv_unref(opaque) }
        return [
            try saved(try Vips.encoded(opaque, rv_jpeg), as: "\(width).jpg", of: bare),
            try saved(WebPChunks.withoutFields(try Vips.encoded(bare, rv_webp)), as: "\(width).webp", of: bare),
        ]
    }

    private func saved(_ bytes: [UInt8], as name: String, of image: Vips.Image) throws(PictureFault) -> String {
        let (width, height) = (vips_image_get_width(image), vips_image_get_height(image))
        guard rv_write("\(fresh)/\(name)", bytes, bytes.count) == 0 else { throw .machine("cannot write \(name)") }
        return "{\"file\":\"\(name)\",\"width\":\(width),\"height\":\(height),\"bytes\":\(bytes.count)}"
    }

    private func clear(_ widths: [Int]) {
        for width in widths {
            unlink("\(fresh)/\(width).jpg")
            unlink("\(fresh)/\(width).webp")
        }
        rmdir(fresh)
    }
}
