import Campaigns
import Identifiers
import Jury
import Testing
import World

/// The board of readers on a phone, on a screen and on paper.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "chromedriver is not installed: bin/setup --with-browser"))
struct BoardLayoutTests {
    private static let board = "/agence/editions/2014/jury/lectures"

    @Test func `names are read in one piece, more jurors are hinted at, and paper holds them all`() async throws {
        try await OpenSite.whileOpen { site in
            try await site.addJurors()
            try await Browser.visiting(site.address) { browser in
                try await browser.enter(.julien, of: site)
                try await browser.show(width: 390)
                try await browser.open(Self.board)
                #expect(try await browser.squeezed() == [])
                #expect(try await !browser.isTooWide)
                #expect(try await browser.besideTheirCell() == [])
                try await browser.show(width: 700)
                #expect(try await browser.hintsAtMore())
                try await browser.show(width: 994, on: "print")
                #expect(try await !browser.isTooWide)
            }
        }
    }
}

/// The lists that are cards on a phone.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "chromedriver is not installed: bin/setup --with-browser"))
struct CardLayoutTests {
    @Test func `labels of cards wrap, and nothing is printed over what they name`() async throws {
        try await OpenSite.whileOpen { site in
            try await Browser.visiting(site.address) { browser in
                try await browser.enter(.julien, of: site)
                try await browser.show(width: 390)
                for page in ["dossiers", "jury", "fiches", "resultats"] {
                    try await browser.open("/agence/editions/2014/\(page)")
                    #expect(try await browser.unwrapped() == [], "\(page)")
                    #expect(try await !browser.isTooWide, "\(page)")
                }
            }
        }
    }
}

extension OpenSite {
    /// Thirteen jurors more, one of them with a name that fills a line, one with a weak tie told at length.
    fileprivate func addJurors() async throws {
        let names = [
            "Monique", "Étienne", "Gérard", "Amina", "Luc", "Sébastien", "Odile", "Bastien", "Rosalie", "Marguerite",
            "Théodore", "Anne-Laure", String(repeating: "Montgolfières", count: 3) + "-Desaulnes",
        ]
        try await database.write { connection in
            for (number, name) in names.enumerated() {
                let (person, juror): (Person.ID, Juror.ID) = (
                    World.key("0b01", number + 1), World.key("0b02", number + 1)
                )
                let email = "juror-\(number)@example.org"
                try connection.run(
                    """
                    INSERT INTO person (id, email, email_key, name, created_at)
                    VALUES (\(person), \(email), \(email), \(name), \(World.monday))
                    """)
                try connection.run(
                    """
                    INSERT INTO role_grant (id, person, role, edition, granted_at)
                    VALUES (\(World.key("0b03", number + 1) as Identifier<OpenSite>), \(person), 'juror',
                        \(World.edition2014), \(World.monday))
                    """)
                try connection.run(
                    """
                    INSERT INTO juror (id, edition, person, state, agreed_at, invited_at)
                    VALUES (\(juror), \(World.edition2014), \(person), 'active', \(World.monday), \(World.monday))
                    """)
            }
            let words = "Je suis adhérente de cette mutuelle, comme beaucoup d’habitants de la vallée."
            try connection.run(
                """
                INSERT INTO interest (juror, submission, degree, words, declared_at)
                VALUES (\(World.key("0b02", 1) as Juror.ID), \(World.nursery), 'weak', \(words), \(World.monday))
                """)
        }
    }
}

extension Browser {
    fileprivate func show(width: Int, on media: String = "screen") async throws {
        let size: [String: Any] = ["width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false]
        for (command, parameters) in [
            ("Emulation.setDeviceMetricsOverride", size), ("Emulation.setEmulatedMedia", ["media": media]),
        ] as [(String, [String: Any])] {
            try await driver.send("POST", "/goog/cdp/execute", ["cmd": command, "params": parameters])
        }
    }

    /// Names that have less room than they need beside what stands at their right.
    fileprivate func squeezed() async throws -> [String] {
        let script = """
            const room = (name) => {
                const sample = document.body.appendChild(document.createElement("span"))
                sample.textContent = name
                sample.style.cssText = "position: absolute; font-size: .8rem; white-space: nowrap"
                const width = sample.getBoundingClientRect().width
                sample.remove()
                return width
            }
            return [...document.querySelectorAll("table.board td[data-th]:not(.n)")].filter((cell) => {
                const label = cell.querySelector("label")
                if (!label) return false
                const [whole, box] = [cell.getBoundingClientRect(), label.getBoundingClientRect()]
                return box.top - whole.top < 12 && box.left - whole.left < room(cell.dataset.th)
            }).map((cell) => cell.dataset.th)
            """
        return try await driver.run(script, as: [String].self)
    }

    /// Cells of the board that hold more than fits in them.
    fileprivate func besideTheirCell() async throws -> [String] {
        let script = """
            return [...document.querySelectorAll("table.board td[data-th]")]
                .filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.dataset.th)
            """
        return try await driver.run(script, as: [String].self)
    }

    /// Labels of cards that stay on one line, however long they are.
    fileprivate func unwrapped() async throws -> [String] {
        let script = """
            return [...document.querySelectorAll("td[data-th]")]
                .filter((cell) => getComputedStyle(cell, "::before").whiteSpace !== "normal").map((cell) => cell.dataset.th)
            """
        return try await driver.run(script, as: [String].self)
    }

    /// The board is wider than its window, and a shadow says so.
    fileprivate func hintsAtMore() async throws -> Bool {
        let script = """
            const part = document.querySelector(".scroll:has(table.board)")
            return part.scrollWidth > part.clientWidth && getComputedStyle(part).backgroundImage.includes("gradient")
            """
        return try await driver.run(script, as: Bool.self)
    }
}
