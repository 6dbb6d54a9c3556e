"""WR101 to WR119: the lines of clauses, and the declared words that they use."""

from wrbc_rules.diagnostics.page import CodePage

NAMING_CODES: tuple[CodePage, ...] = (
    CodePage(
        code="WR101",
        title="a noun that is not declared",
        explanation=(
            "Who or what a line speaks of is a noun, and every noun is declared once in the file, with its "
            "meaning. This one is not: it is misspelt, or nobody has declared it yet."
        ),
        mistake="the stuff should not use a personal account",
        instead="staff should not use a personal account",
    ),
    CodePage(
        code="WR102",
        title="a line that is not whole",
        explanation=(
            "A rule says who, then a verb, then what: the verb is `must`, `will` or `should`, with `not` or "
            "`only` after it where that is meant. It may also begin `it is appropriate for` or `it is not "
            "appropriate for`. This line lacks its verb or stops after it."
        ),
        mistake="staff are not to use a personal account",
        instead="staff should not use a personal account",
    ),
    CodePage(
        code="WR103",
        title="may",
        explanation=(
            "`May` can give a permission or grant a choice, and readers differ about which; so rules are "
            "not written with it. A permission is said with `it is appropriate for`. What is forbidden is "
            "said with `not`, what is owed with `must`, `will` or `should`."
        ),
        mistake="staff may use a personal account",
        instead="it is appropriate for staff to use a personal account",
    ),
    CodePage(
        code="WR104",
        title="only, without what allows it",
        explanation=(
            "`Only` allows something in one circumstance and forbids it in every other, so the rule has to "
            "say which: `when`, and what must be so. `If` is not enough, because it narrows what the rule "
            "speaks of and forbids nothing."
        ),
        mistake="staff should only use a personal account\n  if the account is agreed",
        instead="staff should only use a personal account\n  when the account is agreed",
    ),
    CodePage(
        code="WR105",
        title="when, under a rule that takes none",
        explanation=(
            "`When` belongs to `not` and `only`: it says in what circumstance something is forbidden or "
            "allowed. A duty is set off by something done, which is said with `whenever they ...`. A duty "
            "or a permission that holds only for some cases says so with `if`."
        ),
        mistake="staff must identify themselves\n  when they contact a child or young person",
        instead="staff must identify themselves\n  whenever they contact a child or young person",
    ),
    CodePage(
        code="WR106",
        title="a time for something that is no duty",
        explanation=(
            "`Whenever`, `before`, `within` and the like say what sets a duty off or by when it is to be "
            "done. What is forbidden, restricted or permitted has no such time: say `when`, `if` or "
            "`unless`."
        ),
        mistake="staff should not use a personal account\n  whenever they contact a child or young person",
        instead="staff should not contact a child or young person\n  when the account is personal",
    ),
    CodePage(
        code="WR107",
        title="a duty that nothing sets off",
        explanation=(
            "A duty is judged when something happens. Without a line that says what, nobody could tell "
            "whether it has been kept. A duty that only a person can judge, declared with `asks`, needs no "
            "such line."
        ),
        mistake="staff must tell the line manager",
        instead="staff must tell the line manager\n  before they contact a child or young person",
    ),
    CodePage(
        code="WR108",
        title="a duty and a time that do not go together",
        explanation=(
            "Some duties are done at a moment (the line manager is told); others are a way of doing "
            "something (the sender is named). What is done at a moment needs a time to be done by: "
            "`before`, `within`, `by`. A way of doing something has no such moment and goes with "
            "`whenever`. A duty to be done again and again, with `at least every`, also says which periods "
            "it is judged over."
        ),
        mistake="staff must tell the line manager\n  whenever they contact a child or young person",
        instead="staff must tell the line manager\n  before they contact a child or young person",
    ),
    CodePage(
        code="WR109",
        title="a part of a rule said twice",
        explanation=(
            "A rule has at most one `when`, one `if`, one `unless` and one time. Two of them would leave "
            "open whether both must hold or either will do. Say it with a list: `unless both` or `unless "
            "either`, and one condition a line below."
        ),
        mistake="unless the child or young person is at risk\nunless there is no alternative",
        instead="unless both\n  the child or young person is at risk\n  there is no alternative",
    ),
    CodePage(
        code="WR110",
        title="a phrase that is not declared",
        explanation=(
            "Clauses and examples are written in declared phrases, word for word; that is how the file "
            "knows what they mean. This line is no declared phrase of the kind that belongs here. Often a "
            "letter or a small word differs."
        ),
        mistake="when the account is persnal",
        instead="when the account is personal",
    ),
    CodePage(
        code="WR112",
        title="a phrase of another kind",
        explanation=(
            "There are acts (something somebody does), duties (something to be done or kept) and facts (how "
            "things are). After `when`, `if` and `unless` stands a fact; after `not`, `only` and `they` an "
            "act; after a plain verb a duty. This phrase is declared, but as another kind."
        ),
        mistake="staff should not contact a child or young person\n  when send a text",
        instead="staff should not contact a child or young person\n  when the account is personal",
    ),
    CodePage(
        code="WR113",
        title="a blank that is filled with something else",
        explanation=(
            "A phrase with blanks says what each one takes: a time, a number, a period, a declared noun. "
            "What stands here is of another sort, or is written in a way that the file does not read. A "
            "time has 24 hours and two digits, like 09:00 or 21:30."
        ),
        mistake="when the local time is from 9pm until 08:00",
        instead="when the local time is from 21:00 until 08:00",
    ),
    CodePage(
        code="WR114",
        title="a window of time that ends where it begins",
        explanation=(
            "`From 08:00 until 08:00` could mean the whole day or no time at all, so it is refused. A "
            "window begins at its first time and stops just before its second."
        ),
        mistake="when the local time is from 08:00 until 08:00",
        instead="when the local time is from 21:00 until 08:00",
    ),
    CodePage(
        code="WR115",
        title="words about different sorts of thing",
        explanation=(
            "The subject of this rule means one sort of event and the act means another, so nothing could "
            "ever be both. Or a phrase is said of an event that lacks what it speaks of: a photograph has no "
            "account, and an act that is not declared `for each recipient` is not done to each of them."
        ),
        mistake="photographs should not contact a child or young person",
        instead="staff should not contact a child or young person",
    ),
    CodePage(
        code="WR116",
        title="a time that does not say what sets the duty off",
        explanation=(
            "`Within 7 days` needs to say of what: `after`, then who does what. `They` is whoever the rule "
            "is about; anybody else is named with a declared noun."
        ),
        mistake="staff must tell the line manager\n  within 24 hours",
        instead=(
            "staff must tell the line manager\n  within 24 hours after they contact a child or young person"
        ),
    ),
    CodePage(
        code="WR117",
        title="an answer from something that is no permission",
        explanation=(
            "`Answers` says which rule a permission relaxes. Only a permission, which begins `it is "
            "appropriate for`, can do that. A rule that forbids or requires names its exceptions with "
            "`unless`."
        ),
        mistake="staff should not use a personal account\n  answers 8.3 s1",
        instead="it is appropriate for staff to use a personal account\n  answers 8.3 s1",
    ),
    CodePage(
        code="WR118",
        title="rules of one sentence without labels of their own",
        explanation=(
            "One sentence of a policy may hold several rules. Each then begins with a label of its own, "
            "`(a)`, `(b)` and so on, so that a decision can say which one it means."
        ),
        mistake="staff should not use a personal account\nstaff should not use a personal phone",
        instead="(a) staff should not use a personal account\n(b) staff should not use a personal phone",
    ),
    CodePage(
        code="WR119",
        title="both, either or neither over another number than two",
        explanation=(
            "`Both`, `either` and `neither` stand over exactly two lines, as in speech. Over more, say `all "
            "of`, `any of` or `none of`; over one line, no list word is needed."
        ),
        mistake="unless both\n  the account is agreed\n  the account is set up for it\n  the sender is named",
        instead=(
            "unless all of\n  the account is agreed\n  the account is set up for it\n  the sender is named"
        ),
    ),
)
