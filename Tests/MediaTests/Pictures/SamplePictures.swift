import Foundation

/// Pictures without anybody in them: planes of colour.
enum SamplePictures {
    static let canBeMade = OtherProgram.find("python3") != nil

    /// A PNG: `bands` is 1 for grey, 3 for colours, 4 with what is seen through.
    static func png(width: Int, height: Int, bands: Int = 3, depth: Int = 8, isNoise: Bool = false) throws -> Data {
        try OtherProgram.run("python3", ["-c", writer, "\(width)", "\(height)", "\(bands)", "\(depth)", "\(isNoise)"])
    }

    private static let writer = """
        import os, struct, sys, zlib
        width, height, bands, depth = map(int, sys.argv[1:5])
        size = (width * bands * depth + 7) // 8
        row = lambda: b'\\0' + (os.urandom(size) if sys.argv[5] == 'true' else b'\\x60' * size)
        def chunk(name, data):
            return struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data))
        packer = zlib.compressobj(1)
        rows = b''.join(packer.compress(row()) for _ in range(height)) + packer.flush()
        head = struct.pack('>IIBBBBB', width, height, depth, {1: 0, 2: 4, 3: 2, 4: 6}[bands], 0, 0, 0)
        sys.stdout.buffer.write(b'\\x89PNG\\r\\n\\x1a\\n' + chunk(b'IHDR', head) + chunk(b'IDAT', rows) + chunk(b'IEND', b''))
        """

    /// 60 × 40, white, with red in a corner.
    static let avif = bytes(
        """
        AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAADrbWV0YQAAAAAAAAAhaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAA
        AAAAAAAOcGl0bQAAAAAAAQAAAB5pbG9jAAAAAEQAAAEAAQAAAAEAAAETAAAARwAAAChpaW5mAAAAAAABAAAAGmluZmUCAAAAAAEA
        AGF2MDFDb2xvcgAAAABqaXBycAAAAEtpcGNvAAAAFGlzcGUAAAAAAAAAPAAAACgAAAAQcGl4aQAAAAADCAgIAAAADGF2MUOBAAwA
        AAAAE2NvbHJuY2x4AAEADQAGgAAAABdpcG1hAAAAAAAAAAEAAQQBAoMEAAAAT21kYXQSAAoJGBV7naICGg0IMjhGseHheHMMMMCg
        BWDbKi3GqjeFjCjonwGmZIetHoNCnxv7ay7vKD3srGF3mKfsX4qPMeb0WhFDSA==
        """)

    /// 64 × 40, as telephones make them.
    static let heic = bytes(
        """
        AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAeRtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5w
        aXRtAAAAAAACAAAAEGlkYXQAAAAAAEAAKAAAAExpbG9jAQAAAERAAAMAAQAAAAAAAAIIAAEAAAAAAAAAQAACAAEAAAAAAAAAAQAAAAAA
        AAAIAAMAAAAAAAACSAABAAAAAAAAAL4AAABNaWluZgAAAAAAAwAAABVpbmZlAgAAAQABAABodmMxAAAAABVpbmZlAgAAAAACAABncmlk
        AAAAABVpbmZlAgAAAQADAABFeGlmAAAAANhpcHJwAAAAtmlwY28AAAB2aHZjQwEDcAAAAAAAAAAAAB7wAPz9+PgAAA8DIAABABhAAQwB
        //8DcAAAAwCQAAADAAADAB66AkAhAAEAKkIBAQNwAAADAJAAAAMAAAMAHqAggQWW6uSmubgQEDAgAAADACAAAAMAISIAAQAGRAHBc8CJ
        AAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAUaXNwZQAAAAAAAABAAAAAKAAAABBwaXhpAAAAAAMICAgAAAAaaXBtYQAAAAAAAAACAAECgQIA
        AgIDhAAAAChpcmVmAAAAAAAAAA5kaW1nAAIAAQABAAAADmNkc2MAAwABAAIAAAEGbWRhdAAAADwoAa8ZgPeFDf/JtnvLg1W4qedb3nFJ
        gsbqvkvRcTOUqp7kRjUAt3GUMHNZ9qnWFbhflRSSpivBN7IHpGAAAAAGRXhpZgAASUkqAAgAAAAGABIBAwABAAAAAQAAABoBBQABAAAA
        VgAAABsBBQABAAAAXgAAACgBAwABAAAAAgAAABMCAwABAAAAAQAAAGmHBAABAAAAZgAAAAAAAAAvGQEA6AMAAC8ZAQDoAwAABgAAkAcA
        BAAAADAyMTABkQcABAAAAAECAwAAoAcABAAAADAxMDABoAMAAQAAAP//AAACoAQAAQAAAEAAAAADoAQAAQAAACgAAAAAAAAA
        """)

