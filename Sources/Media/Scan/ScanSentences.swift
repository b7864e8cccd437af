import Web
import Words

extension Reader {
    /// For staff: why nobody can say of a file that nothing known is in it.
    public func sentence(for gap: ScanGap) -> String {
        switch gap {
        case .size: t("Not scanned: larger than the virus scanner reads")
        case .parts: t("Not scanned: holds more than the virus scanner reads")
        case .packing: t("Not scanned: what it holds cannot be unpacked")
        case .limits: t("Not scanned: beyond a limit of the virus scanner")
        }
    }
}
