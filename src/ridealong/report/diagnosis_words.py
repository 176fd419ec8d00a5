"""Every sentence of a diagnosis, by the keys under which it was found.

In the fields of a template stand figures of the finding, already written as a person would say
them. Hedges are kept: a hypothesis "may" be. No question asks when a deal closes or how big it is.
"""

from ridealong.report.words import _

SAYS = {
    "proposals-without-deals": _(
        "{open} proposals are open where {usual} is usual, and fewer of them are won: {won}, "
        "where {usual_won} is usual."
    ),
    "not-enough-proposals": _(
        "{written} proposals were written in 13 weeks where {usual_written}."
    ),
    "not-enough-proposals-stage": _("{open} proposals are open where {usual} is usual."),
    "discounting": _(
        "{discount} of the list price is given away where {usual_discount} is usual; deals being "
        "alike, {beyond} more than by the others."
    ),
    "stage-full": _("{open} deals stand in {stage} where {usual} is usual."),
    "stage-empty": _("{open} deals stand in {stage} where {usual} is usual."),
    "stuck": _(
        "{stuck} open deals have stood longer where they stand than nine in ten of the deals that "
        "went on; {stuck_usual} would be usual."
    ),
    "win-rate": _("{won_rate} of the deals that closed were won where {usual_rate} is usual."),
}
SAYS_OF_ONE = {
    "not-enough-proposals": _("1 proposal was written in 13 weeks where {usual_written}."),
    "not-enough-proposals-stage": _("1 proposal is open where {usual} is usual."),
    "stage-full": _("1 deal stands in {stage} where {usual} is usual."),
    "stage-empty": _("1 deal stands in {stage} where {usual} is usual."),
}
"""The same where it is about a single one."""
AVERAGE = _("So it was on average over the last {weeks} weeks.")
OWN_TOO = _("Beside the own past year it is {usual_own}.")
AS_BEFORE = _("It was much the same in the own past year: {usual_own}.")
USUAL_WRITTEN = {
    "proposals_usual": _("the others write {n}"),
    "proposals_before": _("it was {n} at the pace of the year before"),
    "proposals_agreed": _("{n} were agreed"),
}
AND = _(" and ")

HYPOTHESES = {
    "needs-analysis": _("The need may be seen late, or not at all."),
    "qualification": _("Proposals may go to customers who have not said who decides, and why now."),
    "leads": _("Other leads may have come than before, such as are won less often."),
    "efforts": _("There may be fewer first contacts than planned."),
    "methods": _("The ways to new customers may not fit: the channels, the lists, the sources."),
    "tactics": _("First calls may end before a need is spoken of, or without a next step."),
    "value": _("What it is worth may not have been said by the customer before the price was."),
    "negotiation": _("Concessions may come unasked, or without anything in return."),
    "quarter-end": _("The end of the quarter may have made the price."),
    "stay-more": _("Deals may stay there longer."),
    "stay-less": _("Deals may leave it sooner, onward or lost."),
    "inflow-more": _("More deals may come in than go on."),
    "inflow-less": _("Fewer deals may come in."),
    "keeping": _("The list may be behind: some of these may have been decided long ago."),
    "not-kept": _("The stage may be kept differently: passed over, or entered late."),
    "no-reason-to-act": _("The customers may have no compelling reason to act."),
    "no-next-step": _("Talks may have ended without a next step."),
}

FACTS = {
    "needs-analysis": _("In {k} of {n} deals with calls the customer stated a business problem."),
    "no-reason-to-act": _("In {k} of {n} deals with calls the customer stated a business problem."),
    "qualification": _("Before {k} of {n} proposals all gates were passed on the customer's side."),
    "value": _("In {k} of {n} deals with calls the customer said what it is worth."),
    "negotiation-unasked": _("{k} of {n} concessions came unasked."),
    "negotiation-for-nothing": _("Of {n} concessions {k} came without anything asked in return."),
    "tactics-next-step": _("{k} of {n} first calls ended with a next step."),
    "no-next-step": _("{k} of {n} first calls ended with a next step."),
    "tactics-need": _("In {k} of {n} first calls the need was asked for before a solution came."),
    "contacts": _("{value} first contacts a week in the last quarter."),
    "contacts_planned": _("{value} were planned."),
    "source": _("{k} of {n} deals came from {of}."),
    "source_won": _("Of everybody's deals from {of}, {k} of {n} were won."),
    "quarter-end": _("{k} of {n} won deals closed in the last two weeks of a quarter."),
    "keeping": _("{k} of {n} stand longer than nine in ten of those that went on."),
    "entered": _("{value} came in within 13 weeks."),
    "entered_usual": _("{value} would be usual."),
    "days": _("On average {value} days for each of {n} that left it."),
    "days_usual": _("With the others {value} days."),
}
SPEAKS = {
    "for": "",
    "against": _("This speaks against it."),
    "open": "",
}
NOT_KNOWN = _("Nothing is known yet that speaks for or against it.")

