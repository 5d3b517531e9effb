BBBBBBB BBBBBBBBBBB

BBBBB BBBBBBB BBBBBBBBBBB gettext(u'Error') X BBBBB gettext(u'Let somebody in again')  X BBBBBBBB

BBBBB BBBBBBB
  BBB BBBBBB BBBBBBBBBBBB BB BBBB
  BBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBB BBBBBBBBBBB
  XXXX gettext(u'Let somebody in again') XXXXX
  XX XXXXXXXXXXXXXXXXXXXXXXXXXXXX
  XXX gettext(u'For an applicant who sits beside you and cannot get a code: the phone is lost, or the number has changed. What you do is written down, and the contacts we know are told.') XXXX
  XXXX XXXXXXXXXXXXX
     gettext(u'Show a code') 
    BBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBB BBBBBBBBBBB
  XXXXXX
BBBBBBBB BBBBBBB
