import Foundation

// The front of bin/words; what it does is in Tests/HouseRulesTests, so that the tests and the tool agree.

let root = URL(fileURLWithPath: CommandLine.arguments[1])
let code = try SentencesOfTheCode(root: root)
var hasFailed = !code.problems.isEmpty
for problem in code.problems { print(problem) }

let folder = root.appending(path: "Locale")
for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() where file.hasSuffix(".po") {
    let place = folder.appending(path: file)
    let before = try String(contentsOf: place, encoding: .utf8)
    do {
        let translation = Translation(try POFile(before), for: code)
        if translation.text != before { try translation.text.write(to: place, atomically: true, encoding: .utf8) }
        for entry in translation.dropped { print("Locale/\(file): removed, no longer said: \(entry.id)") }
        for entry in translation.missing { print("Locale/\(file): to be translated: \(entry.id)") }
        print("Locale/\(file): \(translation.entries.count) sentences, \(translation.missing.count) to be translated")
        hasFailed = hasFailed || !translation.missing.isEmpty
    } catch let problem as POFile.Problem {
        print("Locale/\(file): \(problem)")
        hasFailed = true
    }
}
exit(hasFailed ? 1 : 0)
