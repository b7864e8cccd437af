import Foundation

@testable import Media

/// A SeaweedFS of the tests' own, which checks the signatures of requests. Started once for all tests.
struct ObjectStore: Sendable {
    static let isInstalled = OtherProgram.find("weed") != nil && OtherProgram.find("python3") != nil
    static let running = Task {
        let store = try ObjectStore()
        try await store.makeBucket()
        return store
    }
    private static let bucket = "tests"
    static let (key, secret) = ("rallynov", "only-for-tests")

    let address: String
    private let folder: TestFolder
    private let program: Companion

    private init() throws {
        folder = try TestFolder()
        let ports = try Self.freePorts(count: 8)
        address = "http://127.0.0.1:\(ports[0])"
        let settings = try folder.file("s3.json", Self.identities.utf8)
        let places = zip(["s3", "master", "volume", "filer"], [0, 2, 4, 6]).flatMap { name, place in
            ["-\(name).port=\(ports[place])", "-\(name).port.grpc=\(ports[place + 1])"]
        }
        let isReady = """
            python3 -c 'import urllib.request as u, urllib.error as e, sys
            try: u.urlopen("\(address)/", timeout=2)
            except e.HTTPError as f: sys.exit(f.code != 403)'
            """
        program = try Companion(
            [
                OtherProgram.find("weed") ?? "weed", "server", "-ip=127.0.0.1", "-ip.bind=127.0.0.1",
                "-dir=\(folder.path)",
            ]
                + places
                + [
                    "-filer", "-s3", "-s3.config=\(settings)", "-master.volumeSizeLimitMB=64", "-volume.max=20",
                    "-master.telemetry=false", "-s3.port.iceberg=0", "-s3.port.lance=0",
                ], in: folder.path, isReady: isReady)
    }

    private static let identities = """
        {"identities": [{"name": "tests", "credentials": [{"accessKey": "\(key)", "secretKey": "\(secret)"}],
        "actions": ["Admin", "Read", "Write", "List", "Tagging"]}]}
        """

    /// A folder of its own in the bucket.
    func place(secret: String = ObjectStore.secret) throws -> S3Place {
        let address = "\(address)/\(Self.bucket)/\(UUID().uuidString)"
        guard let place = S3Place(address, region: "us-east-1", key: Self.key, secret: secret) else {
            throw CocoaError(.fileReadUnknown)
        }
        return place
    }

    private func makeBucket() async throws {
        let line = S3Line(to: try place())
        let answer = try await line.apart { try line.ask(S3Request(method: .put(file: "/dev/null", size: 0))) }
        guard answer.isGood else { throw answer.failure }
    }

    /// All at once, so that no two are the same; none of those that programs are given when they call others, as this one's parts do.
    private static func freePorts(count: Int) throws -> [Int] {
        var listeners: [SilentListener] = []
        var tries = 0
        while listeners.count < count {
            tries += 1
            do { listeners.append(try SilentListener(port: .random(in: 20_000..<32_000))) } catch  where tries < 200 {}
        }
        return listeners.map(\.port)
    }
}
