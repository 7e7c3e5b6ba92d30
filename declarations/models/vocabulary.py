"""The controlled vocabularies. Codes are stored and published, so they are never renamed; labels may be.

The responses follow the grades of the Human Rights Committee's follow-up procedure (report CCPR/C/128/3 of
1 September 2020); known and believed facts are told apart as the prisoner database of the
Congressional-Executive Commission on China does.
"""

from django.db import models


class DeclarationKind(models.TextChoices):
    WRITTEN_DECLARATION = "written-declaration", "written declaration"


class Language(models.TextChoices):
    ENGLISH = "en", "English"
    FRENCH = "fr", "French"


class Visibility(models.TextChoices):
    PUBLIC = "public", "public"
    RESTRICTED = "restricted", "restricted to the team"


class Situation(models.TextChoices):
    """Where a person is, mildest first."""

    FREE = "free", "free"
    RESTRICTED = "restricted", "restricted"
    EXPELLED = "expelled", "expelled"
    IN_EXILE = "in-exile", "in exile"
    FACING_CHARGES = "facing-charges", "facing charges"
    HOUSE_ARREST = "house-arrest", "house arrest"
    POLICE_CUSTODY = "police-custody", "police custody"
    ADMINISTRATIVE_DETENTION = "administrative-detention", "administrative detention"
    PRE_TRIAL_DETENTION = "pre-trial-detention", "pre-trial detention"
    FORCED_HOSPITALISATION = "forced-hospitalisation", "forced hospitalisation"
    SERVING_SENTENCE = "serving-sentence", "serving a sentence"
    DISAPPEARED = "disappeared", "disappeared"
    DIED_IN_CUSTODY = "died-in-custody", "died in custody"
    DIED = "died", "died"
    UNKNOWN = "unknown", "unknown"


#: What a citation has as its claim where its passage does not say how the cited person stands.
NO_CLAIM = ("", Situation.UNKNOWN)


#: How severe a situation is, for then-and-now alone. Death and what is unknown stand outside the scale.
SEVERITY = {
    Situation.FREE: 0,
    Situation.RESTRICTED: 1,
    Situation.EXPELLED: 1,
    Situation.IN_EXILE: 1,
    Situation.FACING_CHARGES: 2,
    Situation.HOUSE_ARREST: 3,
    Situation.POLICE_CUSTODY: 4,
    Situation.ADMINISTRATIVE_DETENTION: 4,
    Situation.PRE_TRIAL_DETENTION: 4,
    Situation.FORCED_HOSPITALISATION: 4,
    Situation.SERVING_SENTENCE: 5,
    Situation.DISAPPEARED: 6,
}
DEATHS = (Situation.DIED_IN_CUSTODY, Situation.DIED)
DEPRIVED_OF_LIBERTY = tuple(situation for situation, severity in SEVERITY.items() if severity >= 3)


class Outcome(models.TextChoices):
    """What became of a person between then and now."""

    IMPROVED = "improved", "improved"
    UNCHANGED = "unchanged", "unchanged"
    WORSE = "worse", "worse"
    DIED = "died", "died"
    UNKNOWN = "unknown", "unknown"


class Response(models.TextChoices):
    """What a state did about a communication or a demand, with the Committee's grade beside the word."""

    AWAITED = "awaited", "awaited"
    IGNORED = "ignored", "ignored (D)"
    REJECTED = "rejected", "rejected (E)"
    UNSATISFACTORY = "unsatisfactory", "unsatisfactory (C)"
    PARTLY_IMPLEMENTED = "partly-implemented", "partly implemented (B)"
    IMPLEMENTED = "implemented", "implemented (A)"
    UNKNOWN = "unknown", "unknown"


#: The responses that a state gave by answering, whatever the answer was worth.
ANSWERED = (Response.REJECTED, Response.UNSATISFACTORY, Response.PARTLY_IMPLEMENTED, Response.IMPLEMENTED)


