import Campaigns
import Foundation
import Web

// What was asked of the owners of a file, on home pages.
extension Reader {
    /// To an author: in the words of the agency, where they were kept.
    func duty(answering asked: [AskedPrecisions], _ file: SubmissionFile) -> Duty {
        let words = asked.map(\.words).filter { !$0.isBlank }.joined(separator: " ")
        var duty = Duty(
            .toDo, t("Answer what the agency asks about “\(file.title)”"), path: file.path + "#precisions",
            detail: words)
        duty.isDetailTyped = !words.isEmpty
        return duty
    }

    /// To an owner: the agency ticked in their place.
    func duty(agreeing file: SubmissionFile) -> Duty {
        Duty(
            .toDo, t("Say what you agree to in “\(file.title)”"), path: file.path + "#agree",
            detail: t("The agency ticked it for you as it typed the file."))
    }

    /// To those who run the edition.
    func duty(_ answered: AnsweredFile) -> Duty {
        Duty(
            .toDo, t("Read what the owners of “\(answered.title)” answered"),
            path: answered.id.deskPath + "#precisions")
    }
}
