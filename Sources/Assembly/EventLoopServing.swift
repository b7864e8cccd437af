import Accounts
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Web

extension HTTPServerBuilder {
    /// HTTP/1.1, each connection served on the thread that reads it: an answer then changes threads for the database only,
    /// and one that is kept does not reach the server.
    static func onEventLoops(_ site: Site, _ crowd: Crowd) -> HTTPServerBuilder {
        HTTPServerBuilder { responder in
            EventLoopChannel(
                site: site, crowd: crowd,
                channel: HTTP1Channel(
                    responder: responder,
                    configuration: .init(
                        // What browsers send fits several times; what does not is answered 400.
                        httpDecoderConfiguration: .init(
                            maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100))))
        }
    }
}

private struct EventLoopChannel: ServerChildChannel {
    let site: Site
    let crowd: Crowd
    let channel: HTTP1Channel

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        self.channel.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let network = ClientNetwork(channel.remoteAddress?.ipAddress ?? "unknown").description
            let guest = Crowd.Guest(network: network)
            let kept = KeptAnswers(site: site, patience: .seconds(60), guest: guest)
            try kept.stand(in: channel.pipeline.syncOperations)
            try channel.pipeline.syncOperations.addHandler(
                Attention(site: site, crowd: crowd, guest: guest, cut: kept.cut), position: .after(kept))
            return value
        }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await withTaskExecutorPreference(EventLoopExecutor(eventLoop: value.channel.eventLoop)) {
            await channel.handle(value: value, logger: logger)
        }
    }
}

private final class EventLoopExecutor: TaskExecutor {
    private let eventLoop: any EventLoop

    init(eventLoop: any EventLoop) { self.eventLoop = eventLoop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
