import Foundation
import Testing

@testable import Media

@Suite(.enabled(if: ObjectStore.isInstalled, "weed is not installed"))
struct S3BlobsTests {
    private let place: TestFolder

    init() throws { place = try TestFolder() }

    @Test func `a wrong secret opens nothing`() async throws {
        let sample = try Sample(10, in: place)
        let bucket = try await ObjectStore.running.value.place(secret: "another")
        let store = S3Blobs(bucket)
        for act in [
            { try await store.put(sample.path, as: sample.digest, size: 10) },
            { _ = try await store.read(sample.digest, range: 0..<10) }, { try await store.remove(sample.digest) },
            { _ = try await store.list() },
        ] as [@Sendable () async throws -> Void] {
            await #expect { try await act() } throws: { error in
                if case BlobFailure.away(let words) = error { words.contains("403") } else { false }
            }
        }
    }

    @Test func `what others keep in the bucket is none of ours`() async throws {
        let bucket = try await ObjectStore.running.value.place()
        let line = S3Line(to: bucket)
        let other = try place.file("other", [1, 2, 3])
        let digest = try await line.apart { try ArrivingBlob.measured(other).digest }
        for path in ["/\(bucket.prefix)notes.txt", "/\(bucket.prefix)deeper/\(digest)", "/\(digest)"] {
            let request = S3Request(method: .put(file: other, size: 3), path: path, digest: digest)
            #expect(try await line.apart { try line.ask(request).isGood })
        }
        #expect(try await S3Blobs(bucket).list().isEmpty)
    }

    @Test func `a bucket that is not there is away`() async throws {
        let address = try await ObjectStore.running.value.address
        let bucket = try #require(
            S3Place("\(address)/nowhere-at-all", region: "us-east-1", key: ObjectStore.key, secret: ObjectStore.secret))
        await #expect(throws: BlobFailure.self) { _ = try await S3Blobs(bucket).list() }
    }
}

struct S3AwayTests {
    private let place: TestFolder

    init() throws { place = try TestFolder() }

    @Test func `a store where nobody answers is away`() async throws {
        let sample = try Sample(10, in: place)
        let store = S3Blobs(try #require(S3Place("http://127.0.0.1:1/b", region: "r", key: "k", secret: "s")))
        await #expect { try await store.put(sample.path, as: sample.digest, size: 10) } throws: { error in
            if case BlobFailure.away = error { true } else { false }
        }
    }

    @Test func `a store that keeps silent is given up`() async throws {
        let silent = try SilentListener()
        let bucket = try #require(S3Place("http://127.0.0.1:\(silent.port)/b", region: "r", key: "k", secret: "s"))
        let line = S3Line(to: bucket)
        await #expect {
            try await line.apart { try line.ask(S3Request(method: .head, patience: 1)) }
        } throws: { error in
            if case BlobFailure.away = error { true } else { false }
        }
    }

    @Test func `an address names a store, a bucket and perhaps a folder`() {
        func place(_ address: String, key: String = "k", secret: String = "s") -> S3Place? {
            S3Place(address, region: "us-east-1", key: key, secret: secret)
        }
        #expect(place("https://s3.example/bucket")?.address == "https://s3.example/bucket")
        #expect(place("https://s3.example:8333/bucket/a/b/")?.address == "https://s3.example:8333/bucket")
        #expect(place("https://s3.example:8333/bucket/a/b/")?.prefix == "a/b/")
        for address in [
            "", "s3.example/bucket", "ftp://s3.example/bucket", "https://s3.example", "https://s3.example/",
            "https://me@s3.example/bucket", "https://s3.example/b?x=1", "https://s3.example/b/../c",
            "https://s3.example/a%20b",
        ] { #expect(place(address) == nil, "\(address)") }
        #expect(place("https://s3.example/b", key: "k:s") == nil)
        #expect(place("https://s3.example/b", secret: "") == nil)
    }

    @Test func `a log that a store is written into does not open it`() throws {
        let bucket = try #require(S3Place("https://s3.example/b", region: "r", key: "AKEY", secret: "ASECRET"))
        var dumped = ""
        dump([bucket], to: &dumped)
        for text in ["\(bucket)", String(reflecting: bucket), String(describing: [bucket]), dumped] {
            #expect(text.contains("s3.example"))
            #expect(!text.contains("AKEY") && !text.contains("ASECRET"))
        }
    }

    @Test func `what is asked is coded as it is signed`() throws {
        let bucket = try #require(S3Place("https://s3.example/b", region: "r", key: "k", secret: "s"))
        let query = [(name: "continuation-token", value: "a/b+c=é ~"), (name: "list-type", value: "2")]
        #expect(
            S3Request(method: .get(nil), query: query).address(at: bucket)
                == "https://s3.example/b?continuation-token=a%2Fb%2Bc%3D%C3%A9%20~&list-type=2")
    }
}
