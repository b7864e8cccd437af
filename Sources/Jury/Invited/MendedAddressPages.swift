import Accounts
import Campaigns
import Identifiers
import Mail
import Storage
import Web

extension JurorPages {
    func mend(_ visit: Visit) async throws -> Answer {
        let (edition, juror) = (try await edition(visit), try visit.path("juror") as Juror.ID)
        var mended = MendedAddress(typed: visit.fields["address"] ?? "")
        do {
            guard let email = try? EmailAddress(mended.typed) else {
                mended.fault = .wrong
                return .refused(try await showPage(visit, mended: mended))
            }
            _ = try await jurors.mend(
                juror, of: edition, to: email, by: visit.person, now: visit.now, time: visit.time
            ).orNotFound()
            return .seeOther(edition.path("jury") + "?ok=invited")
        } catch AccountStore.Refusal.taken {
            mended.fault = .taken
            return .refused(try await showPage(visit, mended: mended))
        }
    }
}
