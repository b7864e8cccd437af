import Foundation

/// One question to a store.
struct S3Request: Sendable {
    enum Method: Sendable {
        case get(Range<Int>?)
        case head
        case delete
        case put(file: String, size: Int)
    }

    let method: Method
    /// Below the bucket, with a slash before it; empty for the bucket itself.
    var path = ""
    /// In the order of the names: signed so, and sent so.
    var query: [(name: String, value: String)] = []
    /// SHA-256 of what is sent with it.
    var digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    /// Of an answer, in bytes: more is no answer.
    var mostAnswer = 100_000
    /// Of any clock, in seconds.
    var patience = 10

    func address(at place: S3Place) -> String {
        let terms = query.map { "\($0.name)=\(Self.coded($0.value))" }.joined(separator: "&")
        return place.address + path + (terms.isEmpty ? "" : "?\(terms)")
    }

    private static func coded(_ text: String) -> String {
        text.utf8.map { byte in
            let sign = Character(Unicode.Scalar(byte))
            let isPlain = sign.isASCII && (sign.isLetter || sign.isNumber || "-._~".contains(sign))
            return isPlain ? String(sign) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}

struct S3Answer: Sendable {
    let status: Int
    let body: [UInt8]
    /// What the header says; -1 where it says nothing.
    let size: Int

    var isGood: Bool { (200..<300).contains(status) }

    /// For the log: the store's own code of what is wrong, as `SignatureDoesNotMatch`.
    var failure: BlobFailure {
        let code = S3Text.first("Code", in: String(decoding: body, as: UTF8.self)).map { String($0.prefix(60)) } ?? ""
        let isFull = status == 507 || ["QuotaExceeded", "InsufficientStorage", "XMinioStorageFull"].contains(code)
        return isFull ? .full : .away("the store answers \(status) \(code)")
    }
}

/// The few elements of a store's answers that are read: never nested in one of their own name, and without anything coded in ours.
enum S3Text {
    static func first(_ name: String, in text: some StringProtocol) -> String? {
        guard let start = text.range(of: "<\(name)>"),
            let end = text.range(of: "</\(name)>", range: start.upperBound..<text.endIndex)
        else { return nil }
        return String(text[start.upperBound..<end.lowerBound])
    }

    /// As it was before it was written into such an answer.
    static func decoded(_ text: String) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(text) {
            $0.replacingOccurrences(of: $1.0, with: $1.1)
        }
    }

    static func all(_ name: String, in text: String) -> [String] {
        var found: [String] = []
        var place = text.startIndex
        while let start = text.range(of: "<\(name)>", range: place..<text.endIndex),
            let end = text.range(of: "</\(name)>", range: start.upperBound..<text.endIndex)
        {
            found.append(String(text[start.upperBound..<end.lowerBound]))
            place = end.upperBound
        }
        return found
    }
}
