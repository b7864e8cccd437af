import Accounts
import Identifiers
import Tables
import Web
import Workbooks

/// People and their hats, for administrators.
struct PeoplePages: Sendable {
    let editions: EditionStore
    let roles: RoleStore
    let people: PeopleStore
    let access: AccessStore
    let agency: AgencyStore
    let stakes: [RoleStakes]

    /// A role is mostly meant for the edition under way.
    private func blank(_ visit: Visit) async throws -> PersonForm {
        var form = PersonForm()
        form.edition = try await editions.running().main(at: visit.now)?.id.description ?? ""
        return form
    }

    func list(_ visit: Visit) async throws -> Answer {
        let (found, page) = try await roles.people(PeopleFilter(visit.query), page: visit.query.number("page"))
        return .page(visit.reader.peoplePage(found, page, try await editions.allWithRounds(), query: visit.query))
    }

    func export(_ visit: Visit, as format: ListFormat) async throws -> Answer {
        let (reader, editions) = (visit.reader, try await editions.allWithRounds())
        let rows = try await roles.people(PeopleFilter(visit.query)).lazy.map { person -> [Cell] in
            let hats = person.hats.map { reader.words(for: $0, editions) }.joined(separator: " | ")
            return [.text(person.name), .text(person.email), .text(person.function), .text(hats)]
        }
        return try visit.listFile(
            "personnes", reader.t("People"),
            columns: [reader.t("Name"), reader.t("Mail address"), reader.t("What they do"), reader.t("Roles")],
            rows: rows, as: format)
    }

    func new(_ visit: Visit) async throws -> Answer {
        .page(visit.reader.newPersonPage(try await blank(visit), try await editions.allWithRounds()))
    }

    func add(_ visit: Visit) async throws -> Answer {
        let (form, editions) = (PersonForm(visit.fields), try await editions.allWithRounds())
        let hat = form.hat(among: editions)
        let problems = form.problems.union(hat == nil ? [.roleMissing] : [])
        guard problems.isEmpty, let hat, let email = form.address else {
            return .refused(visit.reader.newPersonPage(form, editions, problems))
        }
        let known = try await roles.find(email)
        if known == nil, !form.isAnother {
            let near = try await roles.near(form.name, at: email)
            guard near.isEmpty else { return .refused(visit.reader.newPersonPage(form, editions, [.near], near: near)) }
        }
        let clashes = known?.hats.filter(hat.clashes) ?? []
        let chairs = try await roles.chairs(beside: known?.id, where: hat)
        guard clashes.isEmpty && chairs.isEmpty || form.isWarned else {
            return .refused(visit.reader.newPersonPage(form, editions, clashes: clashes, chairs: chairs))
        }
        do {
            let added = try await people.add(form, as: hat, at: email, by: visit.person, at: visit.time)
            if added.letter != .known { visit.note(.roleGiven, to: added.person) }
            let done = try await word(for: added.letter, visit)
            return .seeOther("\(added.person.path)?ok=\(done)\(added.isKept ? "&compte=garde" : "")")
        } catch Hat.Bar.clash {
            // Given a moment ago, by somebody else.
            let held = try await roles.find(email)?.hats ?? []
            return .refused(visit.reader.newPersonPage(form, editions, clashes: held.filter(hat.clashes)))
        }
    }

    /// What became of the letter. A demonstration sends none, and leads to it.
    private func word(for letter: AddedPerson.Letter, _ visit: Visit) async throws -> String {
        guard letter == .invited, visit.reader.frame.letters == nil else { return letter.rawValue }
        return try await agency.mail().isUsable ? letter.rawValue : "added-waiting"
    }

    func show(_ visit: Visit) async throws -> Answer {
        let person = try await wearer(visit)
        let form = try await blank(visit)
        let earlier = visit.reader.earlierNotice(EarlierLetter(visit.query))
        var screen = try await screen(person, visit, notice: earlier, done: visit.query["ok"])
        screen.isKept = visit.query["compte"] == "garde"
        return .page(visit.reader.personPage(screen, form, try await editions.allWithRounds()))
    }

