BBBBBBB BBBBBBBBBBB

BBBBB BBBBB gettext(u'Look at your e-mail') BBBBBBBB

BBBBB BBBBBBB
  XXXX gettext(u'Look at your e-mail') XXXXX
  XXX gettext(u'If there is an account with this e-mail, a link is on its way. It works for three days.') XXXX
  XXX gettext(u'Nothing there after some minutes? Look into the folder for unwanted mail, or ask your administrator.') XXXX
  XXXXX XXXXXXBBB BBBBBBBBBBBBBBBXX gettext(u'Back to the login page') XXXXXXXX
BBBBBBBB BBBBBBB
