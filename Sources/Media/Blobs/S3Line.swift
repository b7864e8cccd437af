import CCurl
import NIOPosix
import Synchronization

/// Asks a store, on four threads of its own: libcurl blocks. Lines that were used are kept open for the next questions.
final class S3Line: Sendable {
    let place: S3Place
    private let pool = NIOThreadPool(numberOfThreads: 4)
    /// Addresses of handles that nobody uses: each is used by one thread at a time.
    private let idle = Mutex<[UInt]>([])

    init(to place: S3Place) {
        // Once a process, before any other call.
        curl_global_init(Int(CURL_GLOBAL_DEFAULT))
        self.place = place
        pool.start()
    }

    deinit {
        for handle in idle.withLock({ $0 }) { curl_easy_cleanup(UnsafeMutableRawPointer(bitPattern: handle)) }
        pool.shutdownGracefully { _ in }
    }

    /// On one of its threads; what the work asks there waits for the answer.
    func apart<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await pool.runIfActive(work)
    }

    /// Blocks. Throws `away` where no answer comes.
    func ask(_ request: S3Request) throws(BlobFailure) -> S3Answer {
        let exchange = try S3Exchange(request, at: place)
        let kept = idle.withLock { $0.popLast() }.flatMap(UnsafeMutableRawPointer.init(bitPattern:))
        guard let handle = kept ?? curl_easy_init() else { throw .away("the library cannot start") }
        defer {
            curl_easy_reset(handle)
            idle.withLock { $0.append(UInt(bitPattern: handle)) }
        }
        return try exchange.run(on: handle)
    }
}
