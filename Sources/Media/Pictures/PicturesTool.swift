import Foundation
import Workers

/// Makes the forms of a picture by `rallynov-pictures`, a process apart.
public struct PicturesTool: PictureMaker {
    private let tool: Tool

    /// A picture of 12 million pixels takes less than a second of processor and 70 MB; the worst that is taken at all, 2 s and 350 MB.
    public static let limits = Tool.Limits(memory: 800_000_000, seconds: 8, patience: 60, largestFile: 50_000_000)

    /// - Parameter program: where `rallynov-pictures` lies.
    public init(_ program: String, limits: Tool.Limits = Self.limits) { tool = Tool(program, limits: limits) }

    /// What the setting RALLYNOV_PICTURES names, or else what lies beside the running program; nil where neither is there.
    public static func found(
        settings: [String: String] = ProcessInfo.processInfo.environment
    ) -> PicturesTool? {
        let beside = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent("rallynov-pictures").path
        return [settings["RALLYNOV_PICTURES"], beside].compactMap(\.self)
            .first(where: FileManager.default.isExecutableFile).map { PicturesTool($0) }
    }

    /// Each width as JPEG and as WebP, the widest first: 1600, 800 and 400 pixels, or the picture's own where it is narrower.
    public func make(from file: String, into folder: String) async throws -> [MadeForm] {
        let made = "\(folder)/forms"
        do {
            let answer = try await tool.run([file, made], most: 10_000)
            return try JSONDecoder().decode(Answer.self, from: Data(answer)).forms.map { $0.form(in: made) }
        } catch let failure as Tool.Failure {
            throw Self.refusal(failure) ?? failure
        }
    }

    /// As the program says by how it ends; nil where the machine is at fault.
    private static func refusal(_ failure: Tool.Failure) -> (any Error)? {
        switch failure {
        case .failed(4, _): PreparationRefusal.kind
        case .failed(5, _), .exhausted: PreparationRefusal.excessive
        case .failed(6, _): PreparationRefusal.damaged
        case .failed, .missing: nil
        }
    }

    private struct Answer: Decodable {
        struct Form: Decodable {
            let file: String
            let width: Int
            let height: Int

            func form(in folder: String) -> MadeForm {
                MadeForm(
                    variant: file, path: "\(folder)/\(file)",
                    type: file.hasSuffix("webp") ? "image/webp" : "image/jpeg",
                    width: width, height: height)
            }
        }

        let forms: [Form]
    }
}
