import CCurl
import Foundation
import Synchronization

/// One question and its answer, on one handle of libcurl, which blocks.
final class S3Exchange: Sendable {
    private let request: S3Request
    private let place: S3Place
    private let body = Mutex<[UInt8]>([])
    /// Of the file that is sent; -1 where none is.
    private let file: Int32

    init(_ request: S3Request, at place: S3Place) throws(BlobFailure) {
        (self.request, self.place) = (request, place)
        if case .put(let path, _) = request.method {
            file = open(path, O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { throw BlobFailure.now(away: "cannot read what came") }
        } else {
            file = -1
        }
    }

    deinit { if file >= 0 { close(file) } }

    /// Throws `away` where no answer comes.
    func run(on handle: UnsafeMutableRawPointer) throws(BlobFailure) -> S3Answer {
        // This one is signed with all others; without it the library of Debian 12 signs another digest than it sends.
        let headers = curl_slist_append(nil, "x-amz-content-sha256: \(request.digest)")
        defer { curl_slist_free_all(headers) }
        rallynov_curl_set_list(handle, CURLOPT_HTTPHEADER, headers)
        setServer(of: handle)
        setMethod(of: handle)
        setEnds(of: handle)
        let code = curl_easy_perform(handle)
        guard code == CURLE_OK else { throw .away(String(cString: curl_easy_strerror(code))) }
        var (status, size) = (0, Int64(-1))
        rallynov_curl_get_number(handle, CURLINFO_RESPONSE_CODE, &status)
        rallynov_curl_get_large(handle, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &size)
        return S3Answer(status: status, body: body.withLock { $0 }, size: Int(size))
    }

    private func setServer(of handle: UnsafeMutableRawPointer) {
        rallynov_curl_set_text(handle, CURLOPT_URL, request.address(at: place))
        rallynov_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        rallynov_curl_set_text(handle, CURLOPT_PROXY, "")
        rallynov_curl_set_text(handle, CURLOPT_AWS_SIGV4, "aws:amz:\(place.region):s3")
        rallynov_curl_set_text(handle, CURLOPT_USERNAME, place.key)
        rallynov_curl_set_text(handle, CURLOPT_PASSWORD, place.secret)
        rallynov_curl_use_modern_tls(handle)
        rallynov_curl_set_number(handle, CURLOPT_NOSIGNAL, 1)
        rallynov_curl_set_number(handle, CURLOPT_CONNECTTIMEOUT, 4)
        rallynov_curl_set_number(handle, CURLOPT_TIMEOUT, request.patience)
        // A store that takes or gives nothing for so long is away.
        rallynov_curl_set_number(handle, CURLOPT_LOW_SPEED_LIMIT, 1)
        rallynov_curl_set_number(handle, CURLOPT_LOW_SPEED_TIME, 15)
    }

    private func setMethod(of handle: UnsafeMutableRawPointer) {
        switch request.method {
        case .get(let range):
            if let range {
                rallynov_curl_set_text(handle, CURLOPT_RANGE, "\(range.lowerBound)-\(range.upperBound - 1)")
            }
        case .head:
            rallynov_curl_set_number(handle, CURLOPT_NOBODY, 1)
        case .delete:
            rallynov_curl_set_text(handle, CURLOPT_CUSTOMREQUEST, "DELETE")
        case .put(_, let size):
            rallynov_curl_set_number(handle, CURLOPT_UPLOAD, 1)
            rallynov_curl_set_large(handle, CURLOPT_INFILESIZE_LARGE, Int64(size))
            // On a line that was used before and is dead, what was sent could not be sent again.
            rallynov_curl_set_number(handle, CURLOPT_FRESH_CONNECT, 1)
        }
    }

    private func setEnds(of handle: UnsafeMutableRawPointer) {
        let me = Unmanaged.passUnretained(self).toOpaque()
        rallynov_curl_set_writer(
            handle,
            { bytes, size, count, me in
                guard let me, let bytes else { return 0 }
                return S3Exchange.at(me).hear(UnsafeRawBufferPointer(start: bytes, count: size * count))
            }, me)
        rallynov_curl_set_reader(
            handle,
            { room, size, count, me in
                guard let me, let room else { return 0 }
                let read = Foundation.read(S3Exchange.at(me).file, room, size * count)
                return read < 0 ? Int(CURL_READFUNC_ABORT) : read
            }, me)
    }

    private static func at(_ pointer: UnsafeMutableRawPointer) -> S3Exchange {
        Unmanaged<S3Exchange>.fromOpaque(pointer).takeUnretainedValue()
    }

    /// Takes all or, where that is more than was asked for, nothing, which ends it.
    private func hear(_ bytes: UnsafeRawBufferPointer) -> Int {
        body.withLock { body in
            guard body.count + bytes.count <= request.mostAnswer else { return 0 }
            body.append(contentsOf: bytes)
            return bytes.count
        }
    }
}
