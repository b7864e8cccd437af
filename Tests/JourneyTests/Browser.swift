import Foundation
import Testing

/// A person at a browser: finds fields by their label, buttons and links by what is written on them, and waits for them
/// to appear.
struct Browser: Sendable {
    static var isInstalled: Bool { WebDriver.program != nil }
    static var findsFaults: Bool { axe != nil }

    let driver: WebDriver
    let base: String
    let patience: Duration
    let inspection: Inspection?

    /// Opens a browser without cookies on a site, for the length of `visit`. Pages that `inspection` has not seen yet are
    /// looked at as they are met.
    static func visiting<Result>(
        _ base: String, patience: Duration = .seconds(10), inspection: Inspection? = nil, withScripts: Bool = true,
        _ visit: (Browser) async throws -> Result
    ) async throws -> Result {
        try await WebDriver.whileOpen { driver in
            if !withScripts { try await driver.disableScripts() }
            // What looks for faults is itself a script.
            let inspection = withScripts ? inspection : nil
            return try await visit(Browser(driver: driver, base: base, patience: patience, inspection: inspection))
        }
    }

    // MARK: Going about

    /// Opens a path of the site, or a whole address.
    func open(_ path: String) async throws {
        let address = path.hasPrefix("/") ? base + path : path
        try await driver.send("POST", "/url", ["url": address])
        try await arrive()
    }

    /// A menu that is folded is opened first.
    func follow(_ link: String, in place: String? = nil) async throws {
        for fold in try await driver.run(Self.names + Self.folding, [link], as: [WebDriver.Element].self) {
            try await driver.send("POST", "/element/\(fold.id)/click", [:])
        }
        try await click("link", link, in: place)
    }

    func press(_ button: String, in place: String? = nil) async throws { try await click("button", button, in: place) }

    func goBack() async throws {
        try await driver.send("POST", "/back", [:])
        try await arrive()
    }

    func reload() async throws {
        try await driver.send("POST", "/refresh", [:])
        try await arrive()
    }

    func setWindow(width: Int, height: Int = 900) async throws {
        try await driver.send("POST", "/window/rect", ["width": width, "height": height])
    }

    func forgetCookies() async throws { try await driver.send("DELETE", "/cookie") }

    // MARK: Filling in

    func fill(_ label: String, in place: String? = nil, with text: String) async throws {
        let field = try await find("field", label, in: place)
        let path = "/element/\(field.id)"
        let type = try await driver.run("return arguments[0].type", [field.reference], as: String.self)
        // What is typed in a date depends on the language of the machine.
        guard !["date", "time", "datetime-local"].contains(type) else { return try await set(field, to: text) }
        if type != "file" { try await driver.send("POST", path + "/clear", [:]) }
        try await driver.send("POST", path + "/value", ["text": text])
    }

    /// Ticks a box, chooses one of several, or an entry of the list that `place` names.
    func choose(_ label: String, in place: String? = nil) async throws {
        let choice = try await find("choice", label, in: place)
        let isChosen = "return arguments[0].checked || arguments[0].selected || false"
        guard try await !driver.run(isChosen, [choice.reference], as: Bool.self) else { return }
        try await driver.send("POST", "/element/\(choice.id)/click", [:])
    }

    func untick(_ label: String, in place: String? = nil) async throws {
        let box = try await find("choice", label, in: place)
        guard try await driver.run("return arguments[0].checked", [box.reference], as: Bool.self) else { return }
        try await driver.send("POST", "/element/\(box.id)/click", [:])
    }

    /// One key after the other on the keyboard, wherever the focus is.
    func type(_ keys: String) async throws {
        let presses = keys.flatMap { key in ["keyDown", "keyUp"].map { ["type": $0, "value": String(key)] } }
        try await driver.send("POST", "/actions", ["actions": [["type": "key", "id": "keyboard", "actions": presses]]])
    }

    static let tab = "\u{E004}"
    static let enter = "\u{E007}"

    // MARK: Reading

    var title: String { get async throws { try await driver.send("GET", "/title", as: String.self) } }
    var html: String { get async throws { try await driver.send("GET", "/source", as: String.self) } }
    var address: String { get async throws { try await driver.send("GET", "/url", as: String.self) } }