    private func wearer(_ visit: Visit) async throws -> HatWearer {
        var person = try await roles.find(visit.path("person")).orNotFound()
        person.ended = try await EndedRoleStore(database: people.database).roles(of: person.id, now: visit.time)
        return person
    }

    func grant(_ visit: Visit) async throws -> Answer {
        let person = try await wearer(visit)
        let (form, editions) = (PersonForm(visit.fields), try await editions.allWithRounds())
        guard let hat = form.hat(among: editions) else {
            return .refused(visit.reader.personPage(try await screen(person, visit), form, editions, [.roleMissing]))
        }
        let clashes = person.hats.filter(hat.clashes)
        let chairs = try await roles.chairs(beside: person.id, where: hat)
        guard clashes.isEmpty && chairs.isEmpty || form.isWarned else {
            let screen = try await screen(person, visit)
            return .refused(visit.reader.personPage(screen, form, editions, clashes: clashes, chairs: chairs))
        }
        do {
            try await roles.grant(hat, to: person.id, by: visit.person, on: form.ground, at: visit.time)
            visit.note(.roleGiven, to: person.id)
            return .seeOther("\(person.id.path)?ok=granted")
        } catch Hat.Bar.clash {
            let held = try await roles.grants(of: person.id)
            let screen = try await screen(person, visit)
            return .refused(visit.reader.personPage(screen, form, editions, clashes: held.filter(hat.clashes)))
        }
    }

    /// What is at stake, before a role is taken back.
    func askRevocation(_ visit: Visit) async throws -> Answer {
        let person = try await wearer(visit)
        let editions = try await editions.allWithRounds()
        guard let hat = PersonForm(visit.query).hat(among: editions), person.hats.contains(hat) else {
            return .page(visit.reader.personPage(try await screen(person, visit), PersonForm(), editions))
        }
        var sentences: [String] = []
        for stake in stakes { sentences += try await stake(person.id, hat, visit) }
        return .page(visit.reader.revocationPage(person, hat, editions, stakes: sentences))
    }

    func revoke(_ visit: Visit) async throws -> Answer {
        let person = try await wearer(visit)
        let (form, editions) = (PersonForm(visit.fields), try await editions.allWithRounds())
        guard let hat = form.hat(among: editions) else { throw WebError.notFound }
        do {
            try await people.revoke(hat, from: person.id, by: visit.person, at: visit.time)
            visit.note(.roleTaken, to: person.id)
            return .seeOther("\(person.id.path)?ok=revoked")
        } catch let refusal as Hat.Refusal {
            let screen = try await screen(person, visit, notice: visit.reader.refusalNotice(refusal))
            return .refused(visit.reader.personPage(screen, PersonForm(), editions))
        }
    }

    func invite(_ visit: Visit) async throws -> Answer {
        let person: Person.ID = try visit.path("person")
        let fate = try await people.invite(person, at: visit.time).orNotFound()
        return .seeOther("\(person.path)?\(fate.query(leaves: "invited", nobody: ""))")
    }

    func writeTest(_ visit: Visit) async throws -> Answer {
        try await people.writeTest(to: visit.person, at: visit.time)
        return .seeOther("/agence/reglages/courriel?ok=test")
    }

    /// Somebody's page as it is, with what stands against what was asked for.
    func page(_ visit: Visit, _ id: Person.ID, notice: HTML) async throws -> HTML {
        let person = try await roles.find(id).orNotFound()
        let screen = try await screen(person, visit, notice: notice)
        return visit.reader.personPage(screen, try await blank(visit), try await editions.allWithRounds())
    }

    private func screen(
        _ person: HatWearer, _ visit: Visit, notice: HTML = "", done: String? = nil
    ) async throws -> PersonScreen {
        let access = try await access.find(person.id, at: visit.time).orNotFound()
        return PersonScreen(person: person, access: access, notice: notice, done: done)
    }
}

/// Somebody as their page shows them.
struct PersonScreen: Sendable {
    let person: HatWearer
    let access: Access
    /// What stands against what was asked for.
    let notice: HTML
    /// What was just done.
    let done: String?
    /// What was typed of who they are is not kept: their account says it otherwise.
    var isKept = false
}
