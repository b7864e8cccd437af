import Web

extension Reader {
    /// A date in one line of the home page: «Call for files: closing».
    func title(of moment: PhaseMoment) -> String {
        let name = cited(moment.phase.nameFR, moment.phase.nameEN)
        switch moment.kind {
        case .start: return t("\(name): opening")
        case .end: return t("\(name): closing")
        case .wholeDay: return name
        }
    }
}
