// JuryTests
