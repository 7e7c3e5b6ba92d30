"""The controlled vocabularies. Codes are stored and published, so they are never renamed; labels may be.

The responses follow the grades of the Human Rights Committee's follow-up procedure (report CCPR/C/128/3 of
1 September 2020); known and believed facts are told apart as the prisoner database of the
Congressional-Executive Commission on China does.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeclarationKind(models.TextChoices):
    WRITTEN_DECLARATION = "written-declaration", _("written declaration")


class Language(models.TextChoices):
    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")


class Visibility(models.TextChoices):
    PUBLIC = "public", _("public")
    RESTRICTED = "restricted", _("restricted to the team")


class Situation(models.TextChoices):
    """Where a person is, mildest first."""

    FREE = "free", _("free")
    RESTRICTED = "restricted", _("restricted")
    EXPELLED = "expelled", _("expelled")
    IN_EXILE = "in-exile", _("in exile")
    FACING_CHARGES = "facing-charges", _("facing charges")
    HOUSE_ARREST = "house-arrest", _("house arrest")
    POLICE_CUSTODY = "police-custody", _("police custody")
    ADMINISTRATIVE_DETENTION = "administrative-detention", _("administrative detention")
    PRE_TRIAL_DETENTION = "pre-trial-detention", _("pre-trial detention")
    FORCED_HOSPITALISATION = "forced-hospitalisation", _("forced hospitalisation")
    SERVING_SENTENCE = "serving-sentence", _("serving a sentence")
    DISAPPEARED = "disappeared", _("disappeared")
    DIED_IN_CUSTODY = "died-in-custody", _("died in custody")
    DIED = "died", _("died")
    UNKNOWN = "unknown", _("unknown")


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

    IMPROVED = "improved", _("improved")
    UNCHANGED = "unchanged", _("unchanged")
    WORSE = "worse", _("worse")
    DIED = "died", _("died")
    UNKNOWN = "unknown", _("unknown")


class Response(models.TextChoices):
    """What a state did about a communication or a demand, with the Committee's grade beside the word."""

    AWAITED = "awaited", _("awaited")
    IGNORED = "ignored", _("ignored (D)")
    REJECTED = "rejected", _("rejected (E)")
    UNSATISFACTORY = "unsatisfactory", _("unsatisfactory (C)")
    PARTLY_IMPLEMENTED = "partly-implemented", _("partly implemented (B)")
    IMPLEMENTED = "implemented", _("implemented (A)")
    UNKNOWN = "unknown", _("unknown")


#: The responses that a state gave by answering, whatever the answer was worth.
ANSWERED = (Response.REJECTED, Response.UNSATISFACTORY, Response.PARTLY_IMPLEMENTED, Response.IMPLEMENTED)


class FollowUpKind(models.TextChoices):
    ARRESTED = "arrested", _("arrested")
    CHARGED = "charged", _("charged")
    REMANDED = "remanded", _("remanded in custody")
    ADMINISTRATIVE_ARREST = "administrative-arrest", _("administrative arrest")
    TRIAL_OPENED = "trial-opened", _("trial opened")
    CONVICTED = "convicted", _("convicted")
    SENTENCED = "sentenced", _("sentenced")
    APPEAL_DECIDED = "appeal-decided", _("appeal decided")
    SENTENCE_CHANGED = "sentence-changed", _("sentence changed")
    TRANSFERRED = "transferred", _("transferred")
    ILL_TREATMENT_REPORTED = "ill-treatment-reported", _("ill-treatment reported")
    MEDICAL_CARE = "medical-care", _("medical care")
    HUNGER_STRIKE = "hunger-strike", _("hunger strike")
    RELEASED_ON_CONDITIONS = "released-on-conditions", _("released on conditions")
    RELEASED = "released", _("released")
    ACQUITTED = "acquitted", _("acquitted")
    CONVICTION_QUASHED = "conviction-quashed", _("conviction quashed")
    PARDONED = "pardoned", _("pardoned")
    REARRESTED = "rearrested", _("rearrested")
    LEFT_COUNTRY = "left-country", _("left the country")
    EXPELLED = "expelled", _("expelled")
    DISAPPEARED = "disappeared", _("disappeared")
    FOUND = "found", _("found")
    DIED = "died", _("died")
    STATE_REPLIED = "state-replied", _("state replied")
    REMINDER = "reminder", _("reminder sent")
    INQUIRY_OPENED = "inquiry-opened", _("inquiry opened")
    COMPENSATED = "compensated", _("compensated")
    STATEMENT = "statement", _("statement")
    CHECKED = "checked", _("checked, nothing new")
    OTHER = "other", _("other")


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
    SERVED_TERM = "served-term", _("term served")
    PAROLE = "parole", _("parole")
    PARDON = "pardon", _("pardon")
    AMNESTY = "amnesty", _("amnesty")
    SENTENCE_LIFTED = "sentence-lifted", _("sentence lifted")
    CONVICTION_QUASHED = "conviction-quashed", _("conviction quashed")
    ACQUITTED = "acquitted", _("acquitted")
    CHARGES_DROPPED = "charges-dropped", _("charges dropped")
    HEALTH = "health", _("health")
    EXCHANGE = "exchange", _("exchange")
    OTHER = "other", _("other")