class FollowUpKind(models.TextChoices):
    ARRESTED = "arrested", "arrested"
    CHARGED = "charged", "charged"
    REMANDED = "remanded", "remanded in custody"
    ADMINISTRATIVE_ARREST = "administrative-arrest", "administrative arrest"
    TRIAL_OPENED = "trial-opened", "trial opened"
    CONVICTED = "convicted", "convicted"
    SENTENCED = "sentenced", "sentenced"
    APPEAL_DECIDED = "appeal-decided", "appeal decided"
    SENTENCE_CHANGED = "sentence-changed", "sentence changed"
    TRANSFERRED = "transferred", "transferred"
    ILL_TREATMENT_REPORTED = "ill-treatment-reported", "ill-treatment reported"
    MEDICAL_CARE = "medical-care", "medical care"
    HUNGER_STRIKE = "hunger-strike", "hunger strike"
    RELEASED_ON_CONDITIONS = "released-on-conditions", "released on conditions"
    RELEASED = "released", "released"
    ACQUITTED = "acquitted", "acquitted"
    CONVICTION_QUASHED = "conviction-quashed", "conviction quashed"
    PARDONED = "pardoned", "pardoned"
    REARRESTED = "rearrested", "rearrested"
    LEFT_COUNTRY = "left-country", "left the country"
    EXPELLED = "expelled", "expelled"
    DISAPPEARED = "disappeared", "disappeared"
    FOUND = "found", "found"
    DIED = "died", "died"
    STATE_REPLIED = "state-replied", "state replied"
    REMINDER = "reminder", "reminder sent"
    INQUIRY_OPENED = "inquiry-opened", "inquiry opened"
    COMPENSATED = "compensated", "compensated"
    STATEMENT = "statement", "statement"
    CHECKED = "checked", "checked, nothing new"
    OTHER = "other", "other"


#: The situation that a kind of follow-up suggests to the curator, who decides.
SUGGESTED_SITUATION = {
    FollowUpKind.ARRESTED: Situation.POLICE_CUSTODY,
    FollowUpKind.CHARGED: Situation.FACING_CHARGES,
    FollowUpKind.REMANDED: Situation.PRE_TRIAL_DETENTION,
    FollowUpKind.ADMINISTRATIVE_ARREST: Situation.ADMINISTRATIVE_DETENTION,
    FollowUpKind.SENTENCED: Situation.SERVING_SENTENCE,
    FollowUpKind.RELEASED_ON_CONDITIONS: Situation.RESTRICTED,
    FollowUpKind.RELEASED: Situation.FREE,
    FollowUpKind.ACQUITTED: Situation.FREE,
    FollowUpKind.PARDONED: Situation.FREE,
    FollowUpKind.REARRESTED: Situation.POLICE_CUSTODY,
    FollowUpKind.LEFT_COUNTRY: Situation.IN_EXILE,
    FollowUpKind.EXPELLED: Situation.EXPELLED,
    FollowUpKind.DISAPPEARED: Situation.DISAPPEARED,
    FollowUpKind.DIED: Situation.DIED,
}


class ReleaseGround(models.TextChoices):
    SERVED_TERM = "served-term", "term served"
    PAROLE = "parole", "parole"
    PARDON = "pardon", "pardon"
    AMNESTY = "amnesty", "amnesty"
    SENTENCE_LIFTED = "sentence-lifted", "sentence lifted"
    CONVICTION_QUASHED = "conviction-quashed", "conviction quashed"
    ACQUITTED = "acquitted", "acquitted"
    CHARGES_DROPPED = "charges-dropped", "charges dropped"
    HEALTH = "health", "health"
    EXCHANGE = "exchange", "exchange"
    OTHER = "other", "other"


class Certainty(models.TextChoices):
    KNOWN = "known", "known"
    BELIEVED = "believed", "believed"


class Precision(models.TextChoices):
    DAY = "day", "day"
    MONTH = "month", "month"
    YEAR = "year", "year"


class FollowUpState(models.TextChoices):
    DRAFT = "draft", "draft"
    PUBLISHED = "published", "published"
    RETRACTED = "retracted", "retracted"


class CaseKind(models.TextChoices):
    PERSON = "person", "person"
    GROUP = "group", "group of persons"
    ORGANISATION = "organisation", "organisation"
    INCIDENT = "incident", "incident"


