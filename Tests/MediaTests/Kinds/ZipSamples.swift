import Foundation

enum ZipSamples {
    static let canBeMade = OtherProgram.find("python3") != nil

    /// The header of a part and its bytes, as they are.
    static func header(_ name: String, _ bytes: [UInt8] = [], claiming size: Int? = nil) -> [UInt8] {
        let size = (0..<4).map { UInt8(truncatingIfNeeded: (size ?? bytes.count) >> (8 * $0)) }
        return [0x50, 0x4B, 3, 4, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] + size + size
            + [UInt8(name.utf8.count), 0, 0, 0] + Array(name.utf8) + bytes
    }

    /// An archive that Python packs: `parts` is a Python list of names and bytes.
    static func archive(_ parts: String) throws -> [UInt8] {
        let script = """
            import io, sys, zipfile
            out = io.BytesIO()
            with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as file:
                for name, content in \(parts): file.writestr(name, content)
            sys.stdout.buffer.write(out.getvalue())
            """
        return [UInt8](try OtherProgram.run("python3", ["-W", "ignore", "-c", script]))
    }

    /// A text of a word processor, and what else is put with it.
    static func document(_ others: String = "[]", types: String = "<Types/>") throws -> [UInt8] {
        try archive("[('[Content_Types].xml', '\(types)'), ('word/document.xml', '<w/>' * 1000)] + \(others)")
    }
}
