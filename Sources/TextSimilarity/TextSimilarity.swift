// TextSimilarity