ASKS = {
    "proposals-without-deals": _(
        "Which of these {open} would you write again today, and what would you find out first?"
    ),
    "proposals-without-deals:needs-analysis": _(
        "What does it cost each of these customers to leave things as they are, in their words?"
    ),
    "proposals-without-deals:qualification": _(
        "What has the customer done in each of these that only a customer does who wants to go on?"
    ),
    "proposals-without-deals:leads": _("Which customers would you look for if you began again?"),
    "not-enough-proposals": _("What has taken the place of new customers?"),
    "not-enough-proposals:efforts": _("What has taken the place of new customers?"),
    "not-enough-proposals:tactics": _("What happens in a first call that makes a second one easy?"),
    "discounting": _("What had the customer said it was worth, before you came to speak of price?"),
    "discounting:value": _(
        "What had the customer said it was worth, before you came to speak of price?"
    ),
    "discounting:negotiation": _("What did you ask for in return, and what could you have?"),
    "discounting:quarter-end": _("What would the same customer have paid three weeks later?"),
    "stage-full": _("What do these deals in {stage} wait for, and whose turn is it?"),
    "stage-full:stay-more": _("What do these deals in {stage} wait for, and whose turn is it?"),
    "stage-full:inflow-more": _("Which of these in {stage} would you rather not have begun?"),
    "stage-full:keeping": _("Which of these in {stage} are still alive, and how do you know?"),
    "stage-empty": _("What has changed in how deals come to {stage}?"),
    "stage-empty:inflow-less": _("What has taken the place of what used to lead to {stage}?"),
    "stage-empty:stay-less": _("What happens in {stage} that lets deals leave it so soon?"),
    "stuck": _("What would have to happen at the customer's for each of these to move?"),
    "stuck:no-reason-to-act": _("What happens at the customer's if they do nothing?"),
    "stuck:no-next-step": _("What did each of these customers say they would do next?"),
    "stuck:keeping": _("Which of these are still alive, and how do you know?"),
    "win-rate": _("What did those who bought have in common, that the others had not?"),
    "win-rate:needs-analysis": _(
        "What did those who bought say they could no longer leave as it was?"
    ),
    "win-rate:qualification": _(
        "What had those who bought done before you wrote to them, that the others had not?"
    ),
    "win-rate:leads": _("Which customers would you look for if you began again?"),
}

MAY_BE_CHANCE = _("This may be chance.")
CHANCE = _("Of findings as clear as this, about 1 in {n} has nothing behind it.")

VERDICTS = {
    "usual": _("usual"),
    "full": _("fuller than usual"),
    "empty": _("emptier than usual"),
    "not recorded": _("not recorded: a role, or how the CRM is kept?"),
    "too few": _("not enough to tell"),
}
BECAUSE = {
    "": "",
    "few expected": _("fewer than 3 would be usual"),
    "few peers": _("fewer than four in the team keep this stage, and there is no past year"),
    "new": _("the first deal is less than nine months old"),
    "first week": _("stands out this week for the first time"),
}
MEASURES = {
    "win_rate": _("Won, of what closed in a year"),
    "win_rate_by_value": _("The same by value"),
    "no_decision_share": _("Closed without a decision"),
    "won_from_proposal": _("Won, of the year's proposals"),
    "discount_beyond": _("Given away beyond the others"),
}
WARNINGS = {
    "no-deals": _("There is no deal in it, so there is nothing to diagnose."),
    "one-day": _(
        "The file shows one day and no history of stages: what a second week would confirm is "
        "judged on this day alone, twice as strictly."
    ),
    "one-day-of": _(
        "No history is known of {of}: there the day alone is judged, twice as strictly."
    ),
    "no-proposal-stage": _(
        "No stage is known as the proposal, so the rules about proposals were not applied. Name it "
        "with --proposal STAGE."
    ),
    "no-teams": _(
        "Nobody's team is stated: all {n} sellers were compared with each other. State teams with "
        "--people FILE."
    ),
    "nothing-judged": _(
        "No stage could be judged: too few deals, fewer than four sellers in a team, or no history."
    ),
    "no-list-prices": _(
        "No won deal has both a list and a net price: discounts were not looked at."
    ),
}
