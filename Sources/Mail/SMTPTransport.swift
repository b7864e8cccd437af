import CCurl
import Foundation
import NIOPosix
import Synchronization

/// Speaks SMTP through libcurl, which blocks, on two threads of its own.
public final class SMTPTransport: MailTransport {
    private let pool = NIOThreadPool(numberOfThreads: 2)
    private let timeout: Duration
    private let hosts: Set<String>

    /// `hosts` are the mail servers inside the house's network that whoever runs the machine has opened, as they are typed.
    public init(timeout: Duration = .seconds(60), inside hosts: Set<String> = []) {
        // Once a process, before any other call.
        curl_global_init(Int(CURL_GLOBAL_DEFAULT))
        (self.timeout, self.hosts) = (timeout, hosts)
        pool.start()
    }

    deinit { pool.shutdownGracefully { _ in } }

    /// Cut short within about a second when the calling task is cancelled.
    public func deliver(_ envelope: Envelope, by settings: MailSettings) async throws(DeliveryFailure) {
        let conversation = SMTPConversation(envelope, settings, timeout: timeout, inside: hosts)
        let outcome = await withTaskCancellationHandler {
            do {
                return try await pool.runIfActive { conversation.run() }
            } catch {
                return DeliveryFailure.later("the program is stopping")
            }
        } onCancel: {
            conversation.cut()
        }
        if let outcome { throw outcome }
    }
}

/// One mail, one connection.
private final class SMTPConversation: Sendable {
    private let envelope: Envelope
    private let settings: MailSettings
    private let timeout: Duration
    private let hosts: Set<String>
    /// Its name led to a place where no mail is handed to.
    private let isClosed = Atomic<Bool>(false)
    private let isCut = Atomic<Bool>(false)
    private let position = Atomic<Int>(0)
    private let answer = Mutex("")
    /// The server said that it is ready for mail.
    private let isWelcome = Atomic<Bool>(false)

    init(_ envelope: Envelope, _ settings: MailSettings, timeout: Duration, inside hosts: Set<String>) {
        (self.envelope, self.settings, self.timeout, self.hosts) = (envelope, settings, timeout, hosts)
    }

    func cut() { isCut.store(true, ordering: .relaxed) }

    /// Nil when the server has taken the mail.
    func run() -> DeliveryFailure? {
        guard let handle = curl_easy_init() else { return .later("the mail library cannot start") }
        defer { curl_easy_cleanup(handle) }
        let recipients = curl_slist_append(nil, "<\(envelope.to)>")
        defer { curl_slist_free_all(recipients) }
        setServer(of: handle)
        setGate(of: handle)
        setMail(of: handle, recipients: recipients)
        let code = curl_easy_perform(handle)
        return code == CURLE_OK ? nil : failure(code, handle)
    }

    private func setServer(of handle: UnsafeMutableRawPointer) {
        let scheme = settings.security == .tls ? "smtps" : "smtp"
        // The path is how this client greets: servers mistrust «localhost».
        let address = "\(scheme)://\(settings.server):\(settings.port)/\(settings.from.domain)"
        rallynov_curl_set_text(handle, CURLOPT_URL, address)
        rallynov_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        rallynov_curl_set_number(handle, CURLOPT_USE_SSL, Int(encryption.rawValue))
        rallynov_curl_use_modern_tls(handle)
        if !settings.user.isEmpty {
            rallynov_curl_set_text(handle, CURLOPT_USERNAME, settings.user)
            rallynov_curl_set_text(handle, CURLOPT_PASSWORD, settings.password)
        }
        // Signals belong to the program, not to a library's thread.
        rallynov_curl_set_number(handle, CURLOPT_NOSIGNAL, 1)
        rallynov_curl_set_number(handle, CURLOPT_CONNECTTIMEOUT, 20)
        rallynov_curl_set_number(handle, CURLOPT_TIMEOUT, Int(timeout.components.seconds))
    }

