BBBBBBB BBBBBBBBBBB

BBBBB BBBBB gettext(u'Reception') BBBBBBBB

BBBBB BBBBBBB
  XXXX gettext(u'Reception') XXXXX
   gettext(u'No office is open') 
   gettext(u'An administrator adds offices in the back office.') 
  BBBBBBB BBBBBBBBBBBBBBBBBBBB
BBBBBBBB BBBBBBB
