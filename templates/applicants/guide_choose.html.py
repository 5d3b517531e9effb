BBBBBBB BBBBBBBBBBB

BBBBB BBBBB gettext(u'Choose a guide')  BBBBBBBB

BBBBB BBBBBBB
  BBB BBBBBB BBBBBBBBBBBB BB BBBBBBBB
  BBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBBB BBBBBBBBBBBBB
  XXXX XXXXXXXXXXXXXXXXXXXXXX gettext(u'Choose a guide')  X XXXXXXXXXXXXXXXXXXXXXX
  BB BBBBBB
    XXXX XXXXXXXXXXXXX _("Choose this guide") XXXXXX
  BBBB
     gettext(u'There is no other guide') 
     gettext(u'An administrator writes and publishes guides in the back office.') 
     _("Back to the file") 
  BBBBB
BBBBBBBB BBBBBBB
