BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB

BBBBB BBBBBBB BBBBBBBBBBB gettext(u'Error') X BBBBB gettext(u'Help somebody to apply') BBBBBBBB

BBBBB BBBBBBB
  BBB BBBBBBB BB BBBBB
  BBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBB
  XXXX gettext(u'Help somebody to apply') XXXXX
  XXX XXXXXXXXXXXXXX
    XXXX gettext(u'Sit together: the person answers, you type.') XXXXX
    XXXX gettext(u'The code goes to the phone or e-mail of the person you help. If you share a phone, it may be that one.') XXXXX
    XXXX gettext(u'We keep your name, so that everybody knows who typed. You do not see the person’s own page.') XXXXX
  XXXXX
  XXXX XXXXXXXXXXXXX
     gettext(u'Continue') 
    BBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBB
  XXXXXX
BBBBBBBB BBBBBBB
