BBBBBBB BBBBBBBBBBB

BBBBB BBBBBBB BBBBBBBBBBB gettext(u'Error') X BBBBB gettext(u'Write the code') BBBBBBBB

BBBBB BBBBBBB
  XXXX gettext(u'Write the code') XXXXX
  XX XXXXXXXXXXXXX gettext(u'Your advisor shows you six digits on the screen. Write them here. Then this phone opens your page.') XXXX
   gettext(u'Continue') 
  BBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBB
BBBBBBBB BBBBBBB
