import Foundation
import Testing

/// A file that is sent from a telephone: six megabytes, so that the line may be cut in its midst.
struct SentFile: Sendable {
    let name: String
    let bytes: Data
}

enum SentFiles {
    /// 16 × 8 pixels, and remarks that no viewer shows.
    static let picture = SentFile(name: "atelier.jpg", bytes: small.prefix(2) + remarks + small.dropFirst(2))
    /// An empty page, and a part that none of it uses.
    static let paper = SentFile(name: "bilan.pdf", bytes: Data(document.utf8))

    private static let size = 6_000_000

    private static let small =
        Data(
            base64Encoded: """
                /9j/7gAOQWRvYmUAZAAAAAAA/9sAQwAbEhQXFBEbFxYXHhwbIChCKyglJShROj0wQmBVZWRfVV1baniZgWpxkHNbXYW1hpCeo6ut
                q2eAvMm6pseZqKuk/8AAFAgACAAQBEMRAE0RAFkRAEsRAP/EABUAAQEAAAAAAAAAAAAAAAAAAAAG/8QAFBABAAAAAAAAAAAAAAAA
                AAAAAP/aAA4EQwBNAFkASwAAPwCmTKZUwA//2Q==
                """, options: .ignoreUnknownCharacters) ?? Data()

    /// Segments of JPEG that hold a text: at most 65,533 bytes each.
    private static var remarks: Data {
        let one = Data([0xFF, 0xFE, 0xFF, 0xFF]) + Data(repeating: UInt8(ascii: "k"), count: 65_533)
        return (0..<size / 65_537).reduce(into: Data()) { all, _ in all += one }
    }

    private static var document: String {
        """
        %PDF-1.4
        1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
        2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
        3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200]>> endobj
        4 0 obj <</Length \(size)>> stream
        \(String(repeating: "x", count: size))
        endstream endobj
        trailer <</Root 1 0 R>>
        %%EOF

        """
    }
}

extension Browser {
    /// Sends a file on the page that takes it. Cut, it goes on by itself once the line is back.
    func send(_ file: SentFile, cut isCut: Bool) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "rallynov-sent-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: file.name)
        try file.bytes.write(to: path)
        try await fill("Fichier à ajouter", with: path.path)
        // Slow enough to be cut; the page stays while it sends.
        try await setLine(isCut: false, bytesPerSecond: 1_500_000)
        try await driver.run("document.querySelector('[data-upload] button').click()")
        if isCut {
            #expect(try await isUnderWay)
            #expect(try await sees("sur 6,0 Mo sont arrivés"))
            try await setLine(isCut: true)
            try await see("La connexion est coupée")
        }
        try await setLine(isCut: false)
        // One file, once, whole: the page is there anew.
        _ = try await text(of: "[data-upload-part] li b")
        #expect(try await texts(of: "[data-upload-part] li b") == [file.name])
        try await see("6 Mo")
    }

    /// A part of the file has left.
    private var isUnderWay: Bool {
        get async throws {
            let script = """
                const done = arguments[0], bar = document.querySelector("[data-upload-progress] progress")
                const look = () => bar.value > 10 && bar.value < 95 && done(true)
                new MutationObserver(look).observe(bar, { attributes: true })
                look()
                """
            return try await driver.send("POST", "/execute/async", ["script": script, "args": []], as: Bool.self)
        }
    }

    private func setLine(isCut: Bool, bytesPerSecond: Int = -1) async throws {
        let state: [String: Any] = [
            "offline": isCut, "latency": 0, "downloadThroughput": -1, "uploadThroughput": bytesPerSecond,
        ]
        let nothing: [String: Any] = [:]
        try await driver.send("POST", "/goog/cdp/execute", ["cmd": "Network.enable", "params": nothing])
        try await driver.send(
            "POST", "/goog/cdp/execute", ["cmd": "Network.emulateNetworkConditions", "params": state])
    }
}
