import Web
import Workbooks

extension Reader {
    func refusedFile(_ file: String, _ refusal: ListSource.Refusal) -> String {
        switch refusal {
        case .workbook(let refusal): refusedFile(file, refusal)
        case .table(let refusal): refusedFile(file, refusal)
        }
    }

    /// Why a list that was chosen as a file is not read.
    func refusedFile(_ file: String, _ refusal: ListUpload.Refusal) -> String {
        switch refusal {
        case .missing: t("Choose a file that has something in it.")
        case .tooLarge(let most):
            t(
                """
                “\(file)” is larger than a list is here: \(formats.number(most / 1_000_000)) MB at most. \
                Longer lists come in on the command line.
                """)
        case .workbook(let refusal): refusedFile(file, refusal)
        case .table(let refusal): refusedFile(file, refusal)
        }
    }
}
