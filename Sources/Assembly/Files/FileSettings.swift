import Foundation
import Media
import Secrets

/// Where the files that people send lie, and who looks at them; said by the machine, not on a page.
public struct FileSettings: Sendable {
    /// For what is on its way, and for all that is kept where no bucket is named.
    public var folder: String
    /// A bucket of a store that speaks S3.
    public var bucket: S3Place?
    /// Nil where nothing is scanned.
    public var scanner: ScannerAddress?

    public enum Refusal: Error, Equatable, CustomStringConvertible {
        case bucket
        case scanner(String)

        public var description: String {
            switch self {
            case .bucket:
                """
                RALLYNOV_S3 is no bucket that can be used: it wants https://HOST/BUCKET, RALLYNOV_S3_KEY, and the secret as \
                rallynov-s3-secret or RALLYNOV_S3_SECRET
                """
            case .scanner(let text): "«\(text)» in RALLYNOV_CLAMD is neither a socket nor a host and port"
            }
        }
    }

    public init(folder: String) { self.folder = folder }

    /// `RALLYNOV_FILES` names the folder, or it lies beside the data; `RALLYNOV_S3` a bucket, with `RALLYNOV_S3_REGION`,
    /// `RALLYNOV_S3_KEY` and its secret; `RALLYNOV_CLAMD` the scanner. Throws for what is there and cannot be used.
    public init(
        database address: String, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws {
        let named = environment["RALLYNOV_FILES"] ?? ""
        folder = named.isEmpty ? Self.folder(beside: Databases.path(of: address), environment) : named
        bucket = try Self.bucket(environment)
        let clamd = environment["RALLYNOV_CLAMD"] ?? ""
        guard !clamd.isEmpty else { return }
        guard let scanner = ScannerAddress(clamd) else { throw Refusal.scanner(clamd) }
        self.scanner = scanner
    }

    /// `rallynov.files` of `rallynov.sqlite`; on a server, in the folder that the service manager gives.
    static func folder(beside data: String?, _ environment: [String: String]) -> String {
        // It may name several; the first is the service's own.
        let state = environment["STATE_DIRECTORY"]?.prefix { $0 != ":" }
        guard let data else { return (state.map(String.init) ?? "var") + "/rallynov.files" }
        return URL(filePath: data).deletingPathExtension().path + ".files"
    }

    private static func bucket(_ environment: [String: String]) throws -> S3Place? {
        guard let address = environment["RALLYNOV_S3"], !address.isEmpty else { return nil }
        let handed = try MachineSecrets(beside: nil, in: environment).handed("rallynov-s3-secret")
        let secret = handed ?? environment["RALLYNOV_S3_SECRET"] ?? ""
        let region = environment["RALLYNOV_S3_REGION"] ?? ""
        guard
            let place = S3Place(
                address, region: region.isEmpty ? "us-east-1" : region, key: environment["RALLYNOV_S3_KEY"] ?? "",
                secret: secret)
        else { throw Refusal.bucket }
        return place
    }

    var blobs: any BlobStore {
        if let bucket { S3Blobs(bucket) } else { FolderBlobs(folder + "/kept") }
    }

    var preparation: Preparation {
        let pictures = PicturesTool.found()
        return Preparation(
            kinds: ContentKinds(), scanner: scanner.map { ClamScanner(at: $0) }, pictures: pictures,
            papers: PapersTool(pictures: pictures))
    }
}
