import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Web

extension HTTPServerBuilder {
    /// HTTP/1.1, each connection served on the thread that reads it: an answer then changes threads for the database only,
    /// and one that is kept does not reach the server.
    static func onEventLoops(_ site: Site) -> HTTPServerBuilder {
        HTTPServerBuilder { responder in
            EventLoopChannel(
                site: site,
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
    let channel: HTTP1Channel

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        self.channel.setup(channel: channel, logger: logger).flatMapThrowing { value in
            try KeptAnswers(site: site, patience: .seconds(60)).stand(in: channel.pipeline.syncOperations)
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
