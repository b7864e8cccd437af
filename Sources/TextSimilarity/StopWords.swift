/// Words that say nothing by themselves, folded. Those that mean something else too without their accents are not here:
/// `été` is summer, `car` is a coach.
enum StopWords {
    static let french = words(
        """
        a ai au aux avec avons ayant c ce ceci cela celle celles celui ces cet cette ceux ci comme d dans de des donc dont
        du e elle elles en environ es est et eu eux il ils j je l la le les leur leurs lors lorsque lui m ma mais me meme memes mes
        mon n ne nos notre nous on ont ou par parce pas pour qu que quel quelle quelles quels qui quoi s sa sans se ses si
        sont son sur t ta te tes toi ton tres tu un une vos votre vous y
        """)

    static let english = words(
        """
        a an and are as at be been being but by can can't could did didn't do does doesn't don't for from had has have
        having he her hers him his how i i'm if in into is isn't it it's its me my no nor not of on or our ours s she
        should so such t than that that's the their theirs them then there these they this those to too very was wasn't we
        we're were what when where which while who whom why will with won't would you your yours
        """)

    static func of(_ language: TextAnalysis.Language) -> Set<String> { language == .french ? french : english }

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
