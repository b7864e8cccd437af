import ArgumentParser

/// `rallynov analyse …`: each analytical core on CSV files. Exit codes: 0 answered; 2 bad arguments; 3 bad data.
public struct AnalyseCommands: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "analyse", abstract: "Assigns, calibrates, counts and compares what is in CSV files.",
        discussion: "Exit codes: 0 answered; 2 bad arguments; 3 bad data, with file, line, column and reason.",
        subcommands: [
            AssignCommand.self,
            BallotLogCommand.self,
            CalibrateCommand.self,
            ConsensusCommand.self,
            ConsensusForecastCommand.self,
            ConsensusLoadCommand.self,
            NextReaderCommand.self,
            NextReaderTrialsCommand.self,
            SimilarCommand.self,
            TallyCommand.self,
        ])

    public init() {}
}
