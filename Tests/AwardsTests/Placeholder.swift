// AwardsTests