class Certainty(models.TextChoices):
    KNOWN = "known", _("known")
    BELIEVED = "believed", _("believed")


class Precision(models.TextChoices):
    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class FollowUpState(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    RETRACTED = "retracted", _("retracted")


class CaseKind(models.TextChoices):
    PERSON = "person", _("person")
    GROUP = "group", _("group of persons")
    ORGANISATION = "organisation", _("organisation")
    INCIDENT = "incident", _("incident")


class Category(models.TextChoices):
    OPPOSITION = "opposition", _("opposition")
    JOURNALIST = "journalist", _("journalist")
    HUMAN_RIGHTS_DEFENDER = "human-rights-defender", _("human rights defender")
    LAWYER = "lawyer", _("lawyer")
    JUDGE = "judge", _("judge")
    PROTESTER = "protester", _("protester")
    ELECTED_OFFICIAL = "elected-official", _("elected official")
    TRADE_UNIONIST = "trade-unionist", _("trade unionist")
    RELIGIOUS = "religious", _("religious")
    MINORITY = "minority", _("minority")
    ACADEMIC = "academic", _("academic")
    RELATIVE = "relative", _("relative")
    OTHER = "other", _("other")


class Allegation(models.TextChoices):
    TORTURE = "torture", _("torture")
    ILL_TREATMENT = "ill-treatment", _("ill-treatment")
    NO_MEDICAL_CARE = "no-medical-care", _("no medical care")
    UNFAIR_TRIAL = "unfair-trial", _("unfair trial")
    ARBITRARY_DETENTION = "arbitrary-detention", _("arbitrary detention")
    REPRISAL = "reprisal", _("reprisal")
    ENFORCED_DISAPPEARANCE = "enforced-disappearance", _("enforced disappearance")


class DecisionKind(models.TextChoices):
    MERGE = "merge", _("merge")
    SPLIT = "split", _("split")
    APART = "apart", _("not the same")
    CONFIRM = "confirm", _("confirm")
    REJECT = "reject", _("reject")
    NEW_CASE = "new-case", _("new case")


class CitationState(models.TextChoices):
    SUGGESTED = "suggested", _("suggested")
    CONFIRMED = "confirmed", _("confirmed")
    REJECTED = "rejected", _("rejected")


class Role(models.TextChoices):
    VICTIM = "victim", _("victim")
    OTHER = "other", _("other")


class CommunicationBody(models.TextChoices):
    WGAD = "wgad", _("UN Working Group on Arbitrary Detention")
    SPECIAL_PROCEDURES = "special-procedures", _("UN special procedures")
    HUMAN_RIGHTS_COMMITTEE = "human-rights-committee", _("UN Human Rights Committee")
    CAT = "cat", _("UN Committee against Torture")
    ECTHR = "ecthr", _("European Court of Human Rights")
    COMMITTEE_OF_MINISTERS = "committee-of-ministers", _("Committee of Ministers")
    EUROPEAN_PARLIAMENT = "european-parliament", _("European Parliament")
    PACE = "pace", _("Parliamentary Assembly of the Council of Europe")
    OSCE = "osce", _("OSCE")
    OTHER = "other", _("other")


#: The bodies of the United Nations among them.
UNITED_NATIONS = (
    CommunicationBody.WGAD,
    CommunicationBody.SPECIAL_PROCEDURES,
    CommunicationBody.HUMAN_RIGHTS_COMMITTEE,
    CommunicationBody.CAT,
)


class CommunicationKind(models.TextChoices):
    OPINION = "opinion", _("opinion")
    URGENT_APPEAL = "urgent-appeal", _("urgent appeal")
    ALLEGATION_LETTER = "allegation-letter", _("allegation letter")
    VIEWS = "views", _("views")
    INTERIM_MEASURES = "interim-measures", _("interim measures")
    JUDGMENT = "judgment", _("judgment")
    RESOLUTION = "resolution", _("resolution")
    STATEMENT = "statement", _("statement")


class RequestKind(models.TextChoices):
    """What a communication asks of a state."""

    RELEASE = "release", _("release")
    REPARATION = "reparation", _("reparation")
    INVESTIGATION = "investigation", _("investigation")
    LAW_OR_PRACTICE = "law-or-practice", _("law or practice")
    OTHER = "other", _("other")


class RequestProgress(models.TextChoices):
    DONE = "done", _("done")
    PARTLY = "partly", _("partly done")
    NOT_DONE = "not-done", _("not done")
    NO_INFORMATION = "no-information", _("no information")


class DemandKind(models.TextChoices):
    RELEASE = "release", _("release")
    INVESTIGATION = "investigation", _("investigation")
    FAIR_TRIAL = "fair-trial", _("fair trial")
    MEDICAL_CARE = "medical-care", _("medical care")
    SANCTIONS = "sanctions", _("sanctions")
    LAW_REFORM = "law-reform", _("law reform")
    CO_OPERATION = "co-operation", _("co-operation")
    IMPLEMENTATION = "implementation", _("implementation of another body's decision")
    OTHER = "other", _("other")
