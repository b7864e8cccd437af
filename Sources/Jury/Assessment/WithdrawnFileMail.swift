import Campaigns
import Mail
import Web

extension Reader {
    /// To a juror who was to read the file, or had read it.
    func withdrawnFileLetter(to name: String, number: String, title: String, edition: String) -> Letter {
        Letter(
            language: language.rawValue, subject: t("File \(number) of \(edition) is withdrawn"),
            lead: t("\(name), the file “\(title)” is withdrawn: you have nothing to do for it."),
            paragraphs: [
                t("It is not on your desk any more, and your marks of it are not counted."),
                t("If it comes back, the agency writes to you."),
            ],
            button: .init(t("Open my desk"), to: address("/jury")), closing: juryClosing, footnote: juryFootnote)
    }

    func withdrawnDuty(_ file: WithdrawnFile) -> Duty {
        let title = typeset(file.title)
        return Duty(
            .news, t("“\(title)” is withdrawn: you have nothing to do for it"), path: "/jury", due: file.at,
            detail: file.edition)
    }
}
