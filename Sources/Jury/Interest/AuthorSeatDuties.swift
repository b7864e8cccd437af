import Campaigns
import Submissions
import Web

// Somebody of the jury whose file came in since: staff give the seat or the file to somebody else.
extension Reader {
    func authorDuty(_ seat: AuthorSeat) -> Duty {
        let title = t("\(seat.name) sits in the jury and is an author of “\(seat.title)”")
        let detail = t("They neither read this file nor see its results.")
        let duty = Duty(.toDo, title, path: Edition.path(seat.slug, "jury/\(seat.juror)"), detail: detail)
        return duty.of(seat.edition)
    }
}
