"""What a page carries beside its article: promotions, credits, links to other articles, prompts, captions."""

import re

_FURNITURE = re.compile(
    r"""
      (?:Related|Read|More|Also\ read|Read\ more|Read\ also|See\ also|Watch|Listen|Also|Don't\ miss|Recommended
          |Trending|
         Opinion|Analysis|Explainer|Explained|In\ pictures|Photos?|Images?|Video|Pictures?|Gallery|Download
             |Tags?|Topics?|
         Filed\ under|Categories|Category|Share|Sources?|Contact|Contacts|For\ more\ information|Media\ contacts?|
         Notes?\ to\ editors?|Editor'?s?\ notes?|Correction|Written\ by|Follow|Email|Phone|Tel|Listen\ now|Live
             |Update)
         \s?[:|>»]
    | (?:Read|Read\ more|Read\ also|See\ more|Learn\ more|Show\ more|Load\ more|Continue\ reading|Click\ here
        |Share|Tweet|Print|Email|
         Advertisement|Advertising|Sponsored|Source|Related|Comments?|Back\ to\ top|Subscribe|Sign\ (?:up|in)
             |Log\ ?in|
         Listen\ live|Get\ short\ URL|Breaking\ news|Menu|Search|Home|Skip\ to\ (?:main\ )?content|Follow\ us
             |Discussion|
         \(As\ delivered\)|\(Check\ against\ delivery\)|End(?:s|it)?|ENDS|Thank\ you|Your\ voice
             |Community\ standards\w*)[.!>]?\s*$
    | (?:Follow|Like|Find|Join)\ (?:us|me|him|her|them|@?\w+(?:\ [A-Z][\w'-]+){0,2})\ on\b
    | Follow\ @
    | (?:Go|Head|Turn)\ to\ \S+\.(?:com|org|net|co\.uk|int)\b
    | (?:Click|Tap)\ here\b | Sign\ up\ (?:for|to|here|now)\b | Subscribe\ (?:to|now|here|today)\b
        | Download\ (?:the|our)\ \w+
    | Read\ (?:more|the\ full|our\ full|the\ original)\b | See\ also\b | Watch\ (?:our|the|more|VICE)\b
    | This\ (?:story|article|post|content)\ (?:is\ (?:over|more\ than)\ \d|was\ (?:originally\ )?(?:published
        |produced|updated)|first\ appeared|has\ been\ updated)
    | (?:All\ rights\ reserved|Copyright\b|\(c\)\ \d{4}|©)
    | (?:We\ need\ your\ help|Support\ (?:from|our)\b|Please\ (?:help\ us|consider|contribute|donate|support
        |subscribe)|Donate\b|
         If\ you\ (?:liked|enjoyed|value|have\ a\ story)|Thank\ you\ for\ (?:the|your)\ (?:feedback|reading
             |subscribing)|Your\ feedback|Your\ (?:donation|gift|subscription)s?\b|
         You\ are\ (?:visiting|reading)|Advertising\ revenue|Become\ a\ (?:member|supporter)|Help\ us\ by\b)
    | \(?(?:Additional\ |With\ )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled)\ (?:by|from)\b
    | (?:By|BY|by)\ (?:[A-Z][\w.'-]+\ ?){2,4}(?:(?:,|\ and|\ in|\ at|\ \|)\ [^.]{0,60})?$
    | \[\w{1,12}\]$ | https?://\S+$ | www\.\S+$ | @\w+ | —\ .{2,60}\(@\w+\)
    | [\W\d_]+$
    | \d[\d:. ]*\ ?(?:GMT|UTC|min\ read|minutes?\ read|comments?|shares?|views?)\b.{0,40}$
    | SC/\d+$ | GA/\w+/?\d*$ | (?:Press\ Release|PRESS\ RELEASE|Media\ advisory|For\ immediate\ release
        |FOR\ IMMEDIATE\ RELEASE)\W*$
    """,
    re.VERBOSE,
)
# What tells of furniture after other words: tried only where one of its marks stands.
_MARKS = re.compile(r"contributed|\(@|pic\.twitter|via |\||·|•")
_MARKED = re.compile(
    r"""
      .{0,120}\bcontributed\ (?:to\ (?:this|the)\ (?:report|story|article)|reporting)\b
    | .{0,80}\(@\w{2,20}\) | .{0,200}\bpic\.twitter\.com/
    | .{0,60}\bvia\ (?:Twitter|Facebook|Getty|Flickr|AP|AFP|EPA|Reuters|Shutterstock)\.?$
    | [^|·•]{1,40}(?:\s[|·•]\s[^|·•]{1,40}){2,}$
    """,
    re.VERBOSE,
)
_CORRECTED = re.compile(
    r"(?:(?:CORRECTION|Correction|CLARIFICATION|Clarification)S?s?\s?[:—-]|"
    r"(?:A|An|The) (?:previous|earlier|original) (?:version|post|report|headline|"
    r"story)\b[^.]{0,40}\b(?:said|stated|misstated|gave))|This (?:story|article) (?:has been )?correct"
)
_AGENCIES = (
    r"(?:AP|AFP|EPA|Reuters|REUTERS|Getty(?:\ Images)?|Shutterstock|Xinhua|TASS|Sputnik|Yonhap|KCNA|KRT|ANSA|DPA"
    r"|dpa|Kyodo|"
    r"Press\ Association(?:\ Images)?|PA|UN\ Photo|UNHCR|UNICEF|WFP|Flickr|Bloomberg|Anadolu|NurPhoto|Alamy"
    r"|Wikimedia(?:\ Commons)?)"
)
_CAPTION = re.compile(
    rf"""
      !?\s*(?:Photo(?:graph)?|Image(?:\ caption)?|Picture|File\ photo|File\ picture|Video|Screenshot|Illustration
          |Graphic|Cover\ photo)\s?(?:\(|by\b|via\b|credit|courtesy|:|/|—|of\ .{{0,60}}$)
    | (?:FILE|File)(?:\ PHOTO|\ photo|\ PICTURE)?\s?(?:[:(]|—|-\s)
    | .{{0,300}}\b(?:Photo|Image|Picture|Credit|Photograph)\s?(?::|by\b|via\b).{{0,80}}$
    | .{{0,300}}(?:/|©\ ?|\bvia\ ){_AGENCIES}\W*$
    | .{{0,300}}[.\s(/]{_AGENCIES}\ ?(?:Photo|Images?|Video|/|Pictures)[^.]{{0,80}}$
    | .{{0,300}}\(\ ?(?:Photo|Image|Picture|UN\ Photo|AP|AFP|Reuters)\b[^()]{{0,80}}\)\.?$
    | .{{0,300}}\bUN\ Photo/
    """,
    re.VERBOSE,
)
_PICTURED = re.compile(
    r"/|\(|©|Photo|photo|Image|Picture|Credit|Video|Screenshot|Illustration|Graphic|F(?:ile|ILE)"
    r"|via "
)
_COMMENTS = re.compile(
    r"(?:(?:Your|Readers?'?|Reader|User|Latest|Top|View|Show|\d+)\s+)?(?:Comments?|COMMENTS?)(?:\s*\(\d+\))?\s*:?$"
    r"|(?:Leave|Post|Add|Write) a (?:reply|comment)|Join the (?:conversation|discussion)|Your Voice$|Readers Comments"
)
_LINKS = re.compile(
    r"(?:Related|More|Other|Latest|Recent|Popular|Similar|Recommended|Further|Also|Most|Top|You may also"
    r"|You might also|What to)"
    r"(?: (?:news|stories|story|articles?|posts?|topics?|reading|content|coverage|links|read|viewed|popular|like|"
    r"from .{1,30}|on .{1,40}|in .{1,30}|this topic|for you|stories from .{1,30}|read next))+\s*:?$"
    r"|(?:Read|Up|Watch|Coming up) [Nn]ext:?$|Recommended:?$",
    re.IGNORECASE,
)


def is_furniture(line: str) -> bool:
    """Whether a line or sentence is a promotion, credit, prompt or link rather than the article's own words."""
    return bool(_FURNITURE.match(line)) or _is_marked(line)


def _is_marked(line: str) -> bool:
    return bool(_MARKS.search(line) and _MARKED.match(line))


def is_aside(sentence: str) -> bool:
    """Whether a sentence of the body is furniture, or tells what an earlier version of the text had wrong."""
    return bool(is_furniture(sentence) or _CORRECTED.match(sentence))


def is_caption(line: str) -> bool:
    """Whether a line is a picture's caption or credit."""
    return len(line) < 500 and bool(_PICTURED.search(line) and _CAPTION.match(line))


def opens_comments(line: str) -> bool:
    """Whether readers' comments begin here: nothing below is the article's."""
    return len(line) < 60 and bool(_COMMENTS.match(line))


def opens_links(line: str) -> bool:
    """Whether a list of other articles begins here."""
    return len(line) < 60 and bool(_LINKS.match(line))
