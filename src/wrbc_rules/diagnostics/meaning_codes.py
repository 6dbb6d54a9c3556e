"""WR120 to WR139: the meanings of words, and what refers to what."""

from wrbc_rules.diagnostics.page import CodePage

MEANING_CODES: tuple[CodePage, ...] = (
    CodePage(
        code="WR120",
        title="a sort of thing that there is not",
        explanation=(
            "The meaning of a word names a sort of thing, such as `person`, `message` or `photo`. There is "
            "a fixed list of them. An act or a duty can only be about those that happen at some moment: a "
            "message is such an event, a person is not."
        ),
        mistake='act "send a message" means a mesage',
        instead='act "send a message" means a message',
    ),
    CodePage(
        code="WR121",
        title="a field that there is not",
        explanation=(
            "A meaning speaks of what is recorded about an event or a person, field by field. Nothing is "
            "recorded under this name here. The help line lists the fields that there are, or the nearest "
            "one."
        ),
        mistake='fact "the account is personal" means account.owner is personal',
        instead='fact "the account is personal" means account.ownership is personal',
    ),
    CodePage(
        code="WR122",
        title="a field of another sort than the test",
        explanation=(
            "Each sort of field has its own tests. A yes-or-no field is named alone or with `not`; a choice "
            "takes `is`; a list of people takes `some ... where` or `at least two ... where`; a moment "
            "takes `is before`, `is after` or `is from ... until`."
        ),
        mistake='fact "the account is agreed" means account.agreed is yes',
        instead='fact "the account is agreed" means account.agreed',
    ),
    CodePage(
        code="WR123",
        title="a word that is not among the choices",
        explanation=(
            "This field or setting takes one of a fixed list of words, and this is none of them. A test for "
            "it could never come true."
        ),
        mistake='fact "the contact is by text" means channel.kind is sms',
        instead='fact "the contact is by text" means channel.kind is text',
    ),
    CodePage(
        code="WR124",
        title="a noun or setting that does not fit here",
        explanation=(
            "A meaning may lean on another declared noun, or on a setting. The one named here is not "
            "declared, or means another sort of thing: a noun for a person cannot be said of an account."
        ),
        mistake='fact "the account is theirs" means account is "staff"',
        instead='fact "it was sent by staff" means by is "staff"',
    ),
    CodePage(
        code="WR125",
        title="a count inside a count",
        explanation=(
            "`Some ... where`, `every ... where` and `at least two ... where` go through a list of people "
            "one by one. Inside one, another cannot be started. Declare words for the inner part and use "
            "them."
        ),
        mistake='fact "..." means some recipients where some recipients where at-risk',
        instead='fact "..." means some recipients where at-risk',
    ),
    CodePage(
        code="WR126",
        title="a value of another sort",
        explanation=(
            "A time, a number, a duration, a date or words in quotes belong here, and something else is "
            "written; or the setting that is named holds another sort of value."
        ),
        mistake='fact "it was long ago" means at is before 2017-02-30',
        instead='fact "it was long ago" means at is before 2017-02-28',
    ),
    CodePage(
        code="WR127",
        title="a meaning that does not suit the word",
        explanation=(
            "Every word has exactly one meaning, of the sort that its kind takes. A noun and an act mean a "
            "sort of thing (`means a person where ...`). A fact means a test or asks somebody. A duty means "
            "a test, is `done at` a moment, or asks somebody."
        ),
        mistake='act "use a personal phone" means account.ownership is personal',
        instead='act "use a personal phone" means a call where account.ownership is personal',
    ),
    CodePage(
        code="WR128",
        title="words that make no phrase",
        explanation=(
            "A phrase has words of its own, and blanks like `{a time}` with words between them. Every "
            "wording of one phrase has the same blanks. A noun has none. A setting is not named with the "
            "word `after`, because a duty says it there (`within 7 days after ...`)."
        ),
        mistake='fact "{a time} {a time}" means at is from {a time} until {a time}',
        instead='fact "it is {a time} to {a time}" means at is from {a time} until {a time}',
    ),
    CodePage(
        code="WR129",
        title="two words for one thing, or one word for two",
        explanation=(
            "Each word is declared once, and no line may be readable as two different phrases: else two "
            "people could read one clause in two ways. Blanks are counted in: `{somebody} is at risk` and "
            "`the child is at risk` could be one line."
        ),
        mistake='noun "staff" means a person\nnoun "staff" means a person where roles include employee',
        instead='noun "staff" means a person where roles include employee',
    ),
    CodePage(
        code="WR130",
        title="a clause or sentence that is not there",
        explanation=(
            "This line names a clause or a sentence that the file does not hold. Where a clause has several "
            "sentences, or a sentence several rules, say which: `8.3 s2`, `6.3 s1(a)`."
        ),
        mistake="if 4.17 is excused",
        instead="if 4.7 is excused",
    ),
    CodePage(
        code="WR131",
        title="something that depends on itself",
        explanation=(
            "To know whether one rule is excused, another has to be decided first, and so on, round to the "
            "first again; or a noun's meaning leads back to the noun. Nothing could then be decided. Say in "
            "one of them what you mean without naming the other."
        ),
        mistake='noun "parent" means a person where it is "parent"',
        instead='noun "parent" means a person where roles include parent-or-carer',
    ),
    CodePage(
        code="WR132",
        title="the outcome of a rule about something else",
        explanation=(
            "`4.7 is excused` asks how another rule came out for the same event and the same person. The "
            "rule that is named speaks of another sort of event, or of other people, so it never comes out "
            "at all here."
        ),
        mistake="staff should not take photographs\n  if 4.7 is excused",
        instead="staff should not contact a child or young person\n  if 4.7 is excused",
    ),
    CodePage(
        code="WR133",
        title="a number that stands twice or out of order",
        explanation=(
            "Clause and sentence numbers are how every decision refers to the policy. Each number stands "
            "once, as in the document, and sentences stand in the document's order."
        ),
        mistake='clause 4.7 "Quiet hours" [8c1f20aa]\nclause 4.7 "Emergencies" [8c1f20ab]',
        instead='clause 4.7 "Quiet hours" [8c1f20aa]\nclause 4.8 "Emergencies" [8c1f20ab]',
    ),
    CodePage(
        code="WR134",
        title="a sentence that says nothing",
        explanation=(
            "Every sentence of the document is accounted for. Below this one there is no rule, and nothing "
            "says that it is something else: context, a definition, a principle, a fact, a duty of the "
            "organisation, or a repetition of another sentence."
        ),
        mistake="sentence 2 [8c1f20aa]",
        instead='sentence 2 [8c1f20aa] is context "Why the policy exists."',
    ),
    CodePage(
        code="WR135",
        title="a sentence that is two things",
        explanation=(
            "A sentence is a rule, or it is context, a definition and so on. If a rule stands below it, it "
            "is a rule; to explain the rule, add a `note` or a `reading`."
        ),
        mistake='clause 4.7 [8c1f20aa] is context "Night."\n  staff should not send a message',
        instead='clause 4.7 [8c1f20aa]\n  staff should not send a message\n  note "Night."',
    ),
)
