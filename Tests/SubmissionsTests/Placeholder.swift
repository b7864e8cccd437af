// SubmissionsTests
