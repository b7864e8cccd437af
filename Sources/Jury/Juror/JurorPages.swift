import Accounts
import Campaigns
import Foundation
import Identifiers
import Storage
import Tables
import Web
import Workbooks

/// The jury of an edition, for those who run it.
struct JurorPages: Sendable {
    let editions: EditionStore
    let jurors: JurorStore
    let people: NearPeopleStore

    func list(_ visit: Visit) async throws -> Answer { .page(try await listPage(visit)) }

    func export(_ visit: Visit, as format: ListFormat) async throws -> Answer {
        let (edition, reader) = (try await edition(visit), visit.reader)
        let lines = try await jurors.jurors(of: edition.id, for: visit.person).map { $0.told(on: visit.now) }
        return try visit.listFile(
            "jury-\(edition.slug)", reader.t("Jury"), columns: reader.jurorColumns,
            rows: lines.lazy.map(reader.jurorCells), as: format)
    }

    func add(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        var form = JurorForm(visit.fields)
        do {
            let account = try form.account(now: visit.time)
            try await askWhoItIs(&form, visit)
            let fate = try await jurors.add(
                account, asChair: form.isChair, isMeant: form.isMeant, isSecondMeant: form.isSecondMeant, to: edition,
                by: visit.person, now: visit.now, time: visit.time)
            return .seeOther("\(edition.path("jury"))?\(fate.query(leaves: "invited", nobody: "invited"))")
        } catch let refusal as JurorForm.Refusal {
            return .refused(try await listPage(visit, typed: form, refusal))
        } catch let refusal as Juror.Refusal {
            return .refused(try await listPage(visit, typed: form, JurorForm.Refusal([refusal.fault])))
        }
    }

    /// Once: whoever says that it is somebody else is not asked again.
    private func askWhoItIs(_ form: inout JurorForm, _ visit: Visit) async throws {
        guard !form.isAnother, let email = try? EmailAddress(form.email) else { return }
        form.near = try await people.near(form.name, at: email, for: visit.person)
        guard form.near.isEmpty else { throw JurorForm.Refusal([.near]) }
    }

    func show(_ visit: Visit) async throws -> Answer { .page(try await showPage(visit)) }

    func remind(_ visit: Visit) async throws -> Answer {
        let (edition, juror) = (try await edition(visit), try visit.path("juror") as Juror.ID)
        let fate = try await jurors.remind(juror, of: edition, by: visit.person, now: visit.now, time: visit.time)
            .orNotFound()
        return .seeOther("\(edition.path("jury"))?\(fate.query(leaves: "reminded", nobody: "nothing"))")
    }

    func giveChair(_ visit: Visit) async throws -> Answer {
        let (edition, juror) = (try await edition(visit), try visit.path("juror") as Juror.ID)
        _ = try await jurors.giveChair(to: juror, of: edition, by: visit.person, now: visit.now, time: visit.time)
            .orNotFound()
        visit.note(.roleGiven)
        return .seeOther(edition.path("jury") + "?ok=chair")
    }

    func invite(_ visit: Visit) async throws -> Answer {
        let (edition, person) = (try await edition(visit), try visit.path("person") as Person.ID)
        do {
            _ = try await jurors.invite(person, to: edition, by: visit.person, now: visit.now, time: visit.time)
                .orNotFound()
            return .seeOther(edition.path("jury") + "?ok=invited")
        } catch let refusal as Juror.Refusal {
            let proposals = try await jurors.proposals(in: edition.id, for: visit.person)
            let typed = proposals.first { $0.person == person }.map(JurorForm.init)
            return .refused(try await listPage(visit, typed: typed, JurorForm.Refusal([refusal.fault])))
        }
    }

    func inviteAgain(_ visit: Visit) async throws -> Answer {
        let (edition, juror) = (try await edition(visit), try visit.path("juror") as Juror.ID)
        _ = try await jurors.inviteAgain(juror, of: edition, by: visit.person, now: visit.now, time: visit.time)
            .orNotFound()
        return .seeOther(edition.path("jury") + "?ok=invited")
    }

    func takeBack(_ visit: Visit) async throws -> Answer {
        let (edition, juror) = (try await edition(visit), try visit.path("juror") as Juror.ID)
        _ = try await jurors.takeBack(juror, of: edition, by: visit.person, now: visit.now, time: visit.time)
            .orNotFound()
        return .seeOther(edition.path("jury") + "?ok=uninvited")
    }

    func dropProposal(_ visit: Visit) async throws -> Answer {
        let (edition, person) = (try await edition(visit), try visit.path("person") as Person.ID)
        _ = try await jurors.dropProposal(of: person, in: edition.id, by: visit.person).orNotFound()
        return .seeOther(edition.path("jury") + "?ok=dropped")
    }

    func replace(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        var form = JurorForm(visit.fields)
        let juror: Juror.ID = try visit.path("juror")
        do {
            let account = try form.account(now: visit.time)
            try await askWhoItIs(&form, visit)
            let done = try await jurors.replace(
                juror, with: account, isMeant: form.isMeant, saying: StayForm(visit.fields, .replacing), in: edition,
                by: visit.person, now: visit.now, time: visit.time)
            guard done else { throw WebError.notFound }
            return .seeOther(edition.path("jury") + "?ok=replaced")
        } catch let refusal as JurorForm.Refusal {
            return .refused(try await showPage(visit, typed: form, refusal))
        } catch let refusal as Juror.Refusal {
            return .refused(try await showPage(visit, typed: form, JurorForm.Refusal([refusal.fault])))
        }
    }

