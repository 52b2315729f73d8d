"""Why a candidate is not admitted."""

from __future__ import annotations

# What readers are told for each reason.
REASONS = {
    "another_shape": "has another shape than was asked for",
    "unknown_kind": "is of a kind that is not asked for",
    "unknown_stance": "is of a stance that the ontology lacks",
    "unknown_code": "has no event type or state of the ontology",
    "quote_length": "has a quotation that is too long or too short",
    "field_length": "has a field that is too long",
    "quote_not_in_window": "quotes words that do not stand there",
    "word_cut_off": "begins or ends within a word or number",
    "quote_elsewhere": "quotes words of another place of the document",
    "text_of_an_agreement": "quotes the text of an agreement, which rules read",
    "no_clause": "quotes no clause with a verb",
    "more_than_a_sentence": "quotes more than one sentence, or goes on past a line",
    "question": "quotes a question",
    "command": "quotes a command, which says nothing",
    "clause_cut_off": "quotes less than a whole clause",
    "negation_cut_off": "leaves out words that turn the quotation around",
    "name_not_in_quote": "names what the quotation does not name",
    "verb_not_in_quote": "has a verb that the quotation lacks",
    "figure_without_number": "is a figure without a number",
    "number_not_in_quote": "has a number that the quotation lacks",
    "number_not_read": "has a number that the rules cannot read",
    "time_not_in_quote": "has a time that the quotation lacks",
    "time_not_read": "has a time that the rules cannot read",
    "speaker_not_in_window": "has a speaker who is not named there",
    "speaker_not_tied": "has a speaker whom no word of saying ties to the words",
    "another_speaker": "has another speaker than the rules hear",
    "another_stance": "has another stance than the word of saying",
    "there_already": "is in the record already",
}


class Refused(Exception):
    """A candidate is refused; `reason` is a key of REASONS."""

    def __init__(self, reason: str) -> None:
        assert reason in REASONS, reason
        super().__init__(reason)
        self.reason = reason
