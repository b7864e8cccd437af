import Crypto
import Foundation

/// Where the site's style, scripts, pictures and fonts are served: the content's digest is in the path, so copies may be kept for ever.
public struct AssetPaths: Sendable {
    let root: String

    public init(digest: String = "0") { root = "/s/\(digest)/" }

    public func path(_ name: String) -> String { root + name }
}

/// The files of `Site/`, read once: the style sheets joined in the order of their names, scripts, pictures, fonts.
public struct Assets: Sendable {
    struct Asset: Sendable {
        let type: String
        let bytes: [UInt8]
        let gzip: [UInt8]?
    }

    public let paths: AssetPaths
    private let assets: [String: Asset]

    public enum Refusal: Error, CustomStringConvertible {
        case noFolder(String)

        public var description: String {
            switch self {
            case .noFolder(let path): "the site's style and scripts are not in «\(path)»"
            }
        }
    }

    public init(folder: String) throws {
        var files: [String: [UInt8]] = [:]
        var style: [UInt8] = []
        for name in try Self.names(in: folder + "/style") {
            let bytes = try Self.read("\(folder)/style/\(name)")
            if name.hasSuffix(".css") { style += bytes } else { files[name] = bytes }
        }
        files["site.css"] = style
        for part in ["script", "image", "font"] {
            // Fonts are made by the set-up; the site reads well in the reader's own without them.
            for name in (try? Self.names(in: "\(folder)/\(part)")) ?? [] {
                files[name] = try Self.read("\(folder)/\(part)/\(name)")
            }
        }
        var digest = SHA256()
        for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
            digest.update(data: Array(name.utf8))
            digest.update(data: bytes)
        }
        let hex = digest.finalize().prefix(6).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        paths = AssetPaths(digest: hex)
        assets = files.reduce(into: [:]) { assets, file in
            guard let type = Self.type(of: file.key) else { return }
            let gzip = type.hasPrefix("font/") || type == "image/png" ? nil : try? Gzip.compress(file.value, level: 9)
            assets[file.key] = Asset(type: type, bytes: file.value, gzip: gzip)
        }
    }

    func asset(at path: String) -> Asset? {
        guard path.hasPrefix(paths.root) else { return nil }
        return assets[String(path.dropFirst(paths.root.count))]
    }

    private static func names(in folder: String) throws -> [String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw Refusal.noFolder(folder)
        }
        return names.sorted()
    }

    private static func read(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    private static func type(of name: String) -> String? {
        switch name.split(separator: ".").last {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml; charset=utf-8"
        case "png": "image/png"
        case "woff2": "font/woff2"
        default: nil
        }
    }
}
