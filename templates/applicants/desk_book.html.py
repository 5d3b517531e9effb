BBBBBBB BBBBBBBBBBB

BBBBB BBBBBBB BBBBBBBBBBB gettext(u'Error') X BBBBB gettext(u'Appointment without a file') BBBBBBBB

BBBBB BBBBBBB
  BBB BBBBBBBBBBBBBBB BBBBBBBBBBBBBBBB BB BBBBBBBB
   gettext(u'Reception') 
  BBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBBB BBBBBBBBB
  XXXX gettext(u'Appointment without a file') XXXXX
  XX XXXXXXXXXXXXX gettext(u'For somebody with a file, make it on the page of the file.')  XX XXXXXXBBB BBBBBBBBBBBBBXX gettext(u'Search') XXXXXXXX
  XXXX XXXXXXXXXXXXX _("Continue") XXXXXX
BBBBBBBB BBBBBBB