class Category(models.TextChoices):
    OPPOSITION = "opposition", "opposition"
    JOURNALIST = "journalist", "journalist"
    HUMAN_RIGHTS_DEFENDER = "human-rights-defender", "human rights defender"
    LAWYER = "lawyer", "lawyer"
    JUDGE = "judge", "judge"
    PROTESTER = "protester", "protester"
    ELECTED_OFFICIAL = "elected-official", "elected official"
    TRADE_UNIONIST = "trade-unionist", "trade unionist"
    RELIGIOUS = "religious", "religious"
    MINORITY = "minority", "minority"
    ACADEMIC = "academic", "academic"
    RELATIVE = "relative", "relative"
    OTHER = "other", "other"


class Allegation(models.TextChoices):
    TORTURE = "torture", "torture"
    ILL_TREATMENT = "ill-treatment", "ill-treatment"
    NO_MEDICAL_CARE = "no-medical-care", "no medical care"
    UNFAIR_TRIAL = "unfair-trial", "unfair trial"
    ARBITRARY_DETENTION = "arbitrary-detention", "arbitrary detention"
    REPRISAL = "reprisal", "reprisal"
    ENFORCED_DISAPPEARANCE = "enforced-disappearance", "enforced disappearance"


class DecisionKind(models.TextChoices):
    MERGE = "merge", "merge"
    SPLIT = "split", "split"
    APART = "apart", "not the same"
    CONFIRM = "confirm", "confirm"
    REJECT = "reject", "reject"
    NEW_CASE = "new-case", "new case"


class CitationState(models.TextChoices):
    SUGGESTED = "suggested", "suggested"
    CONFIRMED = "confirmed", "confirmed"
    REJECTED = "rejected", "rejected"


class Role(models.TextChoices):
    VICTIM = "victim", "victim"
    OTHER = "other", "other"


class CommunicationBody(models.TextChoices):
    WGAD = "wgad", "UN Working Group on Arbitrary Detention"
    SPECIAL_PROCEDURES = "special-procedures", "UN special procedures"
    HUMAN_RIGHTS_COMMITTEE = "human-rights-committee", "UN Human Rights Committee"
    CAT = "cat", "UN Committee against Torture"
    ECTHR = "ecthr", "European Court of Human Rights"
    COMMITTEE_OF_MINISTERS = "committee-of-ministers", "Committee of Ministers"
    EUROPEAN_PARLIAMENT = "european-parliament", "European Parliament"
    PACE = "pace", "Parliamentary Assembly of the Council of Europe"
    OSCE = "osce", "OSCE"
    OTHER = "other", "other"


#: The bodies of the United Nations among them.
UNITED_NATIONS = (
    CommunicationBody.WGAD,
    CommunicationBody.SPECIAL_PROCEDURES,
    CommunicationBody.HUMAN_RIGHTS_COMMITTEE,
    CommunicationBody.CAT,
)


class CommunicationKind(models.TextChoices):
    OPINION = "opinion", "opinion"
    URGENT_APPEAL = "urgent-appeal", "urgent appeal"
    ALLEGATION_LETTER = "allegation-letter", "allegation letter"
    VIEWS = "views", "views"
    INTERIM_MEASURES = "interim-measures", "interim measures"
    JUDGMENT = "judgment", "judgment"
    RESOLUTION = "resolution", "resolution"
    STATEMENT = "statement", "statement"


class RequestKind(models.TextChoices):
    """What a communication asks of a state."""

    RELEASE = "release", "release"
    REPARATION = "reparation", "reparation"
    INVESTIGATION = "investigation", "investigation"
    LAW_OR_PRACTICE = "law-or-practice", "law or practice"
    OTHER = "other", "other"


class RequestProgress(models.TextChoices):
    DONE = "done", "done"
    PARTLY = "partly", "partly done"
    NOT_DONE = "not-done", "not done"
    NO_INFORMATION = "no-information", "no information"


class DemandKind(models.TextChoices):
    RELEASE = "release", "release"
    INVESTIGATION = "investigation", "investigation"
    FAIR_TRIAL = "fair-trial", "fair trial"
    MEDICAL_CARE = "medical-care", "medical care"
    SANCTIONS = "sanctions", "sanctions"
    LAW_REFORM = "law-reform", "law reform"
    CO_OPERATION = "co-operation", "co-operation"
    IMPLEMENTATION = "implementation", "implementation of another body's decision"
    OTHER = "other", "other"
