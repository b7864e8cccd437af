import Accounts
import Web

// Whether the team must have a second factor.
extension SettingPages {
    func factor(_ visit: Visit) async throws -> Answer {
        .page(visit.reader.factorSettingPage(try await factors.find(), done: visit.query["ok"]))
    }

    func saveFactor(_ visit: Visit) async throws -> Answer {
        var typed = FactorSetting()
        (typed.isRequired, typed.revision) = (visit.fields.isOn("required"), visit.fields.revision())
        do {
            try await factors.save(typed, by: visit.person)
            return .seeOther("/agence/reglages/second-facteur?ok=saved")
        } catch let problem as FactorSetting.Problem {
            return .refused(visit.reader.factorSettingPage(try await now(typed), problem))
        } catch is Outdated {
            let setting = try await factors.find()
            return .outOfDate(visit.reader.factorSettingPage(setting, isOutdated: true))
        }
    }

    /// As it stands, with what was ticked.
    private func now(_ typed: FactorSetting) async throws -> FactorSetting {
        var setting = try await factors.find()
        setting.isRequired = typed.isRequired
        return setting
    }
}
