BBBBBBB BBBBBBBBBBBBBBBBBBBB

BBBBB BBBBB gettext(u'Your password, please') BBBBBBBB

BBBBB BBBBBBB
  XXXX XXXXXXXXXXXXXXXXXXXXXX gettext(u'Your password, please') XXXXXXXXXXX
  XXX gettext(u'You logged in some time ago. For this step we ask again, so that nobody else can do it.') XXXX
   gettext(u'Go on') 
  BBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBB BBBBBBBBBBBBB
  BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBB
BBBBBBBB BBBBBBB
