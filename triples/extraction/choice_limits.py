"""What makes the cue of a choice tell none, or one of before: habits, conditions, forecasts, other times and votes."""

from __future__ import annotations

import re

HABIT = re.compile(
    r"\b(?:always|consistently|regularly|usually|often|repeatedly|routinely|never|traditionally|typically|"
    r"twice|previously|"
    r"past|generally|normally|frequently|nearly|almost|not|historically|(?:could|would|might|may|should|must) have|"
    r"threatened|expected|urged|asked(?! for)|promised|vowed|denie[sd]|denying|falsely|wrongly)\b",
    re.IGNORECASE,
)
# "It has always voted for the text, and did so again this year".
AGAIN = re.compile(r"[^.;]{0,60}\b(?:and|who|which) (?:did|has done) so (?:again|this|on \w+day|once more)\b")
EARLIER = re.compile(
    r"(?: (?:it|for|against|on|in favou?r|the|that|a|similar|text|resolution|draft|"
    r"from)){0,5},? (?:(?:on |in |for |against )?(?:an?|the|that) (?:similar|earlier|previous|comparable|milder|"
    r"weaker|tougher|"
    r"rival) (?:\w+ ){0,2}?(?:text|draft|resolution|vote|version|measure)|[Ll]ast (?:year|month|week|"
    r"time|spring|summer|autumn|fall|winter|[A-Z]\w+)|(?:a|one|two|three|several) (?:years?|months?|weeks?) "
    r"(?:ago|earlier|before)|the (?:year|time|month) before|previously|(?:at|in) the (?:last|previous)|"
    r"the previous time|"
    r"back (?:then|in)|in (?:the )?(?:committee|first round)|(?:in|since) (?P<year>(?:19|20)\d\d))\b"
)
EARLIER_LEAD = re.compile(
    r"^(?:But |And |By contrast, )?(?:Last (?:year|month|week|time|[A-Z]\w+)|(?:A|One|Two|Three) (?:years?|months?|"
    r"weeks?) "
    r"(?:ago|earlier|before)|Previously|Earlier (?:this|that|in)|The (?:year before|previous)|(?:At|In) (?:the|its) "
    r"(?:last|previous)|(?:Back )?[Ii]n (?P<year>(?:19|20)\d\d))\b"
)
WHEN_IT_HAD = re.compile(
    r"^(?!.*\b(?:broke (?:ranks|with)|parted (?:ways|company)|surprised)\b).*\b(?:when|as) (?:it|they) (?:had |did )?$",
    re.DOTALL,
)
NOT_CAST = re.compile(r"\b(?:it|they|he|she|has|have)\b")  # "has rejected it" tells of no ballot
YEARLY = re.compile(
    r"[^,.;]{0,60}?\b(?:every|each) (?:year|time|session)|[^,.;]{0,60}?\b(?:annually|for (?:years|decades)|"
    r"in the past|over the years|again and again|(?:\d+|\w+|dozens of) times)\b|"
    r"(?: for| against| on)? (?:every|any)thing\b"
)
BACKGROUND = re.compile(r",? (?<!of )(?:which|who) had\b[^,]*$")
# "Which had opposed the first draft": another vote.
OTHER_VOTE = re.compile(
    r"[^,]{0,50}\b(?:previous|earlier|first|last|similar|another|other|before|original|in (?:the )?[Cc]ommittee)\b"
)
CONDITION = re.compile(
    r"(?:\b(?:(?:[Aa]|[Mm]edia|[Ww]rong|[Ff]alse|[Ss]ome|[Pp]ress) (?:\w+ )?reports? (?:\w+ )?that|"
    r"[Ww]e (?:wrote|reported|stated|printed) \w*|"
    r"[Ss]uggestions? that|[Ii]f|[Ww]hether|[Uu]nless|[Ii]n case|[Ww]hy|[Ee]xpect(?:ed|s)?|[Uu]rged|[Aa]sk(?:ed|"
    r"s)?|[Rr]umou?rs?|"
    r"[Ss]uppose|[Hh]oped?|[Ff]eared|[Ww]arned|[Pp]rovided|until|[Ss]ome say|[Cc]laim(?:s|ed)?|"
    r"[Aa]lleged\w*|[Rr]eportedly|[Cc]ount had shown|[Mm]istakenly|[Ww]rongly|not (?:known?|say|clear)\w*)\b|(?:^|"
    r"[,;] )(?:[Ss]hould|[Hh]ad|"
    r"[Ww]ere)\b)[^,;:—]{0,40}$"
)
NOT_BOTH = re.compile(
    r" (?:(?:could|did|would|was|were|had) not|\w+n't) (?:\S+ ){1,9}?(?:and|but)(?: (?:therefore|thus|so|then|"
    r"instead))? $"
)
# "Abstained on paragraph 4 but voted for the text": the vote on the whole is the one that is told.
ON_A_PART = re.compile(
    r" (?:separately )?(?:on|against|for|in (?:the|a) separate vote on) (?:an? |the |that )?"
    r"(?:\w+ )?(?:paragraphs?|amendments?|clause|reference)\b[^,;.]{0,60},? (?:but|before) "
)
EITHER = re.compile(r"[^,;.]{0,30} or (?:vot|abst|sat|stay|did|oppos|veto)")  # "voted no or sat on the fence"
OR = re.compile(r"\b(?:voted|abstained|opposed|vetoed|sat)\b[^,;.]{0,30} or (?:\w+ )?$")
PREDICTED = re.compile(r"\b(?:predict|forecast|foresee|reckon|guess)\w*\b|\b(?:is|are|was|were) (?:expected|likely)\b")
EXPLAINING = re.compile(
    r"\b(?:[Ee]xplain\w* (?:his|her|its|their) (?:vote|position)|explanation of (?:vote|position)|after the "
    r"(?:vote|adoption|action))\b"
)
