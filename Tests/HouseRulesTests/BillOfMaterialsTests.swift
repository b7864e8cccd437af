import Foundation
import Testing
import World

/// `bin/sbom`: what the program is made of, in a form that scanners of known faults read.
struct BillOfMaterialsTests {
    private struct Bill: Decodable {
        struct Component: Decodable {
            struct Pedigree: Decodable {
                struct Commit: Decodable { let uid: String }
                let commits: [Commit]
            }
            let reference: String
            let name: String
            let version: String?
            let purl: String
            let pedigree: Pedigree?

            enum CodingKeys: String, CodingKey {
                case reference = "bom-ref"
                case name, version, purl, pedigree
            }
        }
        struct Metadata: Decodable { let component: Component }
        struct Need: Decodable {
            let ref: String
            let dependsOn: [String]
        }
        let bomFormat: String
        let specVersion: String
        let metadata: Metadata
        let components: [Component]
        let dependencies: [Need]
    }

    /// As `swift package show-dependencies --format json` says it: a package that two others need stands twice.
    private static let tree = """
        {"identity": "rallynov", "name": "rallynov", "url": "/a", "version": "unspecified", "path": "/a", "dependencies": [
          {"identity": "hummingbird", "name": "hummingbird", "url": "https://github.com/hummingbird-project/hummingbird",
           "version": "2.28.1", "path": "/b", "dependencies": [
             {"identity": "swift-log", "name": "swift-log", "url": "https://github.com/apple/swift-log.git",
              "version": "1.16.2", "path": "/c", "dependencies": []}]},
          {"identity": "swift-log", "name": "swift-log", "url": "https://github.com/apple/swift-log",
           "version": "1.16.2", "path": "/c", "dependencies": []}]}
        """
    private static let pins = """
        {"pins": [{"identity": "swift-log", "state": {"revision": "3f2a", "version": "1.16.2"}}], "version": 3}
        """

    private func bill() throws -> Bill {
        let files = FileManager.default
        let root = files.temporaryDirectory.appending(path: "bill-\(UUID().uuidString)")
        defer { try? files.removeItem(at: root) }
        try files.createDirectory(at: root.appending(path: "docs"), withIntermediateDirectories: true)
        try files.createDirectory(at: root.appending(path: "Reference/papers"), withIntermediateDirectories: true)
        for path in ["CHANGES.md", "docs/deploying.md", "Reference/papers/requirements.txt"] {
            try files.copyItem(atPath: "\(World.root)/\(path)", toPath: root.appending(path: path).path)
        }
        try Data(Self.pins.utf8).write(to: root.appending(path: "Package.resolved"))
        let (input, output) = (root.appending(path: "tree.json"), root.appending(path: "bill.json"))
        try Data(Self.tree.utf8).write(to: input)
        try Data().write(to: output)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "\(World.root)/bin/support/sbom.py", root.path]
        process.standardInput = try FileHandle(forReadingFrom: input)
        process.standardOutput = try FileHandle(forWritingTo: output)
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return try JSONDecoder().decode(Bill.self, from: Data(contentsOf: output))
    }

    @Test func `each package stands once, with its commit, its version and whom it needs`() throws {
        let bill = try bill()
        #expect(bill.bomFormat == "CycloneDX" && bill.specVersion == "1.5")
        #expect(bill.metadata.component.name == "rallynov")
        let log = bill.components.filter { $0.name == "swift-log" }
        #expect(log.map(\.purl) == ["pkg:swift/github.com/apple/swift-log@1.16.2"])
        let typst = bill.components.first { $0.name == "typst" }
        #expect(typst?.purl.hasPrefix("pkg:pypi/typst@") == true && typst?.version?.isEmpty == false)
        #expect(log.first?.version == "1.16.2" && log.first?.pedigree?.commits.map(\.uid) == ["3f2a"])
        let hummingbird = try #require(bill.components.first { $0.name == "hummingbird" }).reference
        #expect(bill.dependencies.first { $0.ref == hummingbird }?.dependsOn == log.map(\.reference))
        let known = Set(bill.components.map(\.reference)).union([bill.metadata.component.reference])
        for need in bill.dependencies { #expect(known.isSuperset(of: need.dependsOn + [need.ref])) }
    }

    @Test func `what is linked from Debian, Swift itself and the fonts of the site are in it`() throws {
        let names = Set(try bill().components.map(\.name))
        let linked = ["libcurl4", "libpq5", "libsqlite3-0", "libstemmer0d", "libstdc++6", "zlib1g"]
        #expect(names.isSuperset(of: linked + ["swift", "fonts-lato", "fonts-vollkorn"]))
    }
}
