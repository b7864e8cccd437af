// GridsTests
