// IdentifiersTests
