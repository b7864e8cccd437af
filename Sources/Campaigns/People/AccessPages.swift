import Identifiers
import Web

/// Administrators end somebody's sessions, and disable or enable their account.
struct AccessPages: Sendable {
    let access: AccessStore
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
