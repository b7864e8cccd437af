/// What `RelativeWords` looks for, each made once: making a pattern takes a thousand times longer than looking for it in a comment.
enum RelativePatterns {
    enum Ranks {
        static let place = RelativePattern(
            #/
            (?i) \b \d+ \s? (?: ère | er | re | i?ème | e | nde? | st | rd | th ) \s+ (?: place | position | rang | rank ) \b
            /#)
        static let ordinal = RelativePattern(
            #/
            (?i) \b (?: \d+ \s? (?: ère | er | re | i?ème | e | nde? | st | rd | th ) | premi(?: er | ère )
                | derni(?: er | ère ) | seconde? | deuxième | troisième | first | second | third | last )
            \s+ (?: sur | of | out\s+of | parmi | among ) \s+ (?: les\s+ | the\s+ )? \d+
            /#)
        static let file = RelativePattern(
            #/
            (?i) \b \d+ \s? (?: ère | er | re | i?ème | e | nde? | st | rd | th )
            \s+ (?: dossier | candidature | file | entry | application ) \b
            /#)
        static let equal = RelativePattern(/(?i)\bex[\s\-](?:æ|ae)quo\b/)
        static let numbered = RelativePattern(/(?i)\b(?:rang|rank)\s+(?:n[°º]\s?|no\.?\s?)?\d{1,3}\b/)
    }

    enum Marks {
        static let mark = RelativePattern(
            #/
            (?i) \b (\d{1,3}) (?: [.,] \d{1,2} )? (?: \s? \/ \s? | \s+ sur \s+ | \s+ out \s+ of \s+ ) (\d{1,3}) \b
            /#)
    }

    enum Levels {
        static let level = RelativePattern(
            #/
            (?i) \b (\d) (?: [.,] \d{1,2} )? (?: \s? \/ \s? | \s+ sur \s+ | \s+ out \s+ of \s+ ) ([34]) \b
            (?! [.,]\d | \)? \s+ (?: de \b | des \b | du \b | d[’'] | of \b | temps | time | sont | ont | are | have ) )
            /#)
    }

    enum Spelled {
        static let mark = RelativePattern(
            #/
            (?i) \b (?: une? | deux | trois | quatre | cinq | six | sept | huit | neuf | dix | onze | douze | treize | quatorze
                | quinze | seize | dix[\s\-]sept | dix[\s\-]huit | dix[\s\-]neuf | vingt ) (?: \s+ et \s+ demie? )?
            \s+ sur \s+ (?: quatre | cinq | dix | vingt | cent ) \b
            (?! \s+ (?: de \b | des \b | du \b | d[’'] | sont \b | ont \b ) )
            /#)
        static let place = RelativePattern(
            #/
            (?i) \b arriv[ée]e?s? \s+ (?: en \s+ )?
            (?: premi(?: er | ère )s? | derni(?: er | ère )s? | seconde?s? | deuxième | troisième | quatrième | cinquième ) \b
            /#)
        static let english = RelativePattern(
            #/
            (?i) \b came \s+ (?: in \s+ )? (?: first | second | third | last ) \b
            (?! \s+ (?: year | month | week | night | spring | summer | autumn | winter ) )
            /#)
    }

    enum MarkWords {
        static let french = RelativePattern(
            #/
            (?i) \b (?: la | une | sa | cette | leur | les | ses | leurs | bonnes? | mauvaises? | excellentes? | mêmes? )
            \s+ notes? \b (?! \s+ (?: de\s+\d | de\s+service | de\s+synthèse | de\s+cadrage | d[’'] | interne | explicative ) )
            /#)
        static let english = RelativePattern(
            #/
            (?i) \b (?: the | a | its | their | good | bad | low | same ) \s+ (?: marks | scores? | grades? | ratings? ) \b
            (?! \s+ of \s+ \d )
            /#)
    }

    enum Points {
        static let points = RelativePattern(
            #/
            (?i) \b \d{1,3} (?: [.,] \d{1,2} )? \s? (?: points? | pts ) \b
            (?! \s+ (?: d[’'] | du \b | des \b | de \s+ (?! plus \b | moins \b ) | of \b | fort | faible | clé | clef | strong | weak | à \b ) )
            /#)
        static let mark = RelativePattern(
            #/
            (?i) \b (?: note | score | mark | rating | grade ) \s+ (?: de | of ) \s+ \d{1,3} (?: [.,] \d{1,2} )? \b
            (?! [.,]\d | \s? \/ | \s+ (?: sur | out | page | ligne | line | points? | pts ) )  (?: \s? % )?
            /#)
        static let share = RelativePattern(
            #/
            (?i) \b (?: avec | obtient | atteint | note | score | moyenne | with | scores? | scored | mean ) \s+ (?: de \s+ | of \s+ )?
            \d{1,3} (?: [.,] \d{1,2} )? \s? % (?! \s+ (?: de \b | des \b | du \b | d[’'] | of \b | en \b ) )
            /#)
    }

    enum Comparisons {
        static let french = RelativePattern(
            #/
            (?i) \b (?: meilleure?s? | pires? | moins\s+bonnes? | plus\s+(?: haute | forte | basse | faible | mauvaise )s? )
            \s+ (?: note | score | moyenne | évaluation | dossier | candidature )s? (?: \s+ que \b )?
            /#)
        static let verdict = RelativePattern(
            #/
            (?i) \b (?: mieux | moins\s+bien | plus\s+mal ) \s+ (?: notée?s? | classée?s? ) (?: \s+ que \b )?
            /#)
        static let english = RelativePattern(
            #/
            (?i) \b (?: best | better | highest | higher | lowest | lower | worst | worse )
            \s+ (?: marks? | scores? | means? | ratings? | grades? | files? | entry | entries ) (?: \s+ than \b )?
            /#)
        static let others = RelativePattern(
            #/
            (?i) \b (?: que | than ) \s+ (?: les\s+ | des\s+ | tous\s+les\s+ | the\s+ | all\s+ )? (?: autres | other )
            \s+ (?: dossiers | candidatures | initiatives | projets | files | entries | applications ) \b
            /#)
    }

    enum Orders {
        static let order = RelativePattern(
            #/
            (?i) \b (?: classée?s? \s+ (?: \d+\w* | premi\w+ | derni\w+ | devant | derrière | avant | après | parmi )
                | classements? | palmarès | ranked | ranking ) \b
            /#)
        static let average = RelativePattern(
            #/
            (?i) \b (?: au-dessus | au-dessous | en\s+dessous | above | below ) \s+ (?: de\s+ )? (?: la\s+ | the\s+ )?
            (?: moyenne | average | mean ) \b
            /#)
    }

    enum Numbers {
        static let said = RelativePattern(/(?i)\b(?:dossier|file)\s+(?:n°|nº|no\.?|num[ée]ro|number)\s*([\d\-]*\d)/)
    }

    enum Bare {
        static let number = RelativePattern(
            #/
            (?i) (?: \b (\p{L}+) \s+ )? \b ( (?: n[°º] | no\.? | num[ée]ro ) \s? (\d{1,4}) ) \b (?! -\d | [.,]\d )
            /#)
    }
}
