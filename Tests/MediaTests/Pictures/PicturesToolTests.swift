import Foundation
import Media
import Testing
import Workers

@Suite(.enabled(if: SamplePictures.canBeMade, "python3 is not installed"))
struct PicturesToolTests {
    private let place: TestFolder
    private let tool: PicturesTool

    init() throws {
        place = try TestFolder()
        tool = try #require(PicturesTool.found(), "rallynov-pictures lies not beside the tests")
    }

    @Test func `a picture is made in three widths, as WebP and as JPEG`() async throws {
        let forms = try await made(SamplePictures.png(width: 2_000, height: 1_000))
        #expect(forms.map(\.width) == [1_600, 1_600, 800, 800, 400, 400])
        #expect(forms.map(\.height) == [800, 800, 400, 400, 200, 200])
        #expect(forms.map(\.variant) == ["1600.jpg", "1600.webp", "800.jpg", "800.webp", "400.jpg", "400.webp"])
        for form in forms {
            let head = try head(of: form)
            let kind = ContentKinds().kind(of: head, name: form.variant)
            #expect(kind?.name == form.type, "\(form.variant)")
        }
    }

    @Test(arguments: [(300, [300]), (400, [400]), (799, [799, 400]), (1_000, [1_000, 800, 400]), (1, [1])])
    func `a picture is never made larger than it is`(width: Int, widths: [Int]) async throws {
        let forms = try await made(SamplePictures.png(width: width, height: 10))
        #expect(forms.filter { $0.type == "image/webp" }.map(\.width) == widths)
    }

    @Test(
        .enabled(if: ExifTool.isInstalled, "exiftool is not installed"),
        arguments: ["jpg", "png", "webp", "avif", "heic"])
    func `no field of a picture comes through, and it is turned as it was held`(format: String) async throws {
        let original = try await picture(format)
        try ExifTool.tell(original)
        let before = try ExifTool.told(original)
        #expect(before.values.contains { $0.values.contains { $0.contains("Anna Martin") } })
        #expect(before["GPS"]?["GPSLatitude"] != nil)
        let forms = try await tool.make(from: original, into: place.folder("made"))
        #expect(!forms.isEmpty)
        for form in forms {
            #expect(try ExifTool.told(form.path) == [:], "\(form.variant)")
            // The two that are boxes are turned by a property of their own.
            #expect(["avif", "heic"].contains(format) == (form.width > form.height))
            #expect(try !holds(form, ["Anna", "Zorro", "SN12345", "Exif", "http:"]))
        }
    }

    @Test func `a picture of a press, one to see through, one of sixteen bits and one that moves are shown`()
        async throws
    {
        let pictures = [
            (16, SamplePictures.cmyk), (32, SamplePictures.animated),
            (50, try SamplePictures.png(width: 50, height: 20, bands: 4)),
            (50, try SamplePictures.png(width: 50, height: 20, bands: 2, depth: 16)),
            (50, try SamplePictures.png(width: 50, height: 20, bands: 1, depth: 1)),
        ]
        for (width, picture) in pictures { #expect(try await made(picture).map(\.width) == [width, width]) }
    }

    @Test func `what is no picture that is shown is refused, whatever its name`() async throws {
        for bytes in [SamplePictures.svg, SamplePictures.gif, Data("%PDF-1.4".utf8), Data(), Data([0xFF])] {
            await #expect(throws: PreparationRefusal.kind) { try await made(bytes) }
        }
    }

    @Test func `a picture of too many pixels is refused by its header`() async throws {
        for (width, height) in [(30_000, 30_000), (16_001, 1), (1, 16_001), (10_000, 5_001)] {
            let bomb = try SamplePictures.png(width: width, height: height, bands: 1, depth: 1)
            await #expect(throws: PreparationRefusal.excessive) { try await made(bomb) }
        }
    }

    @Test(arguments: ["jpg", "png", "webp", "avif", "heic"])
    func `a picture that was cut short is refused, and leaves nothing`(format: String) async throws {
        let whole = try Data(contentsOf: URL(fileURLWithPath: await picture(format)))
        let cut = try place.file("cut", whole.prefix(whole.count * 2 / 3))
        let folder = try place.folder("made")
        await #expect(throws: PreparationRefusal.damaged) { try await tool.make(from: cut, into: folder) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }

    @Test func `twelve million pixels are ready within three seconds of processor`() async throws {
        let bounded = PicturesTool(try program, limits: Tool.Limits(memory: 400_000_000, seconds: 3, patience: 60))
        let original = try place.file("large", SamplePictures.png(width: 4_000, height: 3_000, isNoise: true))
        #expect(try await bounded.make(from: original, into: place.folder("made")).count == 6)
    }

    @Test func `a picture that would take more than is given is refused`() async throws {
        let bounded = PicturesTool(try program, limits: Tool.Limits(memory: 400_000_000, seconds: 8, largestFile: 100))
        let original = try place.file("large", SamplePictures.png(width: 1_000, height: 1_000, isNoise: true))
        await #expect(throws: PreparationRefusal.excessive) {
            try await bounded.make(from: original, into: place.folder("made"))
        }
    }

    @Test func `where the program is not, the picture is not at fault`() async throws {
        let original = try place.file("picture", SamplePictures.cmyk)
        await #expect(throws: Tool.Failure.self) {
            try await PicturesTool("/nowhere/rallynov-pictures").make(from: original, into: place.path)
        }
        await #expect(throws: Tool.Failure.self) { try await tool.make(from: original, into: "/nowhere/at-all") }
    }

    @Test func `a setting names another program`() throws {
        #expect(PicturesTool.found(settings: ["RALLYNOV_PICTURES": "/nowhere"]) != nil, "the one beside this program")
    }
}

extension PicturesToolTests {
    private var program: String {
        get throws {
            let tests = try #require(Bundle.main.executableURL).deletingLastPathComponent()
            return tests.appendingPathComponent("rallynov-pictures").path
        }
    }

    private func made(_ bytes: Data) async throws -> [MadeForm] {
        let name = UUID().uuidString
        return try await tool.make(from: place.file("\(name).jpg", bytes), into: place.folder(name))
    }

    /// Wider than high.
    private func picture(_ format: String) async throws -> String {
        if format == "heic" { return try place.file("original.heic", SamplePictures.heic) }
        if format == "avif" { return try place.file("original.avif", SamplePictures.avif) }
        let png = try SamplePictures.png(width: 120, height: 80, isNoise: true)
        if format == "png" { return try place.file("original.png", png) }
        let forms = try await made(png)
        let form = try #require(forms.first { $0.variant.hasSuffix(format) })
        return try place.file("original.\(format)", Data(contentsOf: URL(fileURLWithPath: form.path)))
    }

    private func head(of form: MadeForm) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: form.path)).prefix(ContentKinds().headSize))
    }

    private func holds(_ form: MadeForm, _ words: [String]) throws -> Bool {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: form.path))
        return words.contains { bytes.range(of: Data($0.utf8)) != nil }
    }
}