    /// What stays of the readings of somebody whose role was taken back.
    func settle(_ visit: Visit) async throws -> Answer {
        let (edition, form) = (try await edition(visit), StayForm(visit.fields))
        let juror: Juror.ID = try visit.path("juror")
        let readings = try await jurors.takenReadings(of: juror, for: visit.person)
        guard !readings.isEmpty else { throw WebError.notFound }
        guard form.gap(in: readings) == nil else { return .refused(try await showPage(visit, stay: form)) }
        _ = try await jurors.settle(juror, of: edition.id, by: visit.person, now: visit.now) {
            form.staying(of: $0) ?? []
        }.orNotFound()
        return .seeOther(edition.path("jury") + "?ok=settled")
    }

    private func listPage(_ visit: Visit, typed: JurorForm? = nil, _ refusal: JurorForm.Refusal? = nil) async throws
        -> HTML
    {
        let edition = try await edition(visit)
        let jury = try await jurors.page(visit.query.number("page"), of: edition.id, for: visit.person).told(
            on: visit.now)
        let proposals = try await jurors.proposals(in: edition.id, for: visit.person)
        return visit.reader.jurorsPage(
            edition, jury, proposals, typed: typed ?? JurorForm(Fields()), refusal: refusal,
            done: visit.query["ok"], notice: visit.reader.earlierNotice(EarlierLetter(visit.query)))
    }

    func showPage(
        _ visit: Visit, typed: JurorForm? = nil, _ refusal: JurorForm.Refusal? = nil, stay: StayForm? = nil,
        mended: MendedAddress? = nil, isLimitOld: Bool = false
    ) async throws -> HTML {
        let edition = try await edition(visit)
        let juror = try await jurors.find(visit.path("juror"), of: edition.id, for: visit.person).orNotFound()
            .told(on: visit.now)
        let files = try await jurors.files(of: juror.id, page: visit.query.number("page"), for: visit.person)
        let chairs = try await jurors.chairEvents(of: juror.id, for: visit.person)
        let more = JurorMore(
            taken: try await jurors.takenToSay(of: juror.id, for: visit.person), stay: stay,
            abstentions: try await jurors.abstentions(of: juror.id, for: visit.person),
            sent: try await jurors.sentReadings(of: juror.id, page: visit.query.number("page"), for: visit.person),
            leaving: try await jurors.leavingReadings(of: juror.id, for: visit.person),
            leavingStay: typed.map { _ in StayForm(visit.fields, .replacing) },
            mayMend: try await jurors.mayMend(juror.id, of: edition, for: visit.person), mended: mended,
            categories: edition.categories.isEmpty ? [] : try await jurors.categories(of: juror.id),
            notice: isLimitOld ? visit.reader.oldLimitNotice : visit.reader.limitNotice(edition, visit.query))
        return visit.reader.jurorPage(
            edition, juror, files, chairs, more, typed: typed ?? JurorForm(Fields()), refusal: refusal)
    }

    func edition(_ visit: Visit) async throws -> Edition {
        try await editions.find(visit.word("edition"), for: visit.person, holding: .staff).orNotFound()
    }
}

/// Somebody who is to be a juror, as staff type them.
struct JurorForm: Equatable, Sendable {
    enum Fault: Equatable, Sendable {
        case nameMissing, nameTooLong, functionTooLong, emailWrong
        case alreadyThere, hasLeft, isAuthor, isDisabled, otherRole
        case chairThere(String)
        case readingsUnsaid(StayForm.Gap)
        /// Somebody of nearly the name has another address, and nobody has said that this is another person.
        case near
    }

    struct Refusal: Error, Equatable, Sendable {
        let faults: [Fault]
        init(_ faults: [Fault]) { self.faults = faults }
    }

    let name: String
    let email: String
    let function: String
    let isChair: Bool
    /// The question about other roles was read.
    let isMeant: Bool
    /// That somebody chairs already was read.
    let isSecondMeant: Bool
    /// Who bears nearly the name was read: it is somebody else.
    var isAnother = false
    /// Those who bear it, when it is asked.
    var near: [NearPerson] = []

    /// To be invited by hand, once a question is answered.
    init(_ proposal: JurorProposal) {
        (name, email, function) = (proposal.name, proposal.email, proposal.function)
        (isChair, isMeant) = (proposal.isChair, false)
        isSecondMeant = false
    }

    init(_ fields: Fields) {
        (isMeant, isSecondMeant) = (fields.isOn("meant"), fields.isOn("chairs"))
        isAnother = fields["near"] == "new"
        (name, email) = (fields["name"] ?? "", fields["email"] ?? "")
        (function, isChair) = (fields["function"] ?? "", fields.isOn("chair"))
    }

    func account(now: Date) throws(Refusal) -> Account {
        var faults = Account.flaws(name: name, function: function).map(\.fault)
        guard let address = try? EmailAddress(email) else {
            faults.append(.emailWrong)
            throw Refusal(faults)
        }
        guard faults.isEmpty else { throw Refusal(faults) }
        do {
            return try Account(new: address, name: name, function: function, language: .french, now: now)
        } catch {
            throw Refusal([error.fault])
        }
    }
}

extension Account.Flaw {
    fileprivate var fault: JurorForm.Fault {
        switch self {
        case .nameMissing: .nameMissing
        case .nameTooLong: .nameTooLong
        case .functionTooLong: .functionTooLong
        }
    }
}
