BBBBBBB BBBBBBBBBBB

BBBBB BBBBBBB BBBBBBBBBBB gettext(u'Error') X BBBBB gettext(u'Add a day off') BBBBBBBB

BBBBB BBBBBBB
   _("Hours") 
  XXXX XXXXXXXXXXXXXXXXXXXXXX gettext(u'Add a day off')  X XXXXXXXXXXXXXXXXXXXXXX
  XXX gettext(u'This office alone is closed on that day. Nobody can book; what is booked already waits for your decision.') XXXX
  XXXX XXXXXXXXXXXXXBBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBBXXXXXX
BBBBBBBB BBBBBBB