    /// The path of the page that is shown, with its query.
    var path: String {
        get async throws { try await driver.run("return location.pathname + location.search", as: String.self) }
    }

    /// What can be read in the first element of that selector, its special spaces made plain.
    func text(of selector: String = "body") async throws -> String {
        let script = "return document.querySelector(arguments[0])?.innerText ?? null"
        return try await soon("nothing on the page is \(selector)") {
            try await driver.run(script, [selector], as: String?.self)
        }.replacing(/[\u{A0}\u{202F}]/, with: " ")
    }

    /// The value of a field as it stands.
    func value(of label: String, in place: String? = nil) async throws -> String {
        let field = try await find("field", label, in: place)
        return try await driver.run("return arguments[0].value", [field.reference], as: String.self)
    }

    /// Waits for a sentence to be on the page.
    func see(_ words: String) async throws {
        _ = try await soon("«\(words)» is not on the page") {
            try await text().contains(words) ? true : nil
        }
    }

    func sees(_ words: String) async throws -> Bool { try await text().contains(words) }

    /// What has the focus: its label, or what is written on it.
    var focus: String {
        get async throws { try await driver.run(Self.names + "return nameOf(document.activeElement)", as: String.self) }
    }

    /// Whether something must be scrolled sideways to be read.
    var isTooWide: Bool {
        get async throws {
            try await driver.run("return document.documentElement.scrollWidth > innerWidth", as: Bool.self)
        }
    }

    /// What axe-core finds on the page that keeps people out (WCAG 2.2 A and AA).
    var accessibilityFaults: [String] {
        get async throws {
            guard let axe = Self.axe else { throw Trouble("axe-core is not installed: bin/setup --with-browser") }
            let script = """
                const done = arguments[1]
                const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
                new Function(arguments[0]).call(window)
                axe.run(document, { runOnly: tags, resultTypes: ["violations"], preload: false }).then(({ violations }) => done(violations.flatMap((fault) =>
                  fault.nodes.map((node) => `${fault.id}: ${node.html.slice(0, 120)}`))))
                """
            return try await driver.send(
                "POST", "/execute/async", ["script": script, "args": [axe]], as: [String].self)
        }
    }

    private static let axe = try? String(
        contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../.venv/axe.min.js"), encoding: .utf8)

    /// The window as a PNG.
    var screenshot: Data {
        get async throws {
            let text = try await driver.send("GET", "/screenshot", as: String.self)
            return Data(base64Encoded: text) ?? Data()
        }
    }
}

extension Browser {
    private func click(_ kind: String, _ name: String, in place: String?) async throws {
        let target = try await find(kind, name, in: place)
        try await driver.send("POST", "/element/\(target.id)/click", [:])
        let status = try await arrive(after: name)
        guard kind != "link" || status < 400 else { throw Trouble("the link «\(name)» leads to an error \(status)") }
    }

    /// Waits for the page, once the one before is left if `name` leads away from it: it may first finish saving. Gives the
    /// page's HTTP status.
    @discardableResult
    private func arrive(after name: String = "") async throws -> Int {
        let complaint = name.isEmpty ? "the page is not loaded" : "the page stays after «\(name)»"
        let page = try await soon(complaint) { try await driver.run(Self.arriving, as: Page?.self) }
        try await inspection?.look(at: page.kind, in: self)
        return page.status
    }

    private struct Page: Decodable {
        let status: Int
        let kind: String
    }

    /// Nothing while the page loads, or the one before waits to be left. Pages of one kind show the same parts.
    private static let arriving = """
        if (document.isLeft || document.readyState !== "complete") return null
        const place = location.pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{48}/g, "…")
        const heads = [...document.querySelectorAll("main h2")].map((head) => head.innerText).join(" · ")
        const [{ responseStatus = 200 } = {}] = performance.getEntriesByType("navigation")
        return { status: responseStatus, kind: `${innerWidth} ${place} ${heads}` }
        """

    private func set(_ field: WebDriver.Element, to text: String) async throws {
        let script = """
            arguments[0].value = arguments[1]
            for (const name of ["input", "change"]) arguments[0].dispatchEvent(new Event(name, { bubbles: true }))
            """
        try await driver.run(script, [field.reference, text])
    }

