BBBBBBB BBBBBBBBBBB

BBBBB BBBBBBB BBBBBBBBBBB gettext(u'Error') X BBBBB gettext(u'Who comes?') BBBBBBBB

BBBBB BBBBBBB
  BBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBBB
  XXXX gettext(u'Who comes?') XXXXX
  XX XXXXXXXXXXXXX gettext(u'We send you a code, and then a message with a link. With the link you can move or cancel the appointment.') XXXX
   _("Send me a code") 
BBBBBBBB BBBBBBB
