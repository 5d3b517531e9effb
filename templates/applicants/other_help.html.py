BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB

BBBBB BBBBB gettext(u'Who else can help you') BBBBBBBB

BBBBB BBBBBBB
  BBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBBB
  XXXX gettext(u'Who else can help you') XXXXX
  BB BBBBBB BB BBBBBBBBB
    XX XXXXXXXXXXXXX gettext(u'We have no office in your country. These organisations are nearer to you.') XXXX
  BBBB BBBBBB BB BBBBB
    XX XXXXXXXXXXXXX gettext(u'Loans are for people of 18 and older. These organisations help younger people.') XXXX
  BBBB BBBBBB BB BBBBBB
    XX XXXXXXXXXXXXX gettext(u'We help people with a business of their own. For other things, these organisations know more.') XXXX
  BBBB
    XX XXXXXXXXXXXXX gettext(u'These organisations help with what we do not do, or where we are not.') XXXX
  BBBBB
  BBB BBB BB BBBBBBBBBBBBB
    XXXXXXXX XXXXXXXXXXXXX
      XXX XXXXXXXXXXXXXXXXXXXXXXXXXXX
      XXXXXXX
      XX XXXXXXXXXXX XXXXXXXBB BBBBBBBBBXXXXXXXXXXX X BBBBBBBB BBBBB BB BBBBBBBBBBBBBBBBBB BBB BBBBBBBBBBBB X BBBBBBBBBBBXXXX
      BB BBBBBBBBBBBXXXBBBB BBBBBBB XX XXXXXXXXXXXXXXXX XXXXXXX XXXXXXXXXXXXXXXXXXXXX XXXXXXXXXXXXXXXXXXXXXXXXBBBBB
      BB BBBBBBBBBXXXBBBB BBBBBBBBBBB XXXX XXXXXXXXXXXXXXXXXXXXBBBBB
    XXXXXXXXXX
  BBBBB
     gettext(u'Ask at your town hall') 
     gettext(u'The people there, or a social worker, know who helps near you.') 
    BBBBBBB BBBBBBBBBBBBBBBBBBBB BBBB BBBBBB BBBBBBBBBB
  BBBBBB
  XXXX gettext(u'You can also go on here') XXXXX
  XXX
    BB BBBBBB BB BBBBBBBBB gettext(u'If you come here or move here, an advisor can talk with you by phone.') 
    BBBB BBBBBB BB BBBBB gettext(u'An advisor can already talk with you about your plan, and about a loan later.') 
    BBBB BBBBBB BB BBBBBB gettext(u'If you also think of a business of your own, an advisor likes to talk with you.') 
    BBBB gettext(u'If you think of a business of your own, tell us about it.') BBBBB
  XXXX
  XXXX XXXXXXXXXXXXXXXX
    XX XXXXXXXXXX XXXXXXXXXXX XXXXXXX XXXXXXXXBB BBBBB gettext(u'Go on') BBBB gettext(u'Begin') BBBBB BBBB BBBBBBBBBBBBB BBBBBBBBBBBXXXX
    BB BBBBBB BB BBBBBBXX XXXXXXXXXX XXXXXXXXXXXXXX XXXXXXBBB BBBBBBBBBBBBBB BBBBBBBBBBBBXX gettext(u'Change what I need') XXXXBBBBB
  XXXXXX
BBBBBBBB BBBBBBB
