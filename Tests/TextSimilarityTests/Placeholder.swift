// TextSimilarityTests
