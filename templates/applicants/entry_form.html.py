BBBBBBB BBBBBBBBBBB

BBBBB BBBBBBBBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB

BBBBB BBBBB gettext(u'Continue your application') BBBBBBBB

BBBBB BBBBBBB
  XXXX gettext(u'Continue your application') XXXXX
  XX XXXXXXXXXXXXX gettext(u'Write your phone number or e-mail address. We send you a code.') XXXX
   gettext(u'Send me a code') 
  BBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBB
  XX XXXXXXXXXXXXX gettext(u'Have you never applied here?')  XX XXXXXXBBB BBBBBBBXX gettext(u'Apply now') XXXXXXXX
  XX XXXXXXXXXXXXX gettext(u'Is your phone lost, or your number new? Come to your office: an advisor lets you in.') XXXX
BBBBBBBB BBBBBBB
