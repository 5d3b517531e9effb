BBBBBBB BBBBBBBBBBB

BBBBB BBBBB gettext(u'Your code') BBBBBBBB

BBBBB BBBBBBB
  XXXX gettext(u'Your code') XXXXX
  XXX gettext(u'Open the app on your phone and type the six digits that it shows.') XXXX
   gettext(u'Go on') 
  BBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBB BBBBBBBBBBBBB
   gettext(u'I do not have my phone') 
   gettext(u'Type one of your recovery codes in the same place. No codes either? Ask your administrator to let you set up a new phone.') 
  BBBBBBB BBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBBBBBBBB BBBBBBBBB
  XXXXX XXXXXXXXXXXXX XXXXXXXXBBB BBBBBBBBBBBBBBBBXX
    BBBBBBBBBB
    XXXXXXX XXXXXXXXXX XXXXXXXXXX gettext(u'Log in as somebody else') XXXXXXXXX
  XXXXXXX
BBBBBBBB BBBBBBB