    /// 16 × 8, in the four inks of a press.
    static let cmyk = bytes(
        """
        /9j/7gAOQWRvYmUAZAAAAAAA/9sAQwAbEhQXFBEbFxYXHhwbIChCKyglJShROj0wQmBVZWRfVV1baniZgWpxkHNbXYW1hpCeo6ut
        q2eAvMm6pseZqKuk/8AAFAgACAAQBEMRAE0RAFkRAEsRAP/EABUAAQEAAAAAAAAAAAAAAAAAAAAG/8QAFBABAAAAAAAAAAAAAAAA
        AAAAAP/aAA4EQwBNAFkASwAAPwCmTKZUwA//2Q==
        """)

    /// 32 × 24, red, then blue.
    static let animated = bytes(
        """
        UklGRoQAAABXRUJQVlA4WAoAAAACAAAAHwAAFwAAQU5JTQYAAAAAAAAAAABBTk1GKAAAAAAAAAAAAB8AABcAAGQAAAJWUDhMDwAA
        AC8fwAUABxD9j/4HIqL/AQBBTk1GKAAAAAAAAAAAAB8AABcAAGQAAABWUDhMDwAAAC8fwAUABxDR//4HIqL/AQA=
        """)

    static let gif = bytes("R0lGODdhBAAEAIEAAP8AAAAAAAAAAAAAACwAAAAABAAEAAAICQABCBxIsCCAgAA7")

    static let svg = Data(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><script>alert(1)</script></svg>".utf8)

    private static func bytes(_ text: String) -> Data {
        Data(base64Encoded: text, options: .ignoreUnknownCharacters) ?? Data()
    }
}

/// exiftool, which knows more fields than anybody else.
enum ExifTool {
    static let isInstalled = OtherProgram.find("exiftool") != nil

    /// Writes who, where and by what into a picture, as far as its format has room, and that it is to be turned.
    static func tell(_ file: String) throws {
        let fields = [
            "-n", "-Orientation=6", "-GPSLatitude=47.24", "-GPSLatitudeRef=N", "-GPSLongitude=6.02",
            "-GPSLongitudeRef=E",
            "-Make=Zorro", "-SerialNumber=SN12345", "-Artist=Anna Martin", "-XMP:Creator=Anna Martin",
            "-XMP:GPSLatitude=47.24", "-IPTC:By-line=Anna Martin", "-Comment=Anna Martin", "-PNG:Author=Anna Martin",
        ]
        try OtherProgram.run("exiftool", ["-q", "-q", "-m", "-overwrite_original"] + fields + [file])
    }

    /// The groups of fields that a file has, but those of the file system and of the picture's own form.
    static func told(_ file: String) throws -> [String: [String: String]] {
        let answer = try OtherProgram.run("exiftool", ["-json", "-g1", "-a", "-u", "-api", "struct=0", file])
        let files = try JSONSerialization.jsonObject(with: answer) as? [[String: Any]] ?? []
        let groups = files.first?.compactMapValues { $0 as? [String: Any] } ?? [:]
        return groups.filter { !["System", "ExifTool", "File", "RIFF", "Composite", "JFIF"].contains($0.key) }
            .mapValues { $0.mapValues { "\($0)" } }
    }
}
