import Web

extension Reader {
    /// A date in one line of the home page: «Call for files closes».
    func title(of moment: PhaseMoment) -> String {
        let name = plainName(of: moment.phase)
        switch moment.kind {
        case .start: return t("\(name) opens")
        case .end: return t("\(name) closes")
        case .wholeDay: return name
        }
    }
}
