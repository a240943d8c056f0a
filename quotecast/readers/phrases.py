"""The words and phrases :mod:`quotecast.readers.furniture` knows furniture by."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def any_of(lines: str) -> str:
    """A pattern that matches any one of the patterns, one a line."""
    return "(?:" + "|".join(line.strip() for line in lines.strip().splitlines()) + ")"


SHARE = word_set(
    """share shares tweet tweets retweet pin email e-mail mail print save copy link post send sms
    on via this to by with the a article story page post facebook twitter x whatsapp linkedin
    reddit pinterest telegram messenger threads bluesky mastodon pocket flipboard tumblr wechat
    weibo line viber gmail google plus url clipboard comment comments listen gift bookmark
    facebook.com instagram youtube rss social media font size text larger smaller"""
)
SHARE_VERBS = word_set("share shares tweet pin email e-mail print copy save comments")
SHARE_PLACES = word_set(
    """facebook twitter whatsapp linkedin reddit pinterest telegram messenger threads bluesky
    mastodon tumblr wechat weibo instagram"""
)

ADVERT = any_of(
    r"""
    advertisement|advertising|sponsored(?: content)?|paid post|loading\W*|skip advertisement
    advertisement\s?[·|—–-]\s?scroll to continue|after newsletter promotion
    (?:story|article) continues (?:below|after)(?: (?:the )?(?:advertisement|ad|video))?
    skip (?:past )?[^.]{0,30}promotion|press enter or click to view image[^.]{0,20}
    (?:skip|jump) to (?:main )?content|back to top|continue reading\W*|read more\W*|show more
    listen to (?:this )?(?:article|story)[^.]{0,30}
    \d+ (?:min(?:ute)?s?|hours?) (?:read|listen|watch|ago)
    (?:skip to (?:the )?)?end of (?:carousel|gallery|slideshow|recommended[\w ]{0,20})
    allow [\w.+ ]{2,30} content\?|accept and continue
    (?:view|read|open|see) (?:[\w-]+ ){0,2}in (?:your|a|the) (?:web )?browser(?:\s*:?\s*https?://\S+)?
    (?:view|see|show|read|hide) (?:all )?(?:\d+ )?comments?
    most (?:read|popular|viewed)
    scroll (?:down )?(?:for|to) [^.]{0,40}
    (?:slide |image |photo )?\d{1,3} (?:of|/) \d{1,3}|video player is loading
    load(?:ing)? more(?: \w+)?\W*
    (?:current time|duration|remaining time) -?\d+:\d\d|(?:text|font) size
    (?:buy|shop|order|pre-?order) (?:it )?now(?: (?:at|from|on|for) [^.]{2,40})?
    sent from my (?:iphone|ipad|android|phone|galaxy|blackberry|mobile)[\w ]{0,20}
    view this post on [\w. ]{2,20}|a post shared by .{2,80}
    """
)

COMMENT_FORM = any_of(
    r"""
    add (?:your|a new) comment|approved by a moderator|comments will not appear
    comments? (?:are|is|will be) (?:now )?(?:moderated|closed|approved|reviewed)
    leave a (?:comment|reply)|(?:your )?e-?mail address will not be published
    be the first to comment|(?:please )?(?:filling|fill) (?:out|in) the form
    required fields are marked
    (?:post|write|submit) (?:a|your) comment
    (?:you must )?(?:be logged|log) ?in(?: or register)? to (?:leave |post )?(?:a )?comment
    join the conversation|not responsible for the content of the posting
    comments policy|community guidelines
    """
)

PLEA = any_of(
    r"""
    sign(?:ing)? up (?:for (?:our|the|free|a free|daily|news)|to (?:our|the|get|receive)|here|now)
    subscribe(?: now| today)?(?:$|[.!:]| here| to (?:our|this|keep|continue|read|unlock)\b)
    subscribe(?: now| today)? to the (?:(?-i:[A-Z])|[\w ]{0,30}(?:newsletter|podcast|channel|feed))
    thanks (?:so much )?for reading [^.!]{2,60}[.!] (?:subscribe|share|this post)
    [^.]{0,60}\bnewsletter\b[^.]{0,120}\. sign up (?:here|now|today)
    get (?:unlimited|full|digital) (?:digital )?access|cancel any ?time
    follow [\w.]{2,20}['’]s?(?: [\w-]+){0,3} coverage (?:at|here|on|of [^.]{2,60} (?:at|here))\b
    enter your e-?mail|get (?:our|the) [\w ]{0,20}(?:app\b|newsletter|letter$)
    (?:reach|contact|e-?mail) (?:the (?:reporter|author|writer)s?|him|her|them|us) (?:at|by|via)\b
    (?:reach|contact|e-?mail) (?-i:[A-Z])\w+(?: (?-i:[A-Z])\w+)? (?:at|by|via|on)\b.{0,60}@
    (?:he|she|they) can be (?:reached|contacted) (?:at|by|via|on)\b.{0,60}(?:@|\d{3}|\bhere\b)
    (?-i:[A-Z])[\w.’'-]+(?: (?-i:[A-Z])[\w.’'-]+){1,3} can be (?:reached|contacted) [^.]{0,60}@
    (?:follow|like|join|find) (?:us|@?\w+(?: \w+)?) on (?:facebook|twitter|x\b|instagram|youtube)
    (?:follow|like|join|find) (?:us|@?\w+(?: \w+)?) on (?:linkedin|telegram|whatsapp|bluesky)
    download (?:our (?:free )?app|the (?:free )?(?-i:[A-Z])\w+(?: (?-i:[A-Z])\w+)? app)\b
    get (?:the|our|all|more|breaking|today) [^.]{0,80}(?:inbox|newsletter|e-?mail)
    [^.!?“”"]{0,100}\b(?:delivered|sent|straight|direct(?:ly)?) to your (?:inbox|e-?mail)
    [^.!?“”"]{1,60} (?:in|to) your inbox(?:[.!]?$)
    click here (?:to|for)
    become a (?:member|subscriber|supporter)(?: (?:today|now|here|for)|$|[.!])
    become a (?:member|subscriber|supporter) of (?:the )?(?-i:[A-Z])
    (?:to (?:read|continue|keep)[^.]{0,40}, )?create (?:a free|an) account(?: (?:to|now|or)|$|[.!])
    keep reading (?:for|with)\b
    you have (?:\d+|one|two|three|no) (?:free )?(?:articles?|stories) (?:left|remaining)
    (?:the rest of )?this (?:article|story|post) is (?:only )?(?:for|available to) .{0,9}subscribers
    already (?:a|have|an) [^.]{0,20}(?:subscriber|account|member)\s?(?:$|[?!.]|log|sign)
    by (?:signing up|subscribing),? you
    by (?:clicking|submitting|registering|continuing)[^.]{0,80},? you (?:agree|accept|consent)
    support (?:independent|local|our|quality) [\w ]{0,20}journalism\b.{0,60}\b(?:donat|subscri)
    [^.“”"]{2,60} is a reader-supported (?:publication|newsletter)\.
    this article contains content provided by [^.]{2,40}\. we ask for your permission
    you(?:['’]re| are) receiving this (?:e-?mail|newsletter|message)
    thank you for (?:signing up|subscribing|registering)
    if you (?:buy|click|make a purchase)[^.]{0,60}commission
    when you (?:buy|purchase|click)[^.]{0,60}commission
    (?:this (?:article|post|page)|we) may (?:contain|earn)[^.]{0,40}(?:affiliate|commission)
    do you have an? (?:opinion|story|tip|question)[^.?]{0,80}\? (?:if|please|e-?mail|write|let us)
    [^.]{0,60}is reserved for (?:our )?(?:subscribers|members)
    (?:no spam\W+)?unsubscribe (?:at )?any ?time
    we use cookies|this (?:site|website) uses cookies|accept (?:all )?cookies
    (?:have|got) a (?:news )?tip\?|email the (?:author|reporter)
    """
)

RIGHTS = any_of(
    r"""
    (?:©|\(c\) ?\d|copyright (?:©|\(c\)|\d{4}))[^.]{0,80}\.?(?: all rights reserved\.?)?
    [^.]{0,60}all rights reserved\.?(?: visit (?:our|the) website [^.\n]{0,120}\.)?
    (?:©|copyright) [^.]{0,80}\. all rights reserved\. visit (?:our|the) website [^.\n]{0,120}\.
    (?:\w+ )?transcripts? (?:is|are) created [^.\n]{0,60}\b(?:deadline|contractor)[^\n]{0,200}
    (?:\w+ )?transcripts? (?:is|are|was) (?:generated|produced) [^.\n]{0,60}\bsoftware[^\n]{0,200}
    (?:©|\(c\)) ?\d{4}[^.]{0,80}\.? distributed by [^.\n]{0,60}\.?(?: llc| inc)?\.?
    our standards: .{0,60}principles\W*(?:opens (?:in )?new tab)?
    purchase licensing rights\W*(?:opens (?:in )?new tab)?
    a version of this (?:article|story|column|essay) appear(?:s|ed) in (?:print|the)[^\n]{0,240}
    (?:filed under|posted in|tagged(?: with)?|tags|labels|categories|category)\s*:[^.\n]{1,150}
    \(?(?:except for the headline, )?this story has not been edited by [^.\n]{1,120}\.?\)?
    from wikipedia, the free encyclopedia|printed from:?\s+\S+
    this material may not be published, broadcast, rewritten[^\n]{0,60}
    (?:terms of (?:use|service)|terms and conditions|privacy policy|cookie policy|contact us)
    """
)

RELATED_HEAD = any_of(
    r"""
    tags|filed under|explore more on these topics|see more on
    related(?: (?:stories|articles|coverage|links|content|news|reading|topics?))?
    more (?:stories|news|coverage|on this(?: story| topic)?|from (?-i:[A-Z])[\w .]{1,30})
    (?:you )?(?:may|might) also like|(?:read|see) also|also (?:read|see|(?:on|in) [\w .]{1,30})
    read (?:next|more)|up next|most (?:read|popular|viewed)|top stories|latest (?:news|stories)
    recommended(?: for you| reading)?|trending(?: now)?|further reading|don['’]t miss|must[- ]reads?
    """
)

RELATED_LINK = any_of(
    r"""
    (?:photo gallery|gallery|in pictures|in photos)\s*[:|] ?\S[^\n]*[^.!?\n]
    (?-i:READ|WATCH|MORE|LISTEN|SEE|PHOTOS|VIDEO|GALLERY|PODCAST)(?-i:[A-Z ]{0,20})\s*[:|]\s*\S.*
    (?:read|see|view|find) (?:the )?(?:rest|original|full (?:story|article|report|text|post))
    """
)

AGENCY = any_of(
    r"""
    AFP|AP|Reuters|REUTERS|Getty(?: Images)?|EPA|PA|UPI|TASS|Xinhua|Bloomberg|Shutterstock
    iStock|Alamy|Unsplash|Wikimedia(?: Commons)?|RFA|VOA|Handout|Flickr|AAP|ANSA|dpa|DPA
    Anadolu|USA TODAY|Corbis|Magnum|Zuma|ZUMA|SIPA|Sipa|Polaris|Pexels
    """
)

PICTURE = any_of(
    r"""
    Photo(?:graph)?s?|Images?|Pictures?|Pic|Illustration|Photo [Cc]redit|PHOTO|IMAGE|Credit
    Photography
    """
)

CAPTION_HEAD = any_of(
    r"""
    photo|image|picture|caption|photo caption|file photo|illustration
    photo credit|image credit|screen ?shot|video still|image (?:source|copyright)
    """
)

CREDIT = word_set(
    """reporting reported writing written editing edited produced translated translation compiled
    contributed photography photographs photos graphics additional original research
    researched adapted narrated production"""
)
CREDIT_SMALL = word_set(
    """in by for the from service director editor editors and with to this report story article
    video web online staff of at a an on was were is desk bureau chief writer writers reporter
    reporters correspondent correspondents english language correspondence all audio"""
)

CORRECTION = any_of(
    r"""
    (?:corrections?|clarifications?|editor['’]?s['’]? note|corrects|amendment)\b[^:.\n]{0,60}[:—–]
    (?:update|updated)(?: [^:.\n]{0,30})?:
    (?:an )?earlier versions? of this (?:article|story|report|post|column)\b
    this (?:article|story|report|post|column) (?:has been|was) (?:updated|corrected|amended)\b
    """
)

DATE = word_set(
    """published updated posted last modified first on at the of a.m p.m am pm gmt bst utc est edt
    et pst pdt pt ct cst cdt mst mdt cet cest jst ist pkt sgt hkt aest aedt nzst nzdt sast wat
    cat eat hrs monday tuesday wednesday thursday friday
    saturday sunday mon tue tues wed thu thur thurs fri sat sun st nd rd th date created recorded"""
)
BYLINE_SMALL = word_set(
    """and of for in the at with staff writer reporter correspondent editor de van von der bin al
    el la da di du le y a senior special"""
)

NO_LABEL = word_set(
    """photo photos image picture caption credit source sources note update updated correction
    clarification read watch listen related more see video date time location price where when
    who what why how tip step example warning published posted by email phone address web website
    winner loser result score tickets cost rating director cast genre ingredients method serves
    summary conclusion background"""
)
"""Words before a colon that name no speaker."""

LABEL_ROLES = word_set(
    """interviewer host moderator reporter question answer q a presenter anchor caller audience
    narrator speaker guest announcer"""
)
