import Forms
import Words

// What an import took in, nobody has to type otherwise before anything else of the sheet can be changed.
extension SheetForm {
    /// Those of what was typed; a value that stood there before stands, whatever this page would say of it.
    func faults(today: Day, beside kept: SheetForm) -> [Fault] {
        faults(today: today).filter { fault in
            switch fault {
            case .notAnAddress(let control), .notADate(let control), .notAFigure(let control), .tooLong(let control, _):
                !isKept(control, in: kept)
            case .impossible(let control, .inFuture): !isKept(control, in: kept)
            case .titleMissing, .impossible: true
            }
        }
    }

    /// Whether a control holds what is saved. Rows may have moved: any of the list will do.
    private func isKept(_ control: String, in kept: SheetForm) -> Bool {
        if let text = texts[control] { return text.tidied == kept.texts[control]?.tidied }
        guard let line = lines.first(where: { control.hasPrefix($0.id + ".") }) else { return false }
        let path = control.dropFirst(line.id.count + 1).split(separator: ".").map(String.init)
        guard path.count == 2, let place = Int(path[0]), let row = rows[line.id], row.indices.contains(place) else {
            return path.count == 1 && parts[line.id]?[path[0]] == kept.parts[line.id]?[path[0]]
        }
        let value = row[place][path[1]]
        return kept.rows[line.id]?.contains { $0[path[1]] == value } == true
    }
}
