"""The rule that says who may table a written declaration.

Rules of Procedure of the Assembly, Rule 56 (text of January 2023; the number has changed over the years): at least
twenty representatives or substitutes, of four national delegations and two political groups.
"""

from collections.abc import Sequence

from .parsed import ParsedSignature

SIGNATURES, DELEGATIONS, GROUPS = 20, 4, 2
# Members who belong to no group sign as such; together they are none.
NO_GROUP = "NR"


def shortfalls(signatures: Sequence[ParsedSignature]) -> list[str]:
    """What a list lacks of what the rule asks for, in words such as "19 of 20 signatures"; nothing where it is met.

    Groups are only counted where every signature is printed with one.
    """
    delegations = {signature.country for signature in signatures} - {""}
    groups = {signature.group for signature in signatures} - {"", NO_GROUP}
    counts = [(len(signatures), SIGNATURES, "signatures"), (len(delegations), DELEGATIONS, "delegations")]
    if all(signature.group for signature in signatures):
        counts.append((len(groups), GROUPS, "political groups"))
    return [f"{count} of {asked} {what}" for count, asked, what in counts if count < asked]
