BBBBBBB BBBBBBBBBBB

BBBBB BBBBBBB BBBBBBBB gettext(u'Change the practice') BBBB gettext(u'Propose a practice') BBBBBBBBBBBBB

BBBBB BBBBBBB
  BB BBBBBBBBBBB BBBBBBBBBB BBBBBBBBBBBBBBBB BB BBBBBBBBBBB BBBBBBBBB BB BBBBBBBBB
  BBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBB
  XXXXBB BBBBBBBB gettext(u'Change the practice') BBBB gettext(u'Propose a practice') BBBBBXXXXX
  XXX gettext(u'Write so that a colleague in another country understands it. No names of clients: “a baker from Aleppo” is enough.') XXXX
  XXXX XXXXXXXXXXXXX
    BB BBBBBBBB gettext(u'Save') BBBB gettext(u'Propose it') BBBBB
    BBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBB
  XXXXXX
BBBBBBBB BBBBBBB
