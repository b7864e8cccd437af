import Accounts
import Identifiers
import Web

/// Administrators end somebody's sessions, disable or enable their account, and take away a second factor that was lost.
struct AccessPages: Sendable {
    let access: AccessStore
    let factors: FactorCommandStore
    let people: PeoplePages

    func endSessions(_ visit: Visit) async throws -> Answer {
        let person: Person.ID = try visit.path("person")
        _ = try await access.endSessions(of: person, by: visit.person).orNotFound()
        visit.note(.sessionsEnded, to: person)
        return .seeOther("\(person.path)?ok=sessions-ended")
    }

    func turn(_ visit: Visit) async throws -> Answer {
        let person: Person.ID = try visit.path("person")
        switch visit.fields["state"] {
        case "enabled":
            if try await access.enable(person, by: visit.person).orNotFound() {
                visit.note(.accountEnabled, to: person)
            }
            return .seeOther("\(person.path)?ok=enabled")
        case "disabled": return try await disable(person, visit)
        default: throw WebError.unreadable
        }
    }

    /// For whoever lost telephone, key and paper.
    func resetFactor(_ visit: Visit) async throws -> Answer {
        let person: Person.ID = try visit.path("person")
        let (actor, isSure) = (try visit.person, visit.fields["sure"] == "on")
        do throws(Access.Refusal) {
            try Access.check(resettingFactorOf: person, by: actor, isSure: isSure)
        } catch {
            return .refused(try await people.page(visit, person, notice: visit.reader.accessRefusal(error)))
        }
        let isDone = try await factors.reset(person, by: actor, at: visit.time).orNotFound()
        if isDone { visit.note(.factorsReset, to: person) }
        return .seeOther("\(person.path)?ok=\(isDone ? "factor-reset" : "no-factor")")
    }

    private func disable(_ person: Person.ID, _ visit: Visit) async throws -> Answer {
        do {
            if try await access.disable(person, by: visit.person, at: visit.time).orNotFound() {
                visit.note(.accountDisabled, to: person)
            }
            return .seeOther("\(person.path)?ok=disabled")
        } catch let refusal as Access.Refusal {
            return .refused(try await people.page(visit, person, notice: visit.reader.accessRefusal(refusal)))
        }
    }
}