    /// Looks at the address itself, once a name has become one, and before a byte is sent to it.
    private func setGate(of handle: UnsafeMutableRawPointer) {
        // A proxy of the environment would connect in this one's place.
        rallynov_curl_set_text(handle, CURLOPT_PROXY, "")
        rallynov_curl_set_gate(
            handle,
            { me, _, address in
                guard let me, let address, SMTPConversation.at(me).lets(address) else { return -1 }
                return rallynov_curl_socket(address)
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    private func lets(_ address: UnsafePointer<curl_sockaddr>) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = Int(rallynov_curl_address(address, &bytes))
        let isOpen = settings.allows(Array(bytes.prefix(count)), except: hosts)
        if !isOpen { isClosed.store(true, ordering: .relaxed) }
        return isOpen
    }

    private var encryption: curl_usessl {
        switch settings.security {
        case .none: CURLUSESSL_NONE
        case .starttls, .tls: CURLUSESSL_ALL
        }
    }

    private func setMail(of handle: UnsafeMutableRawPointer, recipients: UnsafeMutablePointer<curl_slist>?) {
        let me = Unmanaged.passUnretained(self).toOpaque()
        rallynov_curl_set_text(handle, CURLOPT_MAIL_FROM, "<\(envelope.from)>")
        rallynov_curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients)
        rallynov_curl_set_number(handle, CURLOPT_UPLOAD, 1)
        rallynov_curl_set_reader(
            handle,
            { room, size, count, me in
                me.map { SMTPConversation.at($0).read(into: room, atMost: size * count) } ?? 0
            }, me)
        rallynov_curl_set_answers(
            handle,
            { line, size, count, me in
                if let me, let line {
                    SMTPConversation.at(me).hear(UnsafeRawBufferPointer(start: line, count: size * count))
                }
                return size * count
            }, me)
        rallynov_curl_set_progress(
            handle, { me, _, _, _, _ in me.map { SMTPConversation.at($0).isOver ? 1 : 0 } ?? 0 }, me)
    }

    private static func at(_ pointer: UnsafeMutableRawPointer) -> SMTPConversation {
        Unmanaged<SMTPConversation>.fromOpaque(pointer).takeUnretainedValue()
    }

    private var isOver: Bool { isCut.load(ordering: .relaxed) }

    private func read(into room: UnsafeMutablePointer<CChar>?, atMost size: Int) -> Int {
        let start = position.load(ordering: .relaxed)
        let count = min(size, envelope.bytes.count - start)
        guard count > 0, let room else { return 0 }
        envelope.bytes.withUnsafeBytes { bytes in
            UnsafeMutableRawBufferPointer(start: room, count: count).copyBytes(from: bytes[start..<(start + count)])
        }
        position.store(start + count, ordering: .relaxed)
        return count
    }

    /// Keeps the server's last refusal, for staff to read.
    private func hear(_ bytes: UnsafeRawBufferPointer) {
        let line = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        if line.hasPrefix("2") { isWelcome.store(true, ordering: .relaxed) }
        if line.hasPrefix("4") || line.hasPrefix("5") { answer.withLock { $0 = String(line.prefix(300)) } }
    }

    /// As nobody's answer: nothing was asked.
    static let leadsInside = "the name of the mail server leads inside the network"

    private func failure(_ code: CURLcode, _ handle: UnsafeMutableRawPointer) -> DeliveryFailure {
        if isClosed.load(ordering: .relaxed) && !isWelcome.load(ordering: .relaxed) { return .later(Self.leadsInside) }
        var status = 0
        rallynov_curl_get_number(handle, CURLINFO_RESPONSE_CODE, &status)
        let said = answer.withLock { $0 }
        let reason = said.isEmpty ? String(cString: curl_easy_strerror(code)) : said
        guard said.hasPrefix("5"), isAboutTheMail(code, status) else {
            return .later(isWelcome.load(ordering: .relaxed) ? reason : "\(DeliveryAnswer.notReady)\(reason)")
        }
        return .never(reason)
    }

    /// Before the first word of a mail, a server that refuses speaks of itself: one that greets with 554 takes none from
    /// anybody now (RFC 5321, 3.1), one that refuses encryption or a password is the settings' fault (RFC 4954, 6).
    private func isAboutTheMail(_ code: CURLcode, _ status: Int) -> Bool {
        let isLogin = code == CURLE_LOGIN_DENIED || [530, 534, 535, 538].contains(status)
        let isEarly = [CURLE_REMOTE_ACCESS_DENIED, CURLE_USE_SSL_FAILED, CURLE_SSL_CONNECT_ERROR].contains(code)
        return isWelcome.load(ordering: .relaxed) && !isLogin && !isEarly
    }
}