    private func find(_ kind: String, _ name: String, in place: String?) async throws -> WebDriver.Element {
        let script = Self.names + Self.finding
        let where_ = place.map { " in «\($0)»" } ?? ""
        return try await soon("no \(kind) is called «\(name)»\(where_)") {
            let found = try await driver.run(script, [kind, name, place ?? ""], as: [WebDriver.Element].self)
            guard found.count < 2 else { throw Trouble("\(found.count) times \(kind) «\(name)»\(where_): say where") }
            return found.first
        }
    }

    /// Asks again until there is an answer; says what was on the page when there is none in time.
    private func soon<Value>(_ complaint: String, _ ask: () async throws -> Value?) async throws -> Value {
        let end = ContinuousClock.now + patience
        while true {
            do {
                if let answer = try await ask() { return answer }
            } catch let refusal as WebDriver.Refusal where refusal.error.hasPrefix("stale") {
                // The page changed between the question and the answer.
            }
            guard ContinuousClock.now < end else { throw Trouble("\(complaint), at \(await whatIsSeen())") }
            await Task.yield()
        }
    }

    private func whatIsSeen() async -> String {
        let text = try? await driver.run("return document.body.innerText", as: String.self)
        let address = try? await address
        return "\(address ?? "no address"):\n\((text ?? "an empty page").prefix(1500))"
    }

    /// Names as a person reads them.
    private static let names = """
        const plain = (text) => (text ?? "").replace(/\\s+/g, " ").trim()
        const namedBy = (element) => (element.getAttribute("aria-labelledby") ?? "").split(" ")
          .map((key) => document.getElementById(key)?.innerText ?? "").join(" ")
        const nameOf = (element) => plain(namedBy(element)) || plain(element.labels?.[0]?.innerText) || plain(element.getAttribute("aria-label"))
          || plain(element.innerText) || plain(element.value) || element.localName;
        """

    /// What is to be opened before a link of the page's head is seen, the outer ones first.
    private static let folding = """
        const links = [...document.querySelectorAll("a[href]")].filter((one) => plain(one.textContent) === plain(arguments[0]))
        const folded = links.some((one) => one.checkVisibility()) ? [] : links.filter((one) => one.closest("header"))
        const folds = []
        for (let part = folded[0]; part; part = part.parentElement)
          if (part.localName === "details" && !part.open) folds.unshift(part.querySelector("summary"))
          else if (part.popover && !part.checkVisibility()) folds.unshift(document.querySelector(`[popovertarget="${part.id}"]`))
        return folds
        """

    /// The elements of a kind with a name, in the smallest part of the page that holds a text beside them: those called
    /// exactly so, or else those whose name begins so.
    private static let finding = """
        const [kind, name, place] = [arguments[0], ...[arguments[1], arguments[2]].map(plain)]
        const kinds = {
          link: "a[href]", button: "button, input[type=submit], summary", choice: "[type=checkbox], [type=radio], option",
          field: "textarea, select, input:not([type=checkbox], [type=radio], [type=hidden], [type=submit])",
        }
        const places = [...document.querySelectorAll("tr, li, nav, header, article, fieldset, section, form, dialog, details, .field")]
          .filter((part) => plain(part.innerText).includes(place))
          .sort((one, other) => one.textContent.length - other.textContent.length)
        const isThere = (one) => one.checkVisibility() && !one.closest("[aria-hidden=true]")
        const all = [...document.querySelectorAll(kinds[kind])].filter((one) => isThere(one) || one.localName === "option")
        const called = (area) => {
          const inside = all.filter((one) => area.contains(one))
          const exact = inside.filter((one) => nameOf(one) === name)
          return exact.length ? exact : inside.filter((one) => nameOf(one).startsWith(name))
        }
        const found = (place ? places : [document]).map(called).find((some) => some.length) ?? []
        found[0]?.scrollIntoView({ block: "center" })
        // A page that a click leads away from is marked, to be told from the next.
        const [one] = found, href = one?.getAttribute("href")
        document.isLeft = href ? !href.startsWith("#") : kind === "button" && one?.type === "submit" && one.form !== null
        return found
        """
}
