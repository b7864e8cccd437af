import Foundation

/// One session of headless Chromium, spoken to through its driver as the WebDriver standard says.
struct WebDriver: Sendable {
    let connection: DriverConnection
    let session: String

    /// What the driver answers is decoded; what it refuses is thrown.
    @discardableResult
    func send<Value: Decodable>(
        _ method: String, _ path: String, _ body: [String: Any]? = nil, as type: Value.Type = Nothing.self
    ) async throws -> Value {
        let data = try body.map { try JSONSerialization.data(withJSONObject: $0) } ?? Data()
        let answer = try await connection.ask(method, "/session" + session + path, data)
        guard answer.status == 200 else { throw try JSONDecoder().decode(Said<Refusal>.self, from: answer.body).value }
        return try JSONDecoder().decode(Said<Value>.self, from: answer.body).value
    }

    @discardableResult
    func run<Value: Decodable>(
        _ script: String, _ arguments: [Any] = [], as type: Value.Type = Nothing.self
    ) async throws -> Value {
        try await send("POST", "/execute/sync", ["script": script, "args": arguments], as: type)
    }

    /// For as long as the browser is open; what is run by the driver still runs.
    func disableScripts() async throws {
        let command: [String: Any] = ["cmd": "Emulation.setScriptExecutionDisabled", "params": ["value": true]]
        try await send("POST", "/goog/cdp/execute", command)
    }

    private struct Said<Value: Decodable>: Decodable { let value: Value }

    struct Nothing: Decodable {
        init(from decoder: any Decoder) {}
    }

    struct Refusal: Error, Decodable, CustomStringConvertible {
        let error: String
        let message: String
        var description: String { message.split(separator: "\n").first.map(String.init) ?? error }
    }

    /// What stands for an element of the page in the driver's language.
    struct Element: Codable, Sendable {
        let id: String
        var reference: [String: String] { [CodingKeys.id.rawValue: id] }

        enum CodingKeys: String, CodingKey { case id = "element-6066-11e4-a52e-4f735466cecf" }
    }
}

extension WebDriver {
    static let program = ["/usr/bin/chromedriver", "/usr/local/bin/chromedriver"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// A browser for the length of `body`: it and its driver are gone afterwards, whatever happens.
    static func whileOpen<Result>(_ body: (WebDriver) async throws -> Result) async throws -> Result {
        let (driver, port) = try start(attempts: 5)
        defer { end(driver) }
        let connection = DriverConnection(port: port)
        let entrance = WebDriver(connection: connection, session: "")
        let started = try await entrance.send("POST", "", capabilities, as: Started.self)
        let session = WebDriver(connection: connection, session: "/" + started.sessionId)
        do {
            let result = try await body(session)
            try await session.send("DELETE", "")
            return result
        } catch {
            _ = try? await session.send("DELETE", "")
            throw error
        }
    }

    private struct Started: Decodable { let sessionId: String }

    /// Ends the driver, and the browser it may have left behind.
    private static func end(_ driver: Process) {
        let browsers = children(of: driver.processIdentifier)
        // A gentler signal would wait for ever: children inherit what this thread blocks.
        for process in browsers + [driver.processIdentifier] { kill(process, SIGKILL) }
        driver.waitUntilExit()
    }

    private static func children(of parent: pid_t) -> [pid_t] {
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.compactMap { pid_t($0) } ?? []
        return processes.filter { process in
            let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
            return status?.contains("\nPPid:\t\(parent)\n") ?? false
        }
    }

    /// The port that it picks may be taken by somebody else before it opens it: then it ends, and is started again.
    private static func start(attempts: Int) throws -> (Process, UInt16) {
        let driver = Process()
        driver.executableURL = URL(fileURLWithPath: try program.orThrow("chromedriver is not installed"))
        driver.arguments = ["--port=0"]
        driver.standardError = FileHandle.nullDevice
        let output = Pipe()
        driver.standardOutput = output
        try driver.run()
        do {
            return (driver, try port(saidOn: output))
        } catch let trouble as Trouble where attempts > 1 && "\(trouble)".contains("port not available") {
            end(driver)
            return try start(attempts: attempts - 1)
        } catch {
            end(driver)
            throw error
        }
    }

    private static func port(saidOn output: Pipe) throws -> UInt16 {
        var said = ""
        while !said.contains("successfully on port ") || !said.hasSuffix(".\n") {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Trouble("chromedriver did not start: \(said)") }
            said += String(decoding: more, as: UTF8.self)
        }
        let port = said.firstMatch(of: /successfully on port (\d+)\./).flatMap { UInt16($0.1) }
        return try port.orThrow("chromedriver did not say its port: \(said)")
    }

    private static var capabilities: [String: Any] {
        // Chromium keeps its sandbox from root, and containers have little shared memory.
        let sandbox = getuid() == 0 ? ["--no-sandbox"] : []
        let options: [String: Any] = [
            "args": sandbox + ["--headless=new", "--lang=fr", "--disable-gpu", "--disable-dev-shm-usage"],
            "prefs": ["intl.accept_languages": "fr"],
        ]
        return ["capabilities": ["alwaysMatch": ["browserName": "chrome", "goog:chromeOptions": options]]]
    }
}

/// Something a person at the browser would have stumbled over.
struct Trouble: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

extension Optional {
    fileprivate func orThrow(_ text: @autoclosure () -> String) throws -> Wrapped {
        guard let self else { throw Trouble(text()) }
        return self
    }
}
